import { asReelkeepError } from '../errors';
import type { EngineEvents } from '../protocol/background';
import type { EngineRequests } from '../protocol/engine';
import { type EngineSettings, readSettings } from '../settings/settings';
import type { FeedPort } from './job-feed';
import { JobMirror } from './job-mirror';
import { completeAtPage, renewAtPage } from './page-desk';
import { SaveDesk, type SavePorts } from './save-desk';
import { type LinkPorts, WorkerLink } from './worker-link';
import type { CommandAnswer, CommandName, CommandRequest, WorkerReport } from './worker-protocol';

export interface HostPorts extends Omit<SavePorts, 'events'>, LinkPorts {
  /** The background, asked over its channel. */
  readonly events: {
    [K in keyof EngineEvents]: (
      request: Parameters<EngineEvents[K]>[0],
    ) => Promise<ReturnType<EngineEvents[K]>>;
  };
  /** Called when the first job goes on; what it answers with, when none does any more. */
  readonly keepAlive: () => () => void;
}

export interface EngineHost {
  /** What the engine answers to the background. */
  readonly requests: {
    [K in keyof EngineRequests]: (
      request: Parameters<EngineRequests[K]>[0],
    ) => Promise<ReturnType<EngineRequests[K]>>;
  };
  /** A screen opened a port. */
  readonly openPort: (port: FeedPort) => void;
}

/** The background is asleep or being replaced: it is there again soon. */
const settingsAgainMs = 5_000;

/**
 * The page's half of the engine: owns the worker and the blob URLs, mirrors the jobs for the screens
 * and the badge. It decides nothing about a job; that is the worker's.
 */
export function startEngineHost(ports: HostPorts): EngineHost {
  const { clock, events, keepAlive } = ports;
  const tellBadge = (news: Parameters<typeof events.progressChanged>[0]): void =>
    tell(events.progressChanged(news));
  const mirror = new JobMirror({
    ...{ clock, keepAlive, tellBadge },
    tellPageHosts: () => tell(tellPageHosts()),
    tellSaved: (item) => tell(events.itemSaved(item)),
  });
  const worker = new WorkerLink(ports, hear, () => mirror.stand());
  const desk = new SaveDesk(ports, worker);
  /** Of the background's word, the last one: a worker that is started anew needs it again. */
  let settings: EngineSettings | undefined;

  function hear(report: WorkerReport): void {
    switch (report.kind) {
      case 'loaded':
        mirror.load(report.jobs);
        tell(configure());
        break;
      case 'unread':
        mirror.refuse(report.error);
        break;
      case 'changed':
        mirror.keep(report.job);
        break;
      case 'removed':
        mirror.remove(report.id);
        break;
      case 'renewal-wanted':
        tell(renewAtPage(report.renewal, events.renewSources, worker));
        break;
      case 'completion-wanted':
        tell(completeAtPage(report.request, events.completeJob, worker));
        break;
      case 'hand-over':
        tell(desk.handOver(report.handOver));
        break;
      case 'save-status-wanted':
        tell(desk.askStatus(report.ask));
    }
  }

  /** Until it has heard, the worker starts nothing: it might be the person's quiet hours. */
  async function configure(): Promise<void> {
    const stopAsking = clock.setTimer(settingsAgainMs, () => tell(configure()));
    try {
      settings ??= await events.engineSettings({});
    } catch (error) {
      if (asReelkeepError(error).code === 'no-receiver') throw error;
      console.warn('The settings cannot be read.', error);
      settings ??= readSettings({});
    }
    // Its first requests must be right, but a rule that the browser refuses is one job's misfortune.
    await tellPageHosts().catch((error: unknown) => {
      if (asReelkeepError(error).code === 'no-receiver') throw error;
      console.warn('Hosts are not told where we come from.', error);
    });
    stopAsking();
    await worker.ask('configure', settings);
  }

  function tellPageHosts(): Promise<void> {
    return events.pageHostsChanged({ hosts: mirror.pageHosts() });
  }

  const pass =
    <N extends CommandName>(name: N) =>
    (request: CommandRequest<N>): Promise<CommandAnswer<N>> =>
      worker.ask(name, request);

  const savingId = (id: string): number | undefined => {
    const current = mirror.get(id)?.current;
    return current?.state === 'saving' ? current.downloadId : undefined;
  };

  return {
    requests: {
      start: pass('start'),
      startAll: pass('startAll'),
      // The worker decides: a save that has ended meanwhile stays saved, and its file where it is.
      cancel: async ({ id }) => {
        const downloadId = savingId(id);
        const { cancelled } = await worker.ask('cancel', { id });
        if (cancelled) await desk.drop(id, downloadId);
      },
      endPrivate: async (request) => {
        const saving = new Map(mirror.ids().map((id) => [id, savingId(id)]));
        const { cancelled } = await worker.ask('endPrivate', request);
        for (const id of cancelled) await desk.drop(id, saving.get(id));
      },
      configure: async (wanted) => {
        settings = wanted;
        await worker.ask('configure', wanted);
      },
      retry: pass('retry'),
      retryAll: pass('retryAll'),
      restart: pass('restart'),
      pause: pass('pause'),
      resume: pass('resume'),
      finish: pass('finish'),
      setOptions: pass('setOptions'),
      move: pass('move'),
      forget: pass('forget'),
      forgetEnded: pass('forgetEnded'),
      view: pass('view'),
      log: pass('log'),
      strays: pass('strays'),
      removeStrays: pass('removeStrays'),
      saveChanged: ({ downloadId, url, outcome }) => desk.ended(downloadId, url, outcome),
    },
    openPort: (port) => mirror.openPort(port),
  };
}

/** News that nobody waits for: the background may be asleep or being replaced, and is told again soon. */
function tell(news: Promise<unknown>): void {
  news.catch((error: unknown) => console.warn('The background was not reached.', error));
}
