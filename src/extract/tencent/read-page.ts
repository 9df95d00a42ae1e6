/**
 * Runs in a page of v.qq.com, carried over by its source: which video its player shows, and the question by
 * which the player has asked for it.
 */
export function readTencentPage(): string {
  const field = (object: unknown, name: string): unknown =>
    typeof object === 'object' && object !== null ? Reflect.get(object, name) : undefined;
  const info = field(top, 'VIDEO_INFO');
  const question = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => /^https:\/\/[a-z0-9]+\.video\.qq\.com\/getv?info\?/.test(name))
    .at(-1);
  const vid = field(info, 'vid') ?? /[?&]vids?=(\w{10,11})/.exec(question ?? '')?.[1];
  const title = field(info, 'title');
  return JSON.stringify({
    ...(typeof vid === 'string' ? { vid } : {}),
    ...(typeof title === 'string' ? { title: title.slice(0, 1_000) } : {}),
    ...(question === undefined ? {} : { question }),
  });
}
