import * as v from 'valibot';

const longestAnswer = 100_000;
const solvedSchema = v.record(v.string(), v.pipe(v.string(), v.regex(/^[\w-]{2,64}$/)));

/** What the page's own player answered for these `n`; an empty map for anything else than that. */
export function parseSolved(detail: unknown, ns: readonly string[]): Map<string, string> {
  if (typeof detail !== 'string' || detail.length > longestAnswer) return new Map();
  const solved = v.safeParse(solvedSchema, parseJson(detail));
  if (!solved.success) return new Map();
  return new Map(Object.entries(solved.output).filter(([n]) => ns.includes(n)));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
