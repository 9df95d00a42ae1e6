/** `…&n=X&…` of media, else `…/n/X/…` of manifests: before the query, for a value may hold slashes. */
const nForms = [/^([^?#]*\?(?:[^#]*?&)?n=)([^&#]+)/, /^([^?#]*?\/n\/)([^/?#]+)/];

const nFormOf = (url: string): RegExp | undefined => nForms.find((form) => form.test(url));

/** The `n` of a media address; `undefined` where it has none. */
export function findN(url: string): string | undefined {
  const written = nFormOf(url)?.exec(url)?.[2];
  if (written === undefined) return undefined;
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

/** The same address with this `n`, everything else of it as it was. */
export function replaceN(url: string, n: string): string {
  const form = nFormOf(url);
  if (form === undefined) return url;
  return url.replace(form, (_form, before: string) => `${before}${encodeURIComponent(n)}`);
}
