import { ReelkeepError } from '../errors';
import { EvaluationError, type Evaluator } from './evaluator';
import { nEntry } from './methods';
import { keptAnswers, keptLengths, type Plan, parsePlan, solverVersion, withEntry } from './plan';
import { playerIdOf } from './player-id';
import { isPlausibleN, permutationOf } from './proof';
import { signatureOutputs } from './questions';
import { type Report, solvePlayer } from './solve-player';
import { openProgram, type World } from './world';

/** What a page's formats ask for: enciphered signatures and values of `n`, as they stand in the formats. */
export interface Challenges {
  readonly signatures: readonly string[];
  readonly ns: readonly string[];
}

/** Every challenge with its answer. */
export interface Answers {
  readonly signatures: ReadonlyMap<string, string>;
  readonly ns: ReadonlyMap<string, string>;
}

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
  /** To be called when a server refused an answer: the plan is dropped and its strategies are not asked next time. */
  forget(playerId: string): Promise<void>;
}

function unknownCipher(player: string, missing: string, cause?: unknown): ReelkeepError {
  return new ReelkeepError('unknown-cipher', `Player ${player} was not solved: ${missing}.`, {
    cause,
    facts: { player, missing },
  });
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

/** Answers challenges with one plan, and adds the answers to it. */
class Answering {
  private opened: World | undefined;

  constructor(
    private plan: Plan,
    private readonly evaluator: () => Promise<Evaluator>,
  ) {}

  async answer({ signatures, ns }: Challenges): Promise<{ answers: Answers; plan: Plan }> {
    try {
      const solved = new Map<string, string>();
      for (const signature of signatures) solved.set(signature, await this.signature(signature));
      const unthrottled = new Map<string, string>();
      for (const n of ns) unthrottled.set(n, await this.n(n));
      return { answers: { signatures: solved, ns: unthrottled }, plan: this.plan };
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      throw unknownCipher(this.plan.playerId, 'evaluation', error);
    } finally {
      this.opened?.dispose();
    }
  }

  private readonly world = async (): Promise<World> => {
    const { program, playerId } = this.plan;
    if (program === null) throw unknownCipher(playerId, 'program');
    this.opened ??= openProgram(await this.evaluator(), program);
    return this.opened;
  };

  private async signature(signature: string): Promise<string> {
    const { permutations, playerId } = this.plan;
    const places = permutations[signature.length] ?? (await this.permutation(signature.length));
    const characters = places.map((at) => signature[at]);
    if (characters.includes(undefined)) throw unknownCipher(playerId, 'signature');
    return characters.join('');
  }

  /** What happens to each place of a signature of this length, learnt with characters that all differ. */
  private async permutation(length: number): Promise<readonly number[]> {
    const { signature, playerId } = this.plan;
    if (signature === null || length < 1 || length > 4096)
      throw unknownCipher(playerId, 'signature');
    const probe = Array.from({ length }, (_, at) => String.fromCharCode(0x4e00 + at)).join('');
    const [output] = await signatureOutputs(signature.method, [probe], this.world);
    const places = typeof output === 'string' ? permutationOf(probe, output) : undefined;
    if (places === undefined) throw unknownCipher(playerId, 'signature');
    const permutations = withEntry(
      this.plan.permutations,
      String(length),
      [...places],
      keptLengths,
    );
    this.plan = { ...this.plan, permutations };
    return places;
  }

  private async n(n: string): Promise<string> {
    const { answers, n: way, playerId } = this.plan;
    const known = Object.hasOwn(answers, n) ? answers[n] : undefined;
    if (known !== undefined) return known;
    if (way === null) throw unknownCipher(playerId, 'n');
    const [first, again] = (await this.world()).run(nEntry(way.method), [n, n]);
    if (!isPlausibleN(n, first) || first !== again) throw unknownCipher(playerId, 'n');
    this.plan = { ...this.plan, answers: withEntry(answers, n, first, keptAnswers) };
    return first;
  }
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

/** Makes the solver. Plans are cached by the player id in the address; all variants of an id share one. */
export function createSolver(ports: SolverPorts): Solver {
  const { fetchScript, cache } = ports;
  const evaluator = keptEvaluator(ports);

  async function makePlan(
    playerUrl: string,
    playerId: string,
    distrusted: Plan['distrusted'],
    signal: AbortSignal,
  ): Promise<Plan> {
    const text = await fetchScript(playerUrl, signal);
    throwIfAborted(signal);
    const { solution, report } = await solvePlayer(text, evaluator, distrusted);
    ports.onReport?.(playerId, report);
    if (report.problem !== undefined) throw unknownCipher(playerId, report.problem);
    const scriptHash = await hashOf(text);
    const fresh = { permutations: {}, answers: {}, distrusted };
    return { version: solverVersion, playerId, scriptHash, ...solution, ...fresh };
  }

  return {
    async solve(playerUrl, challenges, signal) {
      throwIfAborted(signal);
      const playerId = playerIdOf(playerUrl);
      if (playerId === undefined) {
        throw new ReelkeepError('address-not-allowed', 'This is no address of a player script.');
      }
      const stored = parsePlan(await cache.get(playerId), playerId);
      const distrusted = stored?.distrusted ?? { signature: [], n: [] };
      const usable = stored !== undefined && stored.scriptHash !== '';
      try {
        const plan = usable ? stored : await makePlan(playerUrl, playerId, distrusted, signal);
        throwIfAborted(signal);
        const answered = await new Answering(plan, evaluator).answer(challenges);
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
        const { answers } = await new Answering(plan, evaluator).answer(asked);
        return [...ns].every(([n, answer]) => answers.ns.get(n) === answer) ? 'same' : 'different';
      } catch (error) {
        if (error instanceof ReelkeepError && error.code === 'unknown-cipher') return 'unknown';
        throw error;
      }
    },

    async forget(playerId) {
      const plan = parsePlan(await cache.get(playerId), playerId);
      const strategies = { signature: plan?.signature?.strategy, n: plan?.n?.strategy };
      const refused = strategies.signature !== undefined || strategies.n !== undefined;
      if (plan === undefined || !refused) return cache.delete(playerId);
      const add = (known: readonly string[], strategy: string | undefined) =>
        strategy === undefined ? [...known] : [...known, strategy];
      await cache.set(playerId, {
        version: solverVersion,
        playerId,
        scriptHash: '',
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
}
