import type { ErrorCode } from '../../src/errors';
import type { JobState } from '../../src/jobs/job';
import type { JobView } from '../../src/protocol/jobs-port';
import { type JobRemedy, jobRemedies } from '../../src/ui/job-offers';
import type { SeenJobs } from '../helpers/jobs-watch';
import type { Stage } from './stage';

/** The site has another content: what came before was of no use, and nothing that could be kept need be there. */
const otherContent: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'content-changed',
  'format-changed',
]);
/** A part this small may not have been put down yet. */
const worthKeeping = 256 * 1024;
const finishedShare = 0.9;
const mostActs = 6;
const slowNewsMs = 3000;
const lookAfterMs = 4000;
const lostAfterMs = 2000;
/** What waits goes on by itself; after so long a person presses "go on", and it counts as a failure. */
const waitPatienceMs = 20_000;
/** The engine's own patience with a dead connection, and twice the longest pause that follows it. */
const stuckAfterMs = 75_000;

const words = { retry: 'retry', restart: 'start again' } as const satisfies Partial<
  Record<JobRemedy, string>
>;
const asks = { retry: 'retryJob', restart: 'restartJob' } as const;

export type Step = 'on' | 'done' | 'given-up';

/**
 * The person in front of the screen: looks, and does the obvious where the job does not go on by itself.
 * An engine that was closed comes back within a minute by the worker's alarm (`restarts.test.ts`); a look
 * at the list brings it back at once.
 */
export class Remedy {
  /** In words, in the order in which they were done. */
  readonly acts: string[] = [];
  #received = 0;
  #kills = 0;
  #since = performance.now();
  #key = '';
  #failedBefore: ErrorCode | undefined;
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
    this.#learnReceived(current);
    switch (current.state) {
      case 'done':
        return 'done';
      case 'failed':
        return this.#mend(job.updatedAt, current);
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
          : this.#afterPatience(forMs, waitPatienceMs, `resume (${current.reason})`, this.#rouse);
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

  readonly #rouse = async (): Promise<void> => {
    this.stage.problems.push('it waited and did not go on by itself');
    await this.#resume();
  };

  /** What a person sees of it; after a kill not before it is seen again, as some of it was not put down. */
  #learnReceived(current: JobState): void {
    const { kills } = this.stage.account;
    if (kills !== this.#kills) this.#received = 0;
    this.#kills = kills;
    if ('progress' in current && current.progress) this.#received = current.progress.received;
  }

  /** Presses what the screens offer: the first of it, and where the same failure comes again, the last. */
  async #mend(failedAt: number, current: Extract<JobState, { state: 'failed' }>): Promise<Step> {
    const { code } = current.error;
    // A screen hears of what an act did a moment later.
    if (failedAt === this.#mendedAt && performance.now() - this.#actedAt < slowNewsMs) return 'on';
    this.#mendedAt = failedAt;
    await this.#checkParts(code);
    await this.endFaults();
    const { jobId } = this.stage;
    const offers = jobRemedies(current);
    const offer = this.#failedBefore === code ? offers.at(-1) : offers[0];
    this.#failedBefore = code;
    if (offer === undefined || offer === 'try-now' || offer === 'open-page') {
      this.stage.problems.push(`nothing is offered for ${code}`);
      return 'given-up';
    }
    if (otherContent.has(code)) this.stage.account.reset();
    else if (offer === 'restart') this.stage.account.startAgain();
    return this.#act(`${words[offer]} (${code})`, async () => {
      await this.stage.ask(asks[offer], { jobId });
    });
  }

  async #checkParts(code: ErrorCode): Promise<void> {
    if (otherContent.has(code) || this.#received < worthKeeping) return;
    const files = Object.entries(await this.stage.parts());
    const sizeOf = (isWanted: (path: string) => boolean): number =>
      files.reduce((sum, [path, bytes]) => sum + (isWanted(path) ? bytes : 0), 0);
    const parts = sizeOf((path) => path.endsWith('.part'));
    // Once there is a finished file the parts have gone; its index differs from theirs.
    const finished = parts === 0 ? sizeOf((path) => !path.endsWith('.part')) / finishedShare : 0;
    if (Math.max(parts, finished) >= this.#received) return;
    this.stage.problems.push(`failed (${code}) with ${parts} of ${this.#received} bytes`);
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
