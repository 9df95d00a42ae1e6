import { type ErrorData, fromErrorData, ReelkeepError } from '../errors';
import type { JobId } from '../jobs/job';

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** A page takes seconds at most; the cipher has limits of its own. */
const longestWaitMs = 90_000;

/** The worker's questions of one kind to the page, one at a time for each job, and the host's answers to them. */
export class PageRequests<Request extends { readonly id: JobId }, Answer> {
  readonly #waiting = new Map<JobId, Waiting<Answer>>();

  constructor(
    private readonly tell: (request: Request) => void,
    private readonly setTimer: (ms: number, callback: () => void) => () => void,
  ) {}

  readonly ask = (request: Request, signal: AbortSignal): Promise<Answer> =>
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
        resolve: (answer) => end(() => resolve(answer)),
        reject: (error) => end(() => reject(error)),
      });
      this.tell(request);
    });

  async answer(id: JobId, answer: Answer): Promise<void> {
    this.#waiting.get(id)?.resolve(answer);
  }

  async refuse(id: JobId, error: ErrorData): Promise<void> {
    this.#waiting.get(id)?.reject(fromErrorData(error));
  }
}
