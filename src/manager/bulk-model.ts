import { computed, createModel, signal } from '@preact/signals';
import { asReelkeepError, type ErrorData, toErrorData } from '../errors';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests } from '../protocol/background';
import type { JobEntry } from '../ui/job-store';
import type { JobsModel } from '../ui/jobs-model';

export interface BulkClients {
  readonly background: Pick<
    Sender<BackgroundRequests>,
    'pauseJobs' | 'resumeJobs' | 'retryFailedJobs' | 'forgetEndedJobs' | 'cancelJob'
  >;
  readonly jobs: Pick<JobsModel, 'running' | 'line' | 'history'>;
}

/** What can be done about all jobs at once. */
export const BulkModel = createModel(({ background, jobs }: BulkClients) => {
  const busy = signal(false);
  /** Why the last command failed, until the next. */
  const failure = signal<ErrorData | undefined>(undefined);

  const active = computed(() => [...jobs.running.value, ...jobs.line.value]);
  const states = computed(() => active.value.map(({ view }) => view.value.current.state));
  const ended = (...wanted: string[]) =>
    jobs.history.value.filter(({ view }) => wanted.includes(view.value.current.state)).length;

  const run = async (task: () => Promise<unknown>): Promise<void> => {
    if (busy.peek()) return;
    busy.value = true;
    failure.value = undefined;
    try {
      await task();
    } catch (thrown) {
      failure.value = toErrorData(thrown);
    } finally {
      busy.value = false;
    }
  };

  const cancel = async ({ id }: JobEntry): Promise<void> => {
    try {
      await background.cancelJob({ jobId: id });
    } catch (thrown) {
      // It came to its end while the others were cancelled.
      if (asReelkeepError(thrown).code !== 'job-not-found') throw thrown;
    }
  };

  return {
    busy,
    failure,
    activeCount: computed(() => active.value.length),
    canPause: computed(() =>
      states.value.some((state) => state !== 'paused' && state !== 'saving'),
    ),
    canResume: computed(() => states.value.includes('paused')),
    /** What has nothing left on the disk of ours. */
    finishedCount: computed(() => ended('done', 'cancelled')),
    failedCount: computed(() => ended('failed')),
    pauseAll: () => run(() => background.pauseJobs({})),
    resumeAll: () => run(() => background.resumeJobs({})),
    /** From the end of the line: nothing is begun only to be cancelled. */
    cancelAll: () => run(() => Promise.all(active.peek().toReversed().map(cancel))),
    retryFailed: () => run(() => background.retryFailedJobs({})),
    clearFinished: () =>
      run(async () => {
        await background.forgetEndedJobs({ state: 'done' });
        await background.forgetEndedJobs({ state: 'cancelled' });
      }),
    removeFailed: () => run(() => background.forgetEndedJobs({ state: 'failed' })),
  };
});

export type BulkModel = InstanceType<typeof BulkModel>;
