import * as v from 'valibot';
import { nMethodSchema, signatureMethodSchema } from './methods';

/** Plans of another version are made anew: raise it when a strategy, the guest code or this schema changes. */
export const solverVersion = 2;

/** How many answers of a player are kept: a page asks for one or two `n` and for signatures of two or three lengths. */
export const keptAnswers = 64;
export const keptLengths = 16;

const names = v.array(v.pipe(v.string(), v.maxLength(60)));
const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4096));

/** What is kept of a solved player, as data. It is checked when it is read back: storage may hold anything. */
export const planSchema = v.object({
  version: v.literal(solverVersion),
  playerId: v.string(),
  /** SHA-256 of the script's text, in hexadecimal: what was learnt is of this content, whatever is served under the id later. */
  scriptHash: v.string(),
  signature: v.nullable(v.object({ strategy: v.string(), method: signatureMethodSchema })),
  n: v.nullable(v.object({ strategy: v.string(), method: nMethodSchema })),
  program: v.nullable(
    v.object({
      namespace: v.pipe(v.string(), v.regex(/^[\w$]*$/)),
      text: v.pipe(v.string(), v.maxLength(1_000_000)),
    }),
  ),
  /** Where each character of a signature comes from, by the signature's length. */
  permutations: v.record(v.string(), v.array(place)),
  /** Answers for `n` already given. */
  answers: v.record(v.string(), v.string()),
  /** Strategies whose answers a server refused, or the page's own player contradicted. */
  distrusted: v.object({ signature: names, n: names }),
  /** Two strategies gave different answers for this script: worth a look even where a third decided. */
  disagreement: v.boolean(),
});

export type Plan = v.InferOutput<typeof planSchema>;

/** A plan as read back from storage; undefined if it is not one of this version. */
export function parsePlan(stored: unknown, playerId: string): Plan | undefined {
  const result = v.safeParse(planSchema, stored);
  return result.success && result.output.playerId === playerId ? result.output : undefined;
}

/** A record with one more entry, the oldest dropped beyond the limit. */
export function withEntry<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T,
  limit: number,
): Record<string, T> {
  const entries = Object.entries(record).filter(([known]) => known !== key);
  return Object.fromEntries([...entries, [key, value]].slice(-limit));
}
