import { isActive, type Job, type JobId } from '../jobs/job';
import type { EngineEvents } from '../protocol/background';
import type { EngineRequests } from '../protocol/engine';
import type { Clock } from '../transfer/clock';
import { BadgeFeed } from './badge-feed';
import { type FeedPort, JobFeed } from './job-feed';
import { renewAtPage } from './page-desk';
import { SaveDesk, type SavePorts } from './save-desk';
import { type WorkerLike, WorkerLink } from './worker-link';
import type { WorkerReport } from './worker-protocol';

export interface HostPorts extends Omit<SavePorts, 'events'> {
  readonly createWorker: () => WorkerLike;
  readonly clock: Clock;
  /** The background, asked over its channel. */
  readonly events: {
    [K in keyof EngineEvents]: (
      request: Parameters<EngineEvents[K]>[0],
    ) => Promise<ReturnType<EngineEvents[K]>>;
  };
  /** Called when the first job runs; what it answers with, when none does any more. */
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

/**
 * The page's half of the engine: owns the worker and the blob URLs, mirrors the jobs for the screens
 * and the badge. It decides nothing about a job; that is the worker's.
 */
export function startEngineHost(ports: HostPorts): EngineHost {
  const jobs = new Map<JobId, Job>();
  const feed = new JobFeed(jobs, ports.clock);
  const badge = new BadgeFeed(jobs, ports.clock, (news) =>
    tell(ports.events.progressChanged(news)),
  );
  const watch = activityWatch(ports.keepAlive);
  const early: FeedPort[] = [];
  let loaded = false;

  const worker = new WorkerLink(ports.createWorker, hear);
  const desk = new SaveDesk(ports, worker);

  function hear(report: WorkerReport): void {
    switch (report.kind) {
      case 'loaded':
        for (const job of report.jobs) keep(job);
        loaded = true;
        for (const port of early.splice(0)) feed.open(port);
        break;
      case 'changed':
        keep(report.job);
        break;
      case 'removed':
        jobs.delete(report.id);
        feed.note(report.id);
        break;
      case 'renewal-wanted':
        tell(renewAtPage(report.renewal, ports.events.renewAddresses, worker));
        break;
      case 'hand-over':
        tell(desk.handOver(report.handOver));
    }
    watch([...jobs.values()].some(isActive));
  }

  function keep(job: Job): void {
    const { id } = job.request;
    const before = jobs.get(id);
    jobs.set(id, job);
    badge.note(before, job);
    feed.note(id);
  }

  return {
    requests: {
      start: (request) => worker.ask('start', request),
      // The worker decides: a save that has ended meanwhile stays saved, and its file where it is.
      cancel: async ({ id }) => {
        const current = jobs.get(id)?.current;
        const downloadId = current?.state === 'saving' ? current.downloadId : undefined;
        const { cancelled } = await worker.ask('cancel', { id });
        if (cancelled) await desk.drop(id, downloadId);
      },
      retry: (request) => worker.ask('retry', request),
      forget: (request) => worker.ask('forget', request),
      saveChanged: ({ downloadId, outcome }) => desk.ended(downloadId, outcome),
    },
    openPort: (port) => {
      if (loaded) feed.open(port);
      else early.push(port);
    },
  };
}

function activityWatch(keepAlive: () => () => void): (active: boolean) => void {
  let release: (() => void) | undefined;
  return (active) => {
    if (active) release ??= keepAlive();
    else {
      release?.();
      release = undefined;
    }
  };
}

/** News that nobody waits for: the background may be asleep or being replaced, and is told again soon. */
function tell(news: Promise<unknown>): void {
  news.catch((error: unknown) => console.warn('The background was not reached.', error));
}
