import { ReelkeepError } from '../errors';
import { Answering } from './answering';
import type { Answers, Challenges } from './challenges';
import type { Evaluator } from './evaluator';
import { KeptWorld } from './kept-world';
import { type Plan, parsePlan, solverVersion } from './plan';
import { playerIdOf } from './player-id';
import { type Report, solvePlayer } from './solve-player';
import { unknownCipher } from './unknown-cipher';

/** Keeps plans by player id. The implementor bounds how many, and may lose any. */
export interface PlanCache {
  get(playerId: string): Promise<unknown>;
  set(playerId: string, plan: unknown): Promise<void>;
  delete(playerId: string): Promise<void>;
}

export interface SolverPorts {
  /** Fetches the script's text; the caller checked the address with `isKnownPlayerUrl`. */
  fetchScript(url: string, signal: AbortSignal): Promise<string>;
  /** A lazily made evaluator (QuickJS), asked for only when something must be evaluated. */
  evaluator(): Promise<Evaluator>;
  readonly cache: PlanCache;
  /** Told what was tried whenever a script was solved: a disagreement belongs into the job's log. */
  onReport?(playerId: string, report: Report): void;
}

export interface Solver {
  /** Answers all challenges or throws `unknown-cipher` (facts: player, missing); also throws what `fetchScript` throws, and `cancelled`. */
  solve(playerUrl: string, challenges: Challenges, signal: AbortSignal): Promise<Answers>;
  /**
   * Compares answers for `n` that the page's own player gave with those of the cached plan; fetches nothing. Where they
   * differ neither should be used: `forget` the player and solve again.
   */
  compare(
    playerId: string,
    ns: ReadonlyMap<string, string>,
  ): Promise<'same' | 'different' | 'unknown'>;
  /**
   * Answers anew for a server that refused the last ones: the next strategy's, where it has others. Where it agrees or
   * there is none, the first ones again, and their strategy stays trusted.
   */
  reconsider(playerUrl: string, challenges: Challenges, signal: AbortSignal): Promise<Answers>;
  /** To be called when a server refused an answer: the plan is dropped and its strategies are not asked next time. */
  forget(playerId: string): Promise<void>;
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new ReelkeepError('cancelled', 'It was cancelled.', { cause: signal.reason });
  }
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Asks for the evaluator once, and again after a script drove it to its limits: nothing that happened there is taken along. */
function keptEvaluator(ports: SolverPorts): () => Promise<Evaluator> {
  let kept: Promise<Evaluator> | undefined;
  return async () => {
    kept ??= ports.evaluator();
    try {
      const evaluator = await kept;
      if (evaluator.isSound()) return evaluator;
    } catch (error) {
      kept = undefined;
      throw error;
    }
    kept = ports.evaluator();
    return kept;
  };
}

const trustAll: Plan['distrusted'] = { signature: [], n: [] };

/** Makes the solver. Plans are cached by the player id in the address; all variants of an id share one. */
export function createSolver(ports: SolverPorts): Solver {
  const { fetchScript, cache } = ports;
  const evaluator = keptEvaluator(ports);
  const kept = new KeptWorld(evaluator);

  async function makePlan(
    playerUrl: string,
    playerId: string,
    before: Plan | undefined,
    signal: AbortSignal,
  ): Promise<Plan> {
    const text = await fetchScript(playerUrl, signal);
    throwIfAborted(signal);
    kept.close();
    const scriptHash = await hashOf(text);
    // A script that changed under its id is another script: nobody has refused its answers yet.
    const distrusted = before?.scriptHash === scriptHash ? before.distrusted : trustAll;
    const { solution, report } = await solvePlayer(text, evaluator, distrusted);
    ports.onReport?.(playerId, report);
    if (report.problem !== undefined) throw unknownCipher(playerId, report.problem);
    const fresh = { permutations: {}, answers: {}, distrusted };
    return { version: solverVersion, playerId, scriptHash, ...solution, ...fresh };
  }

  const solver: Solver = {
    async solve(playerUrl, challenges, signal) {
      throwIfAborted(signal);
      const playerId = playerIdOf(playerUrl);
      if (playerId === undefined) {
        throw new ReelkeepError('address-not-allowed', 'This is no address of a player script.');
      }
      const stored = parsePlan(await cache.get(playerId), playerId);
      // A plan without any method only remembers whom not to trust.
      const usable = stored !== undefined && (stored.signature !== null || stored.n !== null);
      try {
        const plan = usable ? stored : await makePlan(playerUrl, playerId, stored, signal);
        throwIfAborted(signal);
        const answered = await new Answering(plan, kept).answer(challenges);
        if (answered.plan !== stored) await cache.set(playerId, answered.plan);
        return answered.answers;
      } catch (error) {
        // Nobody is left to ask: the next time everybody is asked again, for a 403 may have had another cause.
        const exhausted = error instanceof ReelkeepError && error.code === 'unknown-cipher';
        if (exhausted) await cache.delete(playerId);
        throw error;
      }
    },

    async compare(playerId, ns) {
      const plan = parsePlan(await cache.get(playerId), playerId);
      if (plan === undefined || plan.n === null || ns.size === 0) return 'unknown';
      try {
        const asked = { signatures: [], ns: [...ns.keys()] };
        const { answers } = await new Answering(plan, kept).answer(asked);
        return [...ns].every(([n, answer]) => answers.ns.get(n) === answer) ? 'same' : 'different';
      } catch (error) {
        if (error instanceof ReelkeepError && error.code === 'unknown-cipher') return 'unknown';
        throw error;
      }
    },

    async reconsider(playerUrl, challenges, signal) {
      const before = await solver.solve(playerUrl, challenges, signal);
      const playerId = playerIdOf(playerUrl) ?? '';
      const plan = await cache.get(playerId);
      await solver.forget(playerId);
      try {
        const after = await solver.solve(playerUrl, challenges, signal);
        if (!sameAnswers(before, after)) return after;
      } catch (error) {
        if (!(error instanceof ReelkeepError && error.code === 'unknown-cipher')) throw error;
      }
      // Nothing speaks against the first: the server had another reason.
      await cache.set(playerId, plan);
      return before;
    },

    async forget(playerId) {
      kept.close();
      const plan = parsePlan(await cache.get(playerId), playerId);
      const strategies = { signature: plan?.signature?.strategy, n: plan?.n?.strategy };
      const refused = strategies.signature !== undefined || strategies.n !== undefined;
      if (plan === undefined || !refused) return cache.delete(playerId);
      const add = (known: readonly string[], strategy: string | undefined) =>
        strategy === undefined ? [...known] : [...known, strategy];
      await cache.set(playerId, {
        version: solverVersion,
        playerId,
        scriptHash: plan.scriptHash,
        signature: null,
        n: null,
        program: null,
        permutations: {},
        answers: {},
        distrusted: {
          signature: add(plan.distrusted.signature, strategies.signature),
          n: add(plan.distrusted.n, strategies.n),
        },
      } satisfies Plan);
    },
  };
  return solver;
}

function sameAnswers(a: Answers, b: Answers): boolean {
  const same = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) =>
    [...one].every(([asked, answer]) => other.get(asked) === answer);
  return same(a.signatures, b.signatures) && same(a.ns, b.ns);
}
