/** Characters, for all answers together: a page asks for some dozens of `n`, and each answer has about twenty. */
const longestDetail = 100_000;

/**
 * What the page's own player answered for these `n`. The page may have said anything: what cannot be the
 * answer to an `n` counts as none, and what answers nothing that we asked is not looked at.
 */
export function parseSolved(detail: unknown, ns: readonly string[]): Map<string, string> {
  const said = new Map(Object.entries(parseObject(detail)));
  const solved = new Map<string, string>();
  for (const n of ns) {
    const answer = said.get(n);
    if (isPlausible(n, answer)) solved.set(n, answer);
  }
  return solved;
}

/** The rule of `isPlausibleN` in `src/cipher`, which answers out of the script have to pass as well. */
function isPlausible(n: string, answer: unknown): answer is string {
  return (
    typeof answer === 'string' &&
    /^[\w-]{2,64}$/.test(answer) &&
    !answer.endsWith(n) &&
    !answer.startsWith('enhanced_except_')
  );
}

function parseObject(detail: unknown): object {
  if (typeof detail !== 'string' || detail.length > longestDetail) return {};
  try {
    const value: unknown = JSON.parse(detail);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    // The page wrote something else than we do.
    return {};
  }
}
