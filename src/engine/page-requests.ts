import { fromErrorData, ReelkeepError } from '../errors';
import type { JobId } from '../jobs/job';
import type { Renewal } from '../jobs/reduce-job';
import type { Renew } from './renewals';
import type { CommandRequest, WorkerReport } from './worker-protocol';

interface Waiting {
  readonly resolve: (renewal: Renewal) => void;
  readonly reject: (error: unknown) => void;
}

/** A page takes seconds at most; the cipher has limits of its own. */
const longestWaitMs = 90_000;

/** The worker's questions to the page, one at a time for each job, and the host's answers to them. */
export class PageRequests {
  readonly #waiting = new Map<JobId, Waiting>();

  constructor(
    private readonly report: (report: WorkerReport) => void,
    private readonly setTimer: (ms: number, callback: () => void) => () => void,
  ) {}

  readonly renew: Renew = (request, signal) =>
    new Promise((resolve, reject) => {
      const { id } = request;
      const cancelTimer = this.setTimer(longestWaitMs, () =>
        end(() => reject(new ReelkeepError('page-not-responding', 'The page did not answer.'))),
      );
      const onAbort = (): void => end(() => reject(signal.reason));
      const end = (settle: () => void): void => {
        cancelTimer();
        signal.removeEventListener('abort', onAbort);
        this.#waiting.delete(id);
        settle();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiting.set(id, {
        resolve: (renewal) => end(() => resolve(renewal)),
        reject: (error) => end(() => reject(error)),
      });
      this.report({ kind: 'renewal-wanted', renewal: request });
    });

  async renewed({ id, renewal }: CommandRequest<'renewed'>): Promise<void> {
    this.#waiting.get(id)?.resolve(renewal);
  }

  async notRenewed({ id, error }: CommandRequest<'notRenewed'>): Promise<void> {
    this.#waiting.get(id)?.reject(fromErrorData(error));
  }
}
