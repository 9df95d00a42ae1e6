/**
 * Runs in a page of imgur, carried over by its source: the post as the page holds it, and the client id with
 * which the page itself asks the API. Both are missing where the page has neither yet.
 */
export function readImgurPage(): string {
  const held: unknown = Reflect.get(top ?? {}, 'postDataJSON');
  const asked = performance
    .getEntriesByType('resource')
    .map(({ name }) => /[?&]client_id=(\w{8,40})/.exec(name)?.[1])
    .find((id) => id !== undefined);
  return JSON.stringify({
    ...(typeof held === 'string' && held.length < 4_000_000 ? { post: held } : {}),
    ...(asked === undefined ? {} : { clientId: asked }),
  });
}
