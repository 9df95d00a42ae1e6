import type { ErrorCode } from '../../src/errors';
import type { JobView } from '../../src/protocol/jobs-port';
import type { SeenJobs } from '../helpers/jobs-watch';
import type { Stage } from './stage';

/** After these nothing that is on the disk can be used: they alone may throw it away. */
const spoils: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'content-changed',
  'format-changed',
  'verification-failed',
]);
/** A part this small may not have been put down yet. */
const worthKeeping = 256 * 1024;
const mostActs = 6;
const slowNewsMs = 3000;
const lookAfterMs = 4000;
const lostAfterMs = 2000;
/** What waits goes on by itself; a person presses "go on" after so long. */
const waitPatienceMs = 20_000;
/** The engine's own patience with a dead connection, and twice the longest pause that follows it. */
const stuckAfterMs = 75_000;

export type Step = 'on' | 'done' | 'given-up';

/** The person in front of the screen: looks, and does the obvious where the job does not go on by itself. */
export class Remedy {
  /** In words, in the order in which they were done. */
  readonly acts: string[] = [];
  #received = 0;
  #since = performance.now();
  #key = '';
  #retried: string | undefined;
  #mendedAt = 0;
  #actedAt = 0;

  constructor(
    private readonly stage: Stage,
    /** Ends every fault: what stands after a failure is to be mended. */
    private readonly endFaults: () => Promise<void>,
  ) {}

  /** `isBusy`: a fault is about to end by itself, and may be what the job waits for. */
  async step({ connected, jobs }: SeenJobs, isBusy: boolean): Promise<Step> {
    const job = jobs.find(({ id }) => id === this.stage.jobId);
    const forMs = this.#unchangedFor(connected, job);
    if (!connected) return this.#afterPatience(forMs, lookAfterMs, 'look', this.#look);
    if (!job)
      return this.#afterPatience(forMs, lostAfterMs, 'save again: the job was lost', this.#lost);
    const { current } = job;
    if ('progress' in current && current.progress) this.#received = current.progress.received;
    switch (current.state) {
      case 'done':
        return 'done';
      case 'failed':
        return this.#mend(job.updatedAt, current.error.code);
      case 'cancelled':
        this.stage.problems.push('cancelled by nobody');
        return 'given-up';
      case 'paused':
        return isBusy
          ? 'on'
          : this.#afterPatience(forMs, lookAfterMs, 'resume (paused)', this.#resume);
      case 'waiting':
        return isBusy
          ? 'on'
          : this.#afterPatience(forMs, waitPatienceMs, `resume (${current.reason})`, this.#resume);
      default:
        if (forMs < stuckAfterMs) return 'on';
        this.stage.problems.push(`stuck: ${job.statusText ?? current.state}`);
        return 'given-up';
    }
  }

  readonly #look = async (): Promise<void> => {
    await this.stage.ask('wakeEngine', {});
  };

  readonly #lost = async (): Promise<void> => {
    this.stage.problems.push('the job was lost');
    await this.stage.saveAgain();
  };

  readonly #resume = async (): Promise<void> => {
    await this.stage.ask('resumeJobs', { jobId: this.stage.jobId });
  };

  async #mend(failedAt: number, code: ErrorCode): Promise<Step> {
    // A screen hears of what an act did a moment later.
    if (failedAt === this.#mendedAt && performance.now() - this.#actedAt < slowNewsMs) return 'on';
    this.#mendedAt = failedAt;
    await this.#checkParts(code);
    await this.endFaults();
    const { jobId } = this.stage;
    // What fails again in the same way is not mended by the same act.
    const anew = spoils.has(code) || this.#retried === code;
    this.#retried = anew ? undefined : code;
    if (anew) this.stage.account.reset();
    return this.#act(anew ? `start again (${code})` : `retry (${code})`, async () => {
      await (anew
        ? this.stage.ask('restartJob', { jobId })
        : this.stage.ask('retryJob', { jobId }));
    });
  }

  async #checkParts(code: ErrorCode): Promise<void> {
    if (spoils.has(code) || this.#received < worthKeeping) return;
    const kept = Object.values(await this.stage.parts()).reduce((sum, bytes) => sum + bytes, 0);
    if (kept === 0) this.stage.problems.push(`failed (${code}) without its parts`);
  }

  async #afterPatience(
    forMs: number,
    patienceMs: number,
    words: string,
    act: () => Promise<void>,
  ): Promise<Step> {
    return forMs < patienceMs ? 'on' : this.#act(words, act);
  }

  async #act(words: string, act: () => Promise<void>): Promise<Step> {
    if (this.acts.length >= mostActs) {
      this.stage.problems.push('no act helps');
      return 'given-up';
    }
    this.acts.push(words);
    await act();
    this.#actedAt = performance.now();
    this.#since = this.#actedAt;
    this.#key = '';
    return 'on';
  }

  /** Milliseconds since what a person sees, or what the site sends, was last another. */
  #unchangedFor(connected: boolean, job: JobView | undefined): number {
    const now = performance.now();
    const { sent } = this.stage.account;
    const current = job && { ...job.current, progress: undefined };
    const key = JSON.stringify([connected, current, this.#received, sent]);
    if (key !== this.#key) this.#since = now;
    this.#key = key;
    return now - this.#since;
  }
}
