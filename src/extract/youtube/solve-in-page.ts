/**
 * Answers for `n` from the player's own URL class (youtube.md §2.5): the one in `window._yt_player`
 * whose prototype has `get`, `set`, `clone` and exactly one further method. Nothing that we fetched
 * runs here: it is the page's code, in the page. It is run there by its text (`callInPage`): nothing
 * outside of it exists for it.
 *
 * Scripts of 2020–2023 have classes of that shape which solve nothing: only a single distinct answer
 * that differs from its input counts, and only if it comes again. An `n` without such an answer is
 * missing in what comes back.
 * @returns JSON of an object, `n` → answer.
 */
export function solveInPage(ns: readonly string[]): string {
  // What the player's namespace may hold before we stop looking: c9168c90 has 522 names.
  const mostNames = 20_000;
  // Characters. Answers have some twenty; an endless one would cost the others their place in the message.
  const longestAnswer = 64;
  const known = new Set(['constructor', 'get', 'set', 'clone']);

  const ask = (object: object, method: string, ...args: string[]): unknown =>
    Reflect.apply(Reflect.get(object, method), object, args);

  const urlClass = (value: unknown) => {
    if (typeof value !== 'function' || typeof value.prototype !== 'object') return [];
    const methods = Object.getOwnPropertyNames(value.prototype ?? {});
    const others = methods.filter((method) => !known.has(method));
    const [method] = others;
    if (method === undefined || others.length > 1) return [];
    if (!['get', 'set', 'clone'].every((name) => methods.includes(name))) return [];
    const solve = (n: string): unknown => {
      const media = `https://rr1---sn-a.googlevideo.com/videoplayback?n=${encodeURIComponent(n)}`;
      const url: object = Reflect.construct(value, [media, true]);
      ask(url, method);
      return ask(url, 'get', 'n');
    };
    return [solve];
  };

  const attempt = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch {
      // The page's getters and traps, a class of the same shape that is no URL's, one that needs a page around it.
      return undefined;
    }
  };

  const player: unknown = attempt(() => Reflect.get(top ?? {}, '_yt_player'));
  const names = attempt(() => Object.getOwnPropertyNames(player)) ?? [];
  const classes = names
    .slice(0, mostNames)
    .flatMap((name) => attempt(() => urlClass(Reflect.get(Object(player), name))) ?? []);

  const onlyAnswer = (n: string): unknown => {
    const answers = new Set(classes.map((solve) => attempt(() => solve(n))));
    answers.delete(undefined);
    return answers.size === 1 ? [...answers][0] : undefined;
  };

  const solved = ns.flatMap((n) => {
    const answer = onlyAnswer(n);
    if (typeof answer !== 'string' || answer !== onlyAnswer(n)) return [];
    return answer.length <= longestAnswer && !answer.endsWith(n) ? [[n, answer]] : [];
  });
  return JSON.stringify(Object.fromEntries(solved));
}
