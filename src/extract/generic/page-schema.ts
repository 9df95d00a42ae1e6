import * as v from 'valibot';
import { boundedJson } from '../bounded-json';

const longestAnswer = 6_000_000;
const text = v.fallback(v.string(), '');
const number = v.fallback(v.pipe(v.number(), v.finite(), v.minValue(0)), 0);
const list = <S extends v.GenericSchema>(item: S, most: number) =>
  v.fallback(v.pipe(v.array(item), v.maxLength(most)), []);
const addresses = (most: number) => list(text, most);

const player = v.object({
  tag: text,
  url: text,
  sources: list(v.object({ url: text, type: text, label: text }), 20),
  area: number,
  width: number,
  height: number,
  seconds: number,
  isLocked: v.fallback(v.boolean(), false),
  isFed: v.fallback(v.boolean(), false),
});

const page = v.object({
  title: text,
  description: v.fallback(v.optional(v.string()), undefined),
  image: v.fallback(v.optional(v.string()), undefined),
  players: list(player, 50),
  fetched: addresses(200),
  links: addresses(100),
  named: list(v.object({ name: text, content: text }), 40),
  described: addresses(20),
});

export type GenericPage = v.InferOutput<typeof page>;
export type Player = v.InferOutput<typeof player>;

/** What `readPageInPage` answered. @throws page-data-too-large, page-data-invalid. */
export function parsePage(answer: string): GenericPage {
  const result = v.safeParse(page, boundedJson(answer, longestAnswer, 8));
  return result.success ? result.output : v.parse(page, {});
}
