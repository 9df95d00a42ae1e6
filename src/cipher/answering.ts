import type { ReelkeepError } from '../errors';
import type { Answers, Challenges } from './challenges';
import { EvaluationError } from './evaluator';
import type { KeptWorld } from './kept-world';
import { nEntry, signatureEntry } from './methods';
import { applyOperations } from './operations';
import { keptAnswers, keptLengths, type Plan, withEntry } from './plan';
import { isPlausibleN, permutationOf } from './proof';
import { unknownCipher } from './unknown-cipher';
import type { Outputs } from './world';

/** Answers challenges with one plan, and adds the answers to it. */
export class Answering {
  constructor(
    private plan: Plan,
    private readonly kept: KeptWorld,
  ) {}

  async answer(challenges: Challenges): Promise<{ answers: Answers; plan: Plan }> {
    try {
      return await this.attempt(challenges);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      throw this.#lost('evaluation', error);
    }
  }

  private async attempt(challenges: Challenges): Promise<{ answers: Answers; plan: Plan }> {
    try {
      return await this.all(challenges);
    } catch (error) {
      // What the realm kept of earlier questions may be why: only a fresh one has the last word.
      const limit = error instanceof EvaluationError && error.reason === 'limit';
      if (!this.kept.close() || limit) throw error;
      return await this.attempt(challenges);
    }
  }

  private async all({ signatures, ns }: Challenges): Promise<{ answers: Answers; plan: Plan }> {
    const solved = new Map<string, string>();
    for (const signature of signatures) solved.set(signature, await this.signature(signature));
    return { answers: { signatures: solved, ns: await this.ns(ns) }, plan: this.plan };
  }

  private async run(entry: string, inputs: readonly string[]): Promise<Outputs> {
    const { program, playerId } = this.plan;
    if (program === null) throw this.#lost('program');
    return this.kept.run(this, { playerId, program }, entry, inputs);
  }

  private async signature(signature: string): Promise<string> {
    const { permutations } = this.plan;
    const places = permutations[signature.length] ?? (await this.permutation(signature.length));
    const characters = places.map((at) => signature[at]);
    if (characters.includes(undefined)) throw this.#lost('signature');
    return characters.join('');
  }

  /** What happens to each place of a signature of this length, learnt with characters that all differ. */
  private async permutation(length: number): Promise<readonly number[]> {
    const { signature } = this.plan;
    if (signature === null || length < 1 || length > 4096) throw this.#lost('signature');
    const probe = Array.from({ length }, (_, at) => String.fromCharCode(0x4e00 + at)).join('');
    const { method } = signature;
    const [output] =
      method.via === 'operations'
        ? [applyOperations(probe, method.operations)]
        : await this.run(signatureEntry(method), [probe]);
    const places = typeof output === 'string' ? permutationOf(probe, output) : undefined;
    if (places === undefined) throw this.#lost('signature');
    const permutations = withEntry(
      this.plan.permutations,
      String(length),
      [...places],
      keptLengths,
    );
    this.plan = { ...this.plan, permutations };
    return places;
  }

  private async ns(ns: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { answers, n: way } = this.plan;
    const known = new Map(Object.entries(answers));
    const unknown = ns.filter((n) => !known.has(n));
    if (unknown.length > 0) {
      if (way === null) throw this.#lost('n');
      const outputs = await this.run(nEntry(way.method), [...unknown, ...unknown]);
      for (const [at, n] of unknown.entries()) {
        const answer = outputs[at];
        const again = outputs[at + unknown.length];
        if (!isPlausibleN(n, answer) || answer !== again) throw this.#lost('n');
        known.set(n, answer);
        const kept = withEntry(this.plan.answers, n, answer, keptAnswers);
        this.plan = { ...this.plan, answers: kept };
      }
    }
    return new Map([...known].filter(([n]) => ns.includes(n)));
  }

  #lost(missing: string, cause?: unknown): ReelkeepError {
    const { playerId, disagreement } = this.plan;
    return unknownCipher(playerId, missing, { cause, facts: disagreement ? { disagreement } : {} });
  }
}
