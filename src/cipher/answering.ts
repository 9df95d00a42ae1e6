import type { Answers, Challenges } from './challenges';
import { EvaluationError, type Evaluator } from './evaluator';
import { nEntry } from './methods';
import { keptAnswers, keptLengths, type Plan, withEntry } from './plan';
import { isPlausibleN, permutationOf } from './proof';
import { signatureOutputs } from './questions';
import { unknownCipher } from './unknown-cipher';
import { openProgram, type World } from './world';

/** Answers challenges with one plan, and adds the answers to it. */
export class Answering {
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
