import * as v from 'valibot';
import { EvaluationError } from './evaluator';
import type { PlayerScript } from './player-script';
import type { Search, Strategy } from './strategy';
import type { Outputs, World } from './world';

/** What one strategy came to. */
export type Finding<Method> =
  | {
      readonly strategy: string;
      readonly result: 'proven';
      readonly method: Method;
      readonly outputs: Outputs;
    }
  | {
      readonly strategy: string;
      readonly result: 'not-found' | 'not-proven' | 'ambiguous' | 'failed';
      readonly detail: string;
    };

export interface Decision<Method> {
  readonly chosen:
    | { readonly strategy: string; readonly method: Method; readonly outputs: Outputs }
    | undefined;
  readonly findings: readonly Finding<Method>[];
  readonly disagreement: boolean;
}

/** Opens the world on first use: an old script may need none. */
export type OpenWorld = () => Promise<World>;

/** What the decision is about: `signature` or `n`. */
export interface Question<Method> {
  readonly strategies: readonly Strategy<Method>[];
  readonly probes: readonly string[];
  /** The outputs of a method for the probes; may run in the world. */
  outputs(method: Method, world: OpenWorld): Promise<Outputs>;
  proves(outputs: Outputs, strategy: Strategy<Method>): boolean;
  isPlausible(input: string, output: string | null | undefined): boolean;
}

const rowsSchema = v.array(v.array(v.nullable(v.string())));

function isSearch<Method extends object>(spot: Method | Search<Method>): spot is Search<Method> {
  return 'toMethod' in spot;
}

/** Runs a search with the first probe. Several rows may name the way there, but only one answer may be at its end. */
async function found<Method extends object>(
  search: Search<Method>,
  question: Question<Method>,
  world: OpenWorld,
): Promise<readonly Method[]> {
  const [probe = ''] = question.probes;
  const [text] = (await world()).run(search.entry, [probe]);
  if (typeof text !== 'string') return [];
  const rows = v
    .parse(rowsSchema, JSON.parse(text))
    .filter(([, answer]) => question.isPlausible(probe, answer));
  if (new Set(rows.map(([, answer]) => answer)).size !== 1) return [];
  const method = rows[0] && search.toMethod(rows[0]);
  return method === undefined ? [] : [method];
}

/** The first few candidates in a line, for whoever keeps a strategy alive. */
function described(spots: readonly object[]): string {
  const shown = spots.slice(0, 4).map((spot) => JSON.stringify(spot).slice(0, 160));
  return shown.join(', ') + (spots.length > shown.length ? ', …' : '');
}

async function examine<Method extends object>(
  strategy: Strategy<Method>,
  question: Question<Method>,
  script: PlayerScript,
  world: OpenWorld,
): Promise<Finding<Method>> {
  const { name } = strategy;
  const spots = strategy.spot(script);
  if (spots.length === 0)
    return { strategy: name, result: 'not-found', detail: 'nothing of this shape' };
  const proven = new Map<string, { method: Method; outputs: Outputs }>();
  for (const spot of spots) {
    const methods = isSearch(spot) ? await found(spot, question, world) : [spot];
    for (const method of methods) {
      const outputs = await question.outputs(method, world);
      const key = JSON.stringify(outputs);
      if (question.proves(outputs, strategy) && !proven.has(key))
        proven.set(key, { method, outputs });
    }
  }
  const [only] = proven.values();
  if (only === undefined) {
    return {
      strategy: name,
      result: 'not-proven',
      detail: `${spots.length} of this shape: ${described(spots)}`,
    };
  }
  return proven.size > 1
    ? {
        strategy: name,
        result: 'ambiguous',
        detail: `${proven.size} different answers from ${described(spots)}`,
      }
    : { strategy: name, result: 'proven', ...only };
}

/** Lets one strategy point and proves what it points at. A realm's failure is that strategy's failure; the next one may need less. */
export async function examineStrategy<Method extends object>(
  ...args: Parameters<typeof examine<Method>>
): Promise<Finding<Method>> {
  try {
    return await examine(...args);
  } catch (error) {
    const known =
      error instanceof EvaluationError || error instanceof SyntaxError || v.isValiError(error);
    if (!known) throw error;
    return { strategy: args[0].name, result: 'failed', detail: error.message };
  }
}

/**
 * Asks the strategies in turn. Two that agree settle it; where two disagree neither is used and the
 * next that proves its answer decides; one alone is used when no other of its kind had anything to say.
 */
export async function decide<Method extends object>(
  question: Question<Method>,
  script: PlayerScript,
  world: OpenWorld,
  distrusted: readonly string[],
): Promise<Decision<Method>> {
  const findings: Finding<Method>[] = [];
  const proven: Extract<Finding<Method>, { result: 'proven' }>[] = [];
  let disagreement = false;
  for (const strategy of question.strategies) {
    if (distrusted.includes(strategy.name)) continue;
    if (strategy.lastResort && proven.length > 0 && !disagreement) break;
    const finding = await examineStrategy(strategy, question, script, world);
    findings.push(finding);
    if (finding.result !== 'proven') continue;
    proven.push(finding);
    const [first] = proven;
    if (disagreement) return { chosen: finding, findings, disagreement };
    if (first === undefined || first === finding) continue;
    if (JSON.stringify(first.outputs) === JSON.stringify(finding.outputs)) {
      return { chosen: first, findings, disagreement };
    }
    disagreement = true;
  }
  return { chosen: disagreement ? undefined : proven[0], findings, disagreement };
}
