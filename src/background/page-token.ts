import { mintInPage } from '../extract/youtube/mint-in-page';
import { parseMinted } from '../extract/youtube/parse-minted';
import { TokenShelf } from '../extract/youtube/token-shelf';
import { callInPage } from '../platform/page-calls';

/** The page's client may want ten tries, a second apart. */
const pauseMs = 1_000;
const limits = { timeoutMs: 15_000, mostCharacters: 20_000 };

const shelf = new TokenShelf(() => Date.now());

/** A token from the tab's own page, bound to this; minted once. `undefined` where the page gives none. */
export async function pageToken(tabId: number, binding: string): Promise<string | undefined> {
  const kept = shelf.get(binding);
  if (kept !== undefined) return kept;
  const minted = parseMinted(await callInPage(tabId, mintInPage, [binding, pauseMs], limits));
  if (minted.kind !== 'token') return undefined;
  shelf.put(binding, minted.token);
  return minted.token;
}

/** The site does not take it: the next one is minted anew. */
export const dropToken = (binding: string, token: string): void => shelf.drop(binding, token);
