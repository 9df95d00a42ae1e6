import { setTimeout as sleep } from 'node:timers/promises';
import { ProtocolError } from 'puppeteer-core';
import type { Arena } from './arena';
import type { Bill } from './byte-account';
import type { Lift } from './family';
import { faultText, strike } from './fault';
import { NothingThere } from './nothing-there';
import type { FaultEvent, Plan } from './plan';
import { Remedy } from './remedy';
import { Stage } from './stage';
import { checkSaved } from './verdict';

export interface Result {
  readonly plan: Plan;
  /** In their order; those that found nothing to strike, or came too late, are not among them. */
  readonly struck: readonly FaultEvent[];
  /** What the person did, in words; none where the job came through by itself. */
  readonly acts: readonly string[];
  readonly bill: Bill;
  readonly kills: number;
  /** Why the seed failed; none where it did not. */
  readonly problems: readonly string[];
  readonly notes: readonly string[];
  /** Whether the disk could really be filled. */
  readonly hasDisk: boolean;
  /** The job's states, in their order. */
  readonly states: readonly string[];
  /** Every request for the video's media, a line each. */
  readonly requests: readonly string[];
  /** The engine's own log of the job. */
  readonly log: readonly string[];
  readonly seconds: number;
}

const lookEveryMs = 30;
/** No byte for so long: the next fault strikes now, as the share at which it was to come may never come. */
const quietMs = 1500;
const longestMs = 240_000;

type Due = { readonly at: number; readonly lift: Lift['lift'] };

/** Plays one plan: saves, strikes, does what a person would, and judges what came of it. */
export async function play(plan: Plan, arena: Arena): Promise<Result> {
  const start = performance.now();
  const stage = await Stage.set(plan.scene, arena.site, await arena.prepare(plan.scene.smallDisk));
  const run = new Run(plan, stage);
  try {
    const need = await run.toTheEnd(arena.downloads);
    return result(plan, stage, run, need, start);
  } catch (error) {
    stage.problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return result(plan, stage, run, stage.need, start);
  } finally {
    if (stage.problems.length > 0) await arena.spoil();
  }
}

function result(plan: Plan, stage: Stage, run: Run, need: number, start: number): Result {
  const { account, problems, notes } = stage;
  const bill = account.bill(need);
  if (bill.beyond > bill.allowed) problems.push(`${bill.beyond} bytes beyond need`);
  return {
    plan,
    struck: run.struck,
    acts: run.acts,
    bill,
    kills: account.kills,
    problems,
    notes,
    hasDisk: stage.disk !== undefined,
    states: run.states,
    requests: account.lines(),
    log: run.log,
    seconds: (performance.now() - start) / 1000,
  };
}

class Run {
  readonly struck: FaultEvent[] = [];
  readonly states: string[] = [];
  readonly log: string[] = [];
  readonly #remedy: Remedy;
  readonly #pending: FaultEvent[];
  #lifts: Due[] = [];
  #sent = 0;
  #sentAt = performance.now();
  #reachedAt: number | undefined;

  constructor(
    plan: Plan,
    private readonly stage: Stage,
  ) {
    this.#pending = [...plan.events];
    this.#remedy = new Remedy(stage, () => this.#endFaults());
  }

  get acts(): readonly string[] {
    return this.#remedy.acts;
  }

  /** @returns the bytes that the saved file is made of. */
  async toTheEnd(downloads: string): Promise<number> {
    const { stage } = this;
    try {
      while (this.#pending[0]?.at === 0) await this.#strikeNext();
      await stage.save();
      const isDone = await this.#follow();
      await this.#endFaults();
      const need = isDone ? await checkSaved(stage, downloads) : stage.need;
      this.log.push(...(await stage.log()));
      await stage.leave();
      return need;
    } finally {
      await this.#endFaults();
    }
  }

  async #follow(): Promise<boolean> {
    const deadline = performance.now() + longestMs;
    this.#sentAt = performance.now();
    while (performance.now() < deadline) {
      await sleep(lookEveryMs);
      await this.#liftDue(performance.now());
      const seen = await this.stage.watch.read();
      const job = seen.jobs.find(({ id }) => id === this.stage.jobId);
      const state = seen.connected ? (job?.current.state ?? 'unknown') : 'no engine';
      if (this.states.at(-1) !== state) this.states.push(state);
      if (this.#isNextDue() && state !== 'done') await this.#strikeNext();
      const step = await this.#remedy.step(
        seen,
        this.#lifts.some(({ at }) => at !== Infinity),
      );
      if (step === 'on') continue;
      return step === 'done';
    }
    this.stage.problems.push('it takes too long');
    return false;
  }

  #isNextDue(): boolean {
    const [next] = this.#pending;
    const now = performance.now();
    const { sent } = this.stage.account;
    if (sent !== this.#sent) this.#sentAt = now;
    this.#sent = sent;
    if (!next) return false;
    const isReached = sent * 100 >= next.at * this.stage.need || now - this.#sentAt > quietMs;
    if (!isReached) return false;
    this.#reachedAt ??= now;
    return now - this.#reachedAt >= next.delayMs;
  }

  async #strikeNext(): Promise<void> {
    const event = this.#pending.shift();
    this.#reachedAt = undefined;
    if (!event) return;
    try {
      const struck = await strike(event.fault, this.stage);
      if (struck === 'moot') return;
      this.struck.push(event);
      if (struck !== 'over') {
        this.#lifts.push({ at: performance.now() + struck.afterMs, lift: struck.lift });
      }
    } catch (error) {
      // What it was about to strike may end under its hands.
      if (!(error instanceof NothingThere || error instanceof ProtocolError)) throw error;
      this.stage.notes.push(`${faultText(event.fault)}: ${error.message}`);
    }
  }

  async #liftDue(now: number): Promise<void> {
    const due = this.#lifts.filter(({ at }) => at <= now);
    this.#lifts = this.#lifts.filter(({ at }) => at > now);
    for (const { lift } of due) await this.#lift(lift);
  }

  /** Whatever lasts is over; what has not struck yet may still come. */
  async #endFaults(): Promise<void> {
    this.stage.site.control.faults.clear();
    await this.#liftDue(Infinity);
  }

  /** What was patched may be gone with its worker: that is as good as lifted. */
  async #lift(lift: Lift['lift']): Promise<void> {
    try {
      await lift();
    } catch (error) {
      this.stage.notes.push(`not lifted: ${error instanceof Error ? error.message : error}`);
    }
  }
}
