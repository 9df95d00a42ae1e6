import { type ErrorFacts, ReelkeepError } from '../errors';
import { Answering } from './answering';
import type { Answers, Challenges } from './challenges';
import { distrust, serves } from './distrust';
import type { Evaluator } from './evaluator';
import { keptEvaluator } from './kept-evaluator';
import { KeptWorld } from './kept-world';
import { makePlan } from './make-plan';
import { type Plan, parsePlan } from './plan';
import { playerIdOf } from './player-id';
import type { Kind } from './solve-player';
import { unknownCipher } from './unknown-cipher';

/** Keeps plans by player id. The implementor bounds how many, and may lose any. */
export interface PlanCache {
  get(playerId: string): Promise<unknown>;
  set(playerId: string, plan: unknown): Promise<void>;
  delete(playerId: string): Promise<void>;
}

export interface SolverPorts {
  /** Fetches the script's text; the address has one of the forms that `playerIdOf` knows. */
  fetchScript(url: string, signal: AbortSignal): Promise<string>;
  /** A lazily made evaluator (QuickJS), asked for only when something must be evaluated. */
  evaluator(): Promise<Evaluator>;
  readonly cache: PlanCache;
}

export interface Solver {
  /** Answers all challenges or throws `unknown-cipher` (facts: player, missing); also throws what `fetchScript` throws, and `cancelled`. */
  solve(playerUrl: string, challenges: Challenges, signal: AbortSignal): Promise<Answers>;
  /**
   * Compares answers for `n` that the page's own player gave with those of the cached plan; fetches nothing. Where they
   * differ neither should be used: `arbitrate`.
   */
  compare(
    playerId: string,
    ns: ReadonlyMap<string, string>,
  ): Promise<'same' | 'different' | 'unknown'>;
  /**
   * Answers for `n` where somebody contradicts the plan's: the next strategy decides. Where it agrees with the plan, the
   * plan stays trusted; where it has a third opinion or the other one, the plan follows it. Throws as `solve` does, also
   * where no strategy is left.
   */
  arbitrate(
    playerUrl: string,
    ns: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, string>>;
  /**
   * Answers anew for a server that refused the last ones, first `n`, then the signature: the next strategy's where that
   * differs. Where it agrees, there is none or something fails, the plan stays as it was, its strategies trusted.
   */
  reconsider(playerUrl: string, challenges: Challenges, signal: AbortSignal): Promise<Answers>;
  /** Whether two strategies gave different answers for the player's script, as far as its cached plan knows. */
  disagreed(playerId: string): Promise<boolean>;
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new ReelkeepError('cancelled', 'It was cancelled.', { cause: signal.reason });
  }
}

interface Player {
  readonly url: string;
  readonly id: string;
}

function playerAt(url: string): Player {
  const id = playerIdOf(url);
  if (id !== undefined) return { url, id };
  throw new ReelkeepError('address-not-allowed', 'This is no address of a player script.');
}

type Opinion =
  | { readonly kind: 'same' }
  | { readonly kind: 'other'; readonly answers: Answers; readonly isOtherScript: boolean }
  /** Nobody is left who could say. */
  | { readonly kind: 'none'; readonly error: unknown };

const disagreementIn = (error: unknown): ErrorFacts =>
  error instanceof ReelkeepError && error.facts.disagreement === true ? { disagreement: true } : {};

const isUnknownCipher = (error: unknown): boolean =>
  error instanceof ReelkeepError && error.code === 'unknown-cipher';

/** Makes the solver. Plans are cached by the player id in the address; all variants of an id share one. */
export function createSolver(ports: SolverPorts): Solver {
  const { fetchScript, cache } = ports;
  const evaluator = keptEvaluator(() => ports.evaluator());
  const kept = new KeptWorld(evaluator);

  const cached = async (playerId: string) => parsePlan(await cache.get(playerId), playerId);

  async function planFor(
    { url, id }: Player,
    before: Plan | undefined,
    signal: AbortSignal,
  ): Promise<Plan> {
    const text = await fetchScript(url, signal);
    throwIfAborted(signal);
    kept.close();
    return makePlan(text, id, before, evaluator);
  }

  /** Answers from this plan, or from one that is made for want of it. Neither is cached here. */
  async function answer(
    stored: Plan | undefined,
    player: Player,
    challenges: Challenges,
    signal: AbortSignal,
  ): Promise<{ answers: Answers; plan: Plan }> {
    const usable = stored !== undefined && serves(stored, challenges);
    const plan = usable ? stored : await planFor(player, stored, signal);
    throwIfAborted(signal);
    return new Answering(plan, kept).answer(challenges);
  }

  /** Answers, and keeps the plan that they came from. */
  async function answerAndKeep(player: Player, challenges: Challenges, signal: AbortSignal) {
    const stored = await cached(player.id);
    try {
      const answered = await answer(stored, player, challenges, signal);
      if (answered.plan !== stored) await cache.set(player.id, answered.plan);
      return answered;
    } catch (error) {
      // Nobody is left to ask: the next time everybody is asked again, for a 403 may have had another cause.
      if (isUnknownCipher(error)) await cache.delete(player.id);
      throw error;
    }
  }

  /**
   * What the next strategy answers to challenges of one kind, to which the plan has given `answers`. Where it agrees
   * nothing changes; where it does not the cache follows it, and distrusts the strategy behind them.
   */
  async function otherOpinion(
    player: Player,
    { plan, answers }: { readonly plan: Plan; readonly answers: Answers },
    kind: Kind,
    asked: Challenges,
    signal: AbortSignal,
  ): Promise<Opinion> {
    try {
      let other = await answer(distrust(plan, kind), player, asked, signal);
      const isVariant = other.plan.scriptHash !== plan.scriptHash && agree(other.answers, answers);
      // The same script in other words: the strategy that is doubted has only answered once more.
      if (isVariant) other = await answer(distrust(other.plan, kind), player, asked, signal);
      if (agree(other.answers, answers)) return { kind: 'same' };
      const isOtherScript = !isVariant && other.plan.scriptHash !== plan.scriptHash;
      const disagreement = other.plan.disagreement || !isOtherScript;
      await cache.set(player.id, { ...other.plan, disagreement } satisfies Plan);
      return { kind: 'other', answers: other.answers, isOtherScript };
    } catch (error) {
      if (isUnknownCipher(error)) return { kind: 'none', error };
      throw error;
    }
  }

  return {
    async solve(playerUrl, challenges, signal) {
      throwIfAborted(signal);
      return (await answerAndKeep(playerAt(playerUrl), challenges, signal)).answers;
    },

    async compare(playerId, ns) {
      const plan = await cached(playerId);
      if (plan === undefined || plan.n === null || ns.size === 0) return 'unknown';
      try {
        const asked = { signatures: [], ns: [...ns.keys()] };
        const { answers } = await new Answering(plan, kept).answer(asked);
        return [...ns].every(([n, answer]) => answers.ns.get(n) === answer) ? 'same' : 'different';
      } catch (error) {
        if (isUnknownCipher(error)) return 'unknown';
        throw error;
      }
    },

    async arbitrate(playerUrl, ns, signal) {
      throwIfAborted(signal);
      const player = playerAt(playerUrl);
      const asked = { signatures: [], ns };
      const first = await answerAndKeep(player, asked, signal);
      const other = await otherOpinion(player, first, 'n', asked, signal);
      if (other.kind === 'same') return first.answers.ns;
      if (other.kind === 'other') return other.answers.ns;
      await cache.delete(player.id);
      throw unknownCipher(player.id, 'n', {
        cause: other.error,
        facts: disagreementIn(other.error),
      });
    },

    async reconsider(playerUrl, { signatures, ns }, signal) {
      throwIfAborted(signal);
      const player = playerAt(playerUrl);
      const first = await answerAndKeep(player, { signatures, ns }, signal);
      const doubts: readonly (readonly [Kind, Challenges])[] = [
        ['n', { signatures: [], ns }],
        ['signature', { signatures, ns: [] }],
      ];
      for (const [kind, asked] of doubts) {
        if (asked.signatures.length + asked.ns.length === 0) continue;
        const other = await otherOpinion(player, first, kind, asked, signal);
        if (other.kind !== 'other') continue;
        if (!other.isOtherScript) return together(first.answers, other.answers);
        // Another script stands under this id now: of the first one no answer is worth anything.
        return (await answerAndKeep(player, { signatures, ns }, signal)).answers;
      }
      // Nothing speaks against the first: the server had another reason.
      return first.answers;
    },

    async disagreed(playerId) {
      return (await cached(playerId))?.disagreement === true;
    },
  };
}

/** Whether each of these answers is among the others. */
function agree(answers: Answers, others: Answers): boolean {
  const same = (some: ReadonlyMap<string, string>, all: ReadonlyMap<string, string>) =>
    [...some].every(([asked, answer]) => all.get(asked) === answer);
  return same(answers.signatures, others.signatures) && same(answers.ns, others.ns);
}

/** All answers; the later ones where both have one. */
const together = (answers: Answers, later: Answers): Answers => ({
  signatures: new Map([...answers.signatures, ...later.signatures]),
  ns: new Map([...answers.ns, ...later.ns]),
});
