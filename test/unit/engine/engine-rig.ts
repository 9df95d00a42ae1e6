import { openAsBlob, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerCommands } from '../../../src/engine/answer-commands';
import { beginAgain } from '../../../src/engine/begin-again';
import { type EngineHost, startEngineHost } from '../../../src/engine/host';
import { type EnginePorts, startJobEngine } from '../../../src/engine/job-engine';
import type { JobFiles } from '../../../src/engine/job-files';
import { openJournal } from '../../../src/engine/journal';
import { opfsCopies } from '../../../src/engine/opfs-copies';
import type { JobsFolder } from '../../../src/engine/opfs-files';
import { bytesOnDisk } from '../../../src/engine/record-bytes';
import type { WorkerLike } from '../../../src/engine/worker-link';
import type { Commands, HostToWorker, WorkerToHost } from '../../../src/engine/worker-protocol';
import { ReelkeepError } from '../../../src/errors';
import type { CollectionItem, JobRequest, JobState, PartRequest } from '../../../src/jobs/job';
import { addressOf, type PartSource } from '../../../src/jobs/part-source';
import type { Renewal } from '../../../src/jobs/reduce-job';
import type { EngineEvents, PageHost, SaveStatus } from '../../../src/protocol/background';
import type { JobsPortMessage, JobView } from '../../../src/protocol/jobs-port';
import { type EngineSettings, readSettings } from '../../../src/settings/settings';
import { HostGate } from '../../../src/transfer/host-gate';
import { type ClipName, clip, scratchFolder } from '../media/clips';
import { type Fault, type FaultyServer, startFaultyServer } from '../transfer/faulty-server';
import { hastyClock } from '../transfer/rig';
import { FakeNetwork } from './fake-network';
import { MemoryOpfs } from './memory-opfs';
import { nodeFiles } from './node-files';

/**
 * No connection is called slow on a machine that is; and one for each file, or in the rig's hurried time
 * ranges would be taken over from who merely waits for a first byte.
 */
export const settings: EngineSettings = {
  ...readSettings({}),
  slowShare: 0,
  connectionsPerHost: 1,
};

/** The addresses by format id, as the page has them now. */
export const renewed = (urls: Readonly<Record<string, string>>): Renewal => ({
  tier: 'page-address',
  sources: Object.fromEntries(Object.entries(urls).map(([id, url]) => [id, fromUrl(url)])),
  notes: [],
});

export const fromUrl = (url: string): { readonly source: PartSource } => ({
  source: { kind: 'url', url },
});

export const urlOf = ({ source }: PartRequest): string => addressOf(source);

/** The same with more in its address. */
export const asking = (part: PartRequest, query: string): PartRequest => ({
  ...part,
  ...fromUrl(`${urlOf(part)}?${query}`),
});

/** Clips are made once for all tests of a file. */
const clips = scratchFolder();
const clock = hastyClock(50);

export interface MediaServer {
  /** As the job asks for it; the rig leads it to loopback. */
  readonly part: (role: PartRequest['role'], stated?: boolean) => PartRequest;
  readonly server: FaultyServer;
  readonly bytes: Buffer;
}

/** Encoding takes its time: not that of a test. */
export async function makeClips(...names: readonly ClipName[]): Promise<void> {
  await Promise.all(names.map((name) => clip(clips, name)));
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
      ...fromUrl(`https://p${port}.googlevideo.com/videoplayback`),
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
  origin: { tabId: 5 },
  ...extra,
});

/** Node's fetch, led from googlevideo's names to loopback, with the address that was asked. */
async function loopbackFetch(url: string, init: RequestInit): Promise<Response> {
  const { hostname } = new URL(url);
  const response = await fetch(`http://127.0.0.1:${hostname.slice(1).split('.')[0]}/`, init);
  Object.defineProperty(response, 'url', { value: url });
  return response;
}

/** The same bytes, with nothing open: whoever has the other one open holds nobody up. */
async function likeness(opfs: MemoryOpfs): Promise<MemoryOpfs> {
  const copy = new MemoryOpfs();
  for (const [path, { bytes }] of opfs.files()) {
    const [folder = '', name = ''] = path.split('/');
    const parent = await (await copy.root()).getDirectoryHandle(folder, { create: true });
    await parent.getFileHandle(name, { create: true });
    const file = copy.files().get(path);
    if (file) file.bytes = bytes.slice();
  }
  return copy;
}

const deafWorker: WorkerLike = {
  postMessage: () => undefined,
  addEventListener: () => undefined,
  terminate: () => undefined,
};

type BadgeNews = Parameters<EngineEvents['progressChanged']>[0];
type RenewalRequest = Parameters<EngineEvents['renewSources']>[0];
type StatusAsk = Parameters<EngineEvents['saveStatus']>[0];
type Save = Parameters<EngineEvents['saveFile']>[0] & { blob: Blob; downloadId: number };

/** What a browser would be to the engine: a disk, a journal, a background. */
export class Rig {
  readonly folder = scratchFolder();
  /** Where the engine's files are, where a test gave it others. */
  diskFolder = this.folder;
  readonly saves: Save[] = [];
  readonly dropped: number[] = [];
  readonly news: BadgeNews[] = [];
  readonly savedItems: CollectionItem[] = [];
  readonly toldHosts: (readonly PageHost[])[] = [];
  readonly messages: JobsPortMessage[] = [];
  readonly urls = new Map<string, Blob>();
  awake = 0;
  /** Records that the journal took. */
  puts = 0;
  lastHandedBytes = 0;
  host!: EngineHost;
  /** The background's answer to a file that is handed over; the default completes it at once. */
  onSave: (save: Save) => Promise<void> = async ({ downloadId, url, blob, file }) => {
    // Before the engine deletes it.
    const bytes = Buffer.from(await blob.arrayBuffer());
    this.#kept.push(bytes);
    const path = `/downloads/${file.name}`;
    await this.host.requests.saveChanged({
      downloadId,
      url,
      outcome: { kind: 'complete', path, bytes: bytes.length },
    });
  };
  /** Throws where the browser will not even begin. */
  onSaveFile: (request: Parameters<EngineEvents['saveFile']>[0]) => void | Promise<void> = () =>
    undefined;
  /** The background's answer to addresses that are refused; by default there is no page to ask. */
  onRenew: (request: RenewalRequest) => Promise<Renewal> = async () => {
    throw new ReelkeepError('page-not-reachable', 'The tab is closed.');
  };
  /** What a pending job is made of; by default nobody knows. */
  onComplete: (request: JobRequest) => Promise<JobRequest> = async () => {
    throw new ReelkeepError('page-not-reachable', 'The tab is closed.');
  };
  /** How the browser's downloader stands; by default it knows nothing. */
  onStatus: (ask: StatusAsk) => Promise<SaveStatus> = async () => ({ kind: 'unknown' });
  /** Throws where the journal cannot be read just now. */
  onLoad: () => void | Promise<void> = () => undefined;
  settings = settings;
  readonly network = new FakeNetwork();
  /** Minutes since midnight. */
  localMinute = 12 * 60;
  freeBytes = 1e12;
  onFreeBytes = (): number => this.freeBytes;
  onSettings = async (): Promise<EngineSettings> => this.settings;
  #copies = Promise.resolve(new MemoryOpfs());
  readonly #kept: Buffer[] = [];
  readonly #journalled = new Map<string, number>();
  #generation = 0;
  #jobs = new Map<string, JobView>();
  #watchers = new Set<() => void>();
  #kill: () => void = () => undefined;
  #crash: () => void = () => undefined;
  #isAlive: () => boolean = () => false;

  constructor(private readonly change: Partial<EnginePorts> = {}) {
    this.start();
  }

  /** A new engine on the same disk and journal, as after a restart of the browser. */
  start(): void {
    this.#jobs.clear();
    this.urls.clear();
    // What the one before held awake went with it.
    this.awake = 0;
    this.#generation += 1;
    const generation = this.#generation;
    this.host = startEngineHost({
      clock,
      isWorkerAlive: async () => this.#isAlive(),
      createWorker: (isReplacement) =>
        generation === this.#generation ? this.#worker(isReplacement) : deafWorker,
      keepAlive: () => {
        this.awake += 1;
        return () => {
          this.awake -= 1;
        };
      },
      openFile: (path) => openAsBlob(join(this.diskFolder, ...path)),
      createUrl: (blob) => {
        this.lastHandedBytes = blob.size;
        const url = `blob:${this.urls.size}-${this.saves.length}`;
        this.urls.set(url, blob);
        return url;
      },
      revokeUrl: (url) => this.urls.delete(url),
      events: {
        saveFile: async (request) => {
          await this.onSaveFile(request);
          const blob = this.urls.get(request.url);
          if (!blob) throw new Error('no such URL');
          const save = { ...request, blob, downloadId: this.saves.length + 1 };
          this.saves.push(save);
          const { onSave } = this;
          setTimeout(() => onSave(save), 5);
          return { downloadId: save.downloadId };
        },
        dropSave: async ({ downloadId }) => {
          this.dropped.push(downloadId);
        },
        completeJob: (request) => this.onComplete(request),
        renewSources: (request) => this.onRenew(request),
        saveStatus: (request) => this.onStatus(request),
        pageHostsChanged: async ({ hosts }) => {
          this.toldHosts.push(hosts);
        },
        engineSettings: () => this.onSettings(),
        itemSaved: async (item) => {
          this.savedItems.push(item);
        },
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

  /** The worker dies, and its host, which lives on, starts another. */
  crash(): void {
    this.#crash();
  }

  /** The browser tells that a save which it has begun is complete. */
  async complete(downloadId: number): Promise<void> {
    const bytes = this.saves.at(-1)?.blob.size ?? this.lastHandedBytes;
    await this.host.requests.saveChanged({
      downloadId,
      url: this.saves.find((save) => save.downloadId === downloadId)?.url ?? 'blob:of before',
      outcome: { kind: 'complete', path: `/downloads/${downloadId}`, bytes },
    });
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

  /** As soon as what is asked for is there: looked at every few milliseconds. */
  async untilTrue(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** As soon as the job has so many bytes on the disk. */
  untilBytes(bytes: number, id?: string): Promise<void> {
    return this.untilTrue(() => {
      const current = this.job(id)?.current;
      return current?.state === 'fetching' && current.progress.received >= bytes;
    });
  }

  /** As soon as the journal knows of so many bytes. */
  untilJournalled(bytes: number, id = 'youtube:x:1'): Promise<void> {
    return this.untilTrue(() => (this.#journalled.get(id) ?? 0) >= bytes);
  }

  /** As soon as the engine has left no file on the disk: they go once it is journalled that they may. */
  untilTidy(): Promise<void> {
    return this.untilTrue(() => this.files().length === 0);
  }

  /** Every file that the engine left on the disk. */
  files(): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .toSorted();
  }

  /** Nobody looks at its files any more. Its engine's timers hold the rig for as long as the process lives. */
  forget(): void {
    this.#kept.length = 0;
    this.saves.length = 0;
    this.urls.clear();
  }

  /** The last file that was handed over and completed, as it was then. */
  savedBytes(): Buffer | undefined {
    return this.#kept.at(-1);
  }

  /** The same, in a file. */
  saved(): string {
    const path = join(scratchFolder(), 'saved');
    writeFileSync(path, this.savedBytes() ?? '');
    return path;
  }

  #see(message: JobsPortMessage): void {
    this.messages.push(message);
    if (message.kind === 'unread') return;
    const jobs = message.kind === 'snapshot' ? message.jobs : message.changed;
    for (const job of jobs) this.#jobs.set(job.id, job);
    if (message.kind === 'delta') for (const id of message.removed) this.#jobs.delete(id);
    for (const wake of this.#watchers) wake();
    this.#watchers.clear();
  }

  #worker(isReplacement: boolean): WorkerLike {
    let alive = true;
    this.#copies = this.#copies.then(likeness);
    const copies = this.#copies;
    const never = new Promise<never>(() => undefined);
    /** What a dead worker asks of the world stays unanswered. */
    const living =
      <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
      (...args: A): Promise<T> =>
        alive ? work(...args).then((value) => (alive ? value : never)) : never;
    this.#kill = () => {
      alive = false;
    };
    this.#isAlive = () => alive;
    let hear: (event: { data: WorkerToHost }) => void = () => undefined;
    let fail: (event: { message: string }) => void = () => undefined;
    this.#crash = () => {
      this.#kill();
      fail({ message: 'It died.' });
    };
    const post = (message: WorkerToHost): void => {
      const data = structuredClone(message);
      setTimeout(() => alive && hear({ data }), 0);
    };
    const begin = async (): Promise<Commands> => {
      const { root } = await copies;
      const journal = openJournal(opfsCopies(root), this.folder);
      const livingFiles = (folder: JobsFolder): JobFiles => {
        const files = nodeFiles(this.folder, folder);
        return { ...files, remove: living(files.remove), removeAll: living(files.removeAll) };
      };
      return startJobEngine({
        isReplacement,
        journal: {
          load: async () => {
            await this.onLoad();
            return journal.load();
          },
          put: living(async (...what) => {
            await journal.put(...what);
            this.puts += 1;
            const [{ job, parts }] = what;
            this.#journalled.set(job.request.id, bytesOnDisk(parts));
          }),
          putAll: living((records) => journal.putAll(records)),
          remove: living((id) => journal.remove(id)),
          appendLog: living((...what) => journal.appendLog(...what)),
          readLog: (id) => journal.readLog(id),
        },
        files: livingFiles('jobs'),
        privateFiles: livingFiles('private'),
        gate: new HostGate(clock),
        transfer: {
          fetch: living(loopbackFetch),
          clock,
          random: Math.random,
          // Three seconds of our time: a busy machine is no stalled server.
          stallLimitMs: 150_000,
        },
        breathe: () => new Promise((resolve) => setImmediate(resolve)),
        network: this.network,
        localMinute: () => this.localMinute,
        freeBytes: async () => this.onFreeBytes(),
        about: 'Reelkeep 0.0.0, a test',
        report: (report) => post({ kind: 'report', report }),
        ...this.change,
      });
    };
    const answer = answerCommands(beginAgain(begin, clock), post);
    return {
      postMessage: (message) => {
        void answer(structuredClone(message) as HostToWorker);
      },
      addEventListener: (type: string, listener: (event: never) => void) => {
        if (type === 'message') hear = listener as typeof hear;
        else fail = listener as typeof fail;
      },
      terminate: () => this.#kill(),
    };
  }
}
