import { openAsBlob, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerCommands } from '../../../src/engine/answer-commands';
import { type EngineHost, startEngineHost } from '../../../src/engine/host';
import { type EnginePorts, JobEngine } from '../../../src/engine/job-engine';
import { openJournal } from '../../../src/engine/journal';
import type { WorkerLike } from '../../../src/engine/worker-link';
import type { HostToWorker, WorkerToHost } from '../../../src/engine/worker-protocol';
import { ReelkeepError } from '../../../src/errors';
import type { JobRequest, JobState, PartRequest } from '../../../src/jobs/job';
import type { EngineEvents } from '../../../src/protocol/background';
import type { JobsPortMessage, JobView } from '../../../src/protocol/jobs-port';
import { HostGate } from '../../../src/transfer/host-gate';
import { type ClipName, clip, scratchFolder } from '../media/clips';
import { type Fault, type FaultyServer, startFaultyServer } from '../transfer/faulty-server';
import { hastyClock } from '../transfer/rig';
import { nodeFiles } from './node-files';

/** Clips are made once for all tests of a file. */
const clips = scratchFolder();
const clock = hastyClock(50);

export interface MediaServer {
  /** As the job asks for it; the rig leads it to loopback. */
  readonly part: (role: PartRequest['role'], stated?: boolean) => PartRequest;
  readonly server: FaultyServer;
  readonly bytes: Buffer;
}

export async function serveClip(
  name: ClipName,
  faultFor?: (index: number) => Fault | undefined,
): Promise<MediaServer> {
  const bytes = readFileSync(await clip(clips, name));
  const server = await startFaultyServer(bytes, faultFor);
  const port = new URL(server.url).port;
  return {
    server,
    bytes,
    part: (role, stated = true) => ({
      role,
      formatId: `${role}:${name}`,
      itag: 0,
      url: `https://p${port}.googlevideo.com/videoplayback`,
      ...(stated ? { contentLength: bytes.length } : {}),
    }),
  };
}

export const jobOf = (
  parts: readonly PartRequest[],
  extra: Partial<JobRequest> = {},
): JobRequest => ({
  id: 'youtube:x:1',
  title: 'A title',
  videoUrl: 'https://www.youtube.com/watch?v=x',
  label: 'label',
  durationSeconds: 3,
  parts,
  allowedHosts: ['googlevideo.com'],
  output: { extension: 'mp4', mime: 'video/mp4' },
  file: { name: 'A title.mp4', conflictAction: 'uniquify', saveAs: false },
  connectionsPerHost: 4,
  tabId: 5,
  ...extra,
});

/** Node's fetch, led from googlevideo's names to loopback, with the address that was asked. */
async function loopbackFetch(url: string, init: RequestInit): Promise<Response> {
  const { hostname } = new URL(url);
  const response = await fetch(`http://127.0.0.1:${hostname.slice(1).split('.')[0]}/`, init);
  Object.defineProperty(response, 'url', { value: url });
  return response;
}

type BadgeNews = Parameters<EngineEvents['progressChanged']>[0];
type Renewal = Parameters<EngineEvents['renewAddresses']>[0];
type Save = Parameters<EngineEvents['saveFile']>[0] & { blob: Blob; downloadId: number };

/** What a browser would be to the engine: a disk, a journal, a background. */
export class Rig {
  readonly folder = scratchFolder();
  readonly saves: Save[] = [];
  readonly dropped: number[] = [];
  readonly news: BadgeNews[] = [];
  readonly messages: JobsPortMessage[] = [];
  readonly urls = new Map<string, Blob>();
  awake = 0;
  host!: EngineHost;
  /** The background's answer to a file that is handed over; the default completes it at once. */
  onSave: (save: Save) => Promise<void> = ({ downloadId, blob }) =>
    this.host.requests.saveChanged({
      downloadId,
      outcome: { kind: 'complete', path: `/downloads/${downloadId}`, bytes: blob.size },
    });
  /** The background's answer to addresses that are refused; by default there is no page to ask. */
  onRenew: (request: Renewal) => Promise<Record<string, string>> = async () => {
    throw new ReelkeepError('page-not-reachable', 'The tab is closed.');
  };
  #jobs = new Map<string, JobView>();
  #watchers = new Set<() => void>();
  #kill: () => void = () => undefined;

  constructor(private readonly change: Partial<EnginePorts> = {}) {
    this.start();
  }

  /** A new engine on the same disk and journal, as after a restart of the browser. */
  start(): void {
    this.#jobs.clear();
    this.urls.clear();
    this.host = startEngineHost({
      clock,
      createWorker: () => this.#worker(),
      keepAlive: () => {
        this.awake += 1;
        return () => {
          this.awake -= 1;
        };
      },
      openFile: (path) => openAsBlob(join(this.folder, ...path)),
      createUrl: (blob) => {
        const url = `blob:${this.urls.size}-${this.saves.length}`;
        this.urls.set(url, blob);
        return url;
      },
      revokeUrl: (url) => this.urls.delete(url),
      events: {
        saveFile: async (request) => {
          const blob = this.urls.get(request.url);
          if (!blob) throw new Error('no such URL');
          const save = { ...request, blob, downloadId: this.saves.length + 1 };
          this.saves.push(save);
          setTimeout(() => this.onSave(save), 5);
          return { downloadId: save.downloadId };
        },
        dropSave: async ({ downloadId }) => {
          this.dropped.push(downloadId);
        },
        renewAddresses: (request) => this.onRenew(request),
        progressChanged: async (news) => {
          this.news.push(news);
        },
      },
    });
    this.host.openPort({ post: (message) => this.#see(message), onClose: () => undefined });
  }

  /** The worker and all it had open are gone from one moment to the next: nothing it does counts any more. */
  kill(): void {
    this.#kill();
  }

  job(id = 'youtube:x:1'): JobView | undefined {
    return this.#jobs.get(id);
  }

  async until(state: JobState['state'], id?: string): Promise<JobView> {
    for (;;) {
      const job = this.job(id);
      if (job?.current.state === state) return job;
      await new Promise<void>((resolve) => {
        this.#watchers.add(resolve);
      });
    }
  }

  /** Every file that the engine left on the disk. */
  files(): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .toSorted();
  }

  #see(message: JobsPortMessage): void {
    this.messages.push(message);
    const jobs = message.kind === 'snapshot' ? message.jobs : message.changed;
    for (const job of jobs) this.#jobs.set(job.id, job);
    if (message.kind === 'delta') for (const id of message.removed) this.#jobs.delete(id);
    for (const wake of this.#watchers) wake();
    this.#watchers.clear();
  }

  #worker(): WorkerLike {
    let alive = true;
    const never = new Promise<never>(() => undefined);
    /** What a dead worker asks of the world stays unanswered. */
    const living =
      <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
      (...args: A): Promise<T> =>
        alive ? work(...args).then((value) => (alive ? value : never)) : never;
    this.#kill = () => {
      alive = false;
    };
    let hear: (event: { data: WorkerToHost }) => void = () => undefined;
    const post = (message: WorkerToHost): void => {
      const data = structuredClone(message);
      setTimeout(() => alive && hear({ data }), 0);
    };
    const begin = async (): Promise<JobEngine> => {
      const journal = await openJournal(this.folder);
      const files = nodeFiles(this.folder);
      const engine = new JobEngine({
        journal: {
          load: journal.load,
          put: living(journal.put),
          remove: living(journal.remove),
        },
        files: { ...files, remove: living(files.remove), removeAll: living(files.removeAll) },
        transfer: {
          fetch: living(loopbackFetch),
          clock,
          gate: new HostGate(clock),
          random: Math.random,
          // Three seconds of our time: a busy machine is no stalled server.
          stallLimitMs: 150_000,
        },
        breathe: () => new Promise((resolve) => setImmediate(resolve)),
        freeBytes: async () => 1000,
        report: (report) => post({ kind: 'report', report }),
        ...this.change,
      });
      await engine.load();
      return engine;
    };
    const answer = answerCommands(begin(), post);
    return {
      postMessage: (message) => {
        void answer(structuredClone(message) as HostToWorker);
      },
      addEventListener: (type: string, listener: (event: never) => void) => {
        if (type === 'message') hear = listener as typeof hear;
      },
      terminate: () => this.#kill(),
    };
  }
}
