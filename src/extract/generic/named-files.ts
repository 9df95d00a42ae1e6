/** What a page's `meta` elements say, in their order. */
export interface MetaWords {
  readonly name: string;
  readonly content: string;
}

/** A file or stream that a page tells of in words of its own. */
export interface SaidFile {
  readonly url: string;
  /** As the page calls it; empty where it does not say. */
  readonly type: string;
  readonly isSound: boolean;
  readonly title?: string;
  readonly thumbnailUrl?: string;
}

type Property = 'url' | 'secure_url' | 'type';
const part = /^(og:video|og:audio|twitter:player:stream)(?::(url|secure_url|type))?$/;

/**
 * Videos and sounds in the words of Open Graph (ogp.me) and of Twitter's cards: what follows an address is
 * said of it, and what is said another time is the next one's.
 */
export function namedFiles(words: readonly MetaWords[]): SaidFile[] {
  const found: { readonly root: string; said: { readonly [P in Property]?: string } }[] = [];
  for (const { name, content } of words) {
    const [, root, written] = part.exec(name.replace(':content_type', ':type')) ?? [];
    if (root === undefined || content === '') continue;
    const property = written === 'secure_url' || written === 'type' ? written : 'url';
    const last = found.findLast((one) => one.root === root);
    const isLasts = last && (last.said[property] ?? content) === content;
    if (isLasts) last.said = { ...last.said, [property]: content };
    else found.push({ root, said: { [property]: content } });
  }
  return found.flatMap(({ root, said: { url, secure_url: secure, type = '' } }) => {
    const address = secure ?? url;
    return address === undefined ? [] : { url: address, type, isSound: root === 'og:audio' };
  });
}
