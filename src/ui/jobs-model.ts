import { computed, createModel, effect, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import { isActive, type JobId } from '../jobs/job';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests } from '../protocol/background';
import type { JobView } from '../protocol/jobs-port';
import { applyJobsMessage } from './apply-jobs-message';
import { type JobsConnection, keepConnected } from './jobs-connection';

export interface JobsClients {
  readonly background: Pick<
    Sender<BackgroundRequests>,
    'wakeEngine' | 'cancelJob' | 'forgetJob' | 'retryJob'
  >;
  readonly connect: JobsConnection['connect'];
  readonly wait: JobsConnection['wait'];
}

/** The engine's jobs as both screens show them, kept up to date as long as the model lives. */
export const JobsModel = createModel(({ background, connect, wait }: JobsClients) => {
  /** Newest first; `undefined` until the engine has told. */
  const jobs = signal<readonly JobView[] | undefined>(undefined);
  /** The engine does not answer: what is shown may be old. */
  const lost = signal(false);
  /** Jobs whose command is under way: a second press has nothing to add. */
  const busy = signal<ReadonlySet<JobId>>(new Set());
  /** Commands that failed, by job, until the next one. */
  const failures = signal<ReadonlyMap<JobId, ErrorData>>(new Map());

  effect(() => {
    const leaving = new AbortController();
    void keepConnected(
      {
        wake: () => background.wakeEngine({}),
        connect,
        wait,
        onMessage: (message) => {
          lost.value = false;
          jobs.value = applyJobsMessage(jobs.peek() ?? [], message);
        },
        onLost: () => {
          lost.value = true;
        },
      },
      leaving.signal,
    );
    return () => leaving.abort();
  });

  const command =
    (send: (request: { jobId: JobId }) => Promise<void>) =>
    async (jobId: JobId): Promise<void> => {
      if (busy.peek().has(jobId)) return;
      busy.value = new Set(busy.peek()).add(jobId);
      failures.value = without(failures.peek(), jobId);
      try {
        await send({ jobId });
      } catch (thrown) {
        failures.value = new Map(failures.peek()).set(jobId, toErrorData(thrown));
      } finally {
        busy.value = new Set([...busy.peek()].filter((id) => id !== jobId));
      }
    };

  return {
    jobs,
    lost,
    busy,
    failures,
    active: computed(() => (jobs.value ?? []).filter(isActive)),
    ended: computed(() => (jobs.value ?? []).filter((job) => !isActive(job))),
    cancel: command(background.cancelJob),
    retry: command(background.retryJob),
    remove: command(background.forgetJob),
  };
});

export type JobsModel = InstanceType<typeof JobsModel>;

function without(map: ReadonlyMap<JobId, ErrorData>, jobId: JobId): ReadonlyMap<JobId, ErrorData> {
  return new Map([...map].filter(([id]) => id !== jobId));
}
