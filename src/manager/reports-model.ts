import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { JobId } from '../jobs/job';
import type { Sender } from '../platform/channel';
import type { BackgroundRequests } from '../protocol/background';
import type { JobsConnection } from '../ui/jobs-connection';

export interface ReportClients {
  readonly background: Pick<Sender<BackgroundRequests>, 'jobLog'>;
  /** Puts text on the clipboard. */
  readonly copy: (text: string) => Promise<void>;
  readonly wait: JobsConnection['wait'];
}

export type ReportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'copied'; readonly jobId: JobId }
  | { readonly kind: 'failed'; readonly jobId: JobId; readonly error: ErrorData };

const toldFor = 4_000;

/** Jobs' logs, for a bug report. */
export const ReportsModel = createModel(({ background, copy, wait }: ReportClients) => {
  /** What became of the last press, for some seconds. */
  const state = signal<ReportState>({ kind: 'none' });
  let telling = new AbortController();

  const attempt = async (jobId: JobId): Promise<ReportState> => {
    try {
      const { text } = await background.jobLog({ jobId });
      await copy(text);
      return { kind: 'copied', jobId };
    } catch (thrown) {
      return { kind: 'failed', jobId, error: toErrorData(thrown) };
    }
  };

  return {
    state,
    copyReport: async (jobId: JobId): Promise<void> => {
      const outcome = await attempt(jobId);
      telling.abort();
      telling = new AbortController();
      state.value = outcome;
      await wait(toldFor, telling.signal);
      if (state.peek() === outcome) state.value = { kind: 'none' };
    },
  };
});

export type ReportsModel = InstanceType<typeof ReportsModel>;
