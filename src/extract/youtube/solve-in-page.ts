import { readField } from './copy-shape';

/** What the player's namespace may hold before we stop looking: c9168c90 has 522 names. */
const mostNames = 20_000;
/** Characters. Answers have some twenty; an endless one would cost the others their place in the message. */
const longestAnswer = 64;
const known = new Set(['constructor', 'get', 'set', 'clone']);

interface UrlClass {
  readonly make: (address: string) => unknown;
  readonly method: string;
}

/**
 * Answers for `n` from the player's own URL class (youtube.md §2.5): the one in `window._yt_player`
 * whose prototype has `get`, `set`, `clone` and exactly one further method. Nothing that we fetched
 * runs here: it is the page's code, in the page.
 *
 * Scripts of 2020–2023 have classes of that shape which solve nothing: only a single distinct answer
 * that differs from its input counts, and only if it comes again. An `n` without such an answer is
 * missing in what comes back.
 */
export function solveInPage(namespace: unknown, ns: readonly string[]): Record<string, string> {
  const classes = urlClasses(namespace);
  const solved: Record<string, string> = {};
  for (const n of ns) {
    const answer = onlyAnswer(classes, n);
    if (answer === undefined || answer !== onlyAnswer(classes, n)) continue;
    if (answer.length <= longestAnswer && !answer.endsWith(n)) solved[n] = answer;
  }
  return solved;
}

function onlyAnswer(classes: readonly UrlClass[], n: string): string | undefined {
  const answers = new Set(classes.map((candidate) => answerOf(candidate, n)));
  answers.delete(undefined);
  const [answer] = answers;
  return answers.size === 1 ? answer : undefined;
}

function urlClasses(namespace: unknown): UrlClass[] {
  if (typeof namespace !== 'object' || namespace === null) return [];
  const classes: UrlClass[] = [];
  for (const name of Object.getOwnPropertyNames(namespace).slice(0, mostNames)) {
    try {
      const candidate = urlClass(readField(namespace, name));
      if (candidate) classes.push(candidate);
    } catch {
      // Its getters and traps are the page's: what cannot be looked at is no candidate.
    }
  }
  return classes;
}

function urlClass(value: unknown): UrlClass | undefined {
  if (typeof value !== 'function') return undefined;
  const prototype: unknown = value.prototype;
  if (typeof prototype !== 'object' || prototype === null) return undefined;
  const methods = Object.getOwnPropertyNames(prototype);
  const others = methods.filter((method) => !known.has(method));
  const [method] = others;
  if (method === undefined || others.length > 1) return undefined;
  if (!['get', 'set', 'clone'].every((name) => methods.includes(name))) return undefined;
  return { make: (address) => Reflect.construct(value, [address, true]), method };
}

function answerOf({ make, method }: UrlClass, n: string): string | undefined {
  try {
    const url = make(`https://rr1---sn-a.googlevideo.com/videoplayback?n=${encodeURIComponent(n)}`);
    call(url, method);
    const answer = call(url, 'get', 'n');
    return typeof answer === 'string' ? answer : undefined;
  } catch {
    // A class of the same shape that is no URL's, or one that needs a page around it.
    return undefined;
  }
}

function call(object: unknown, method: string, ...args: readonly string[]): unknown {
  const found = readField(object, method);
  return typeof found === 'function' ? Reflect.apply(found, object, args) : undefined;
}
