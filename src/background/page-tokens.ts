import { asReelkeepError, ReelkeepError } from '../errors';
import type { Minted } from '../extract/youtube/parse-minted';
import type { Origin } from '../jobs/job';
import { Turns } from '../jobs/turns';
import { storedValue } from '../platform/storage';
import { dropPrivateHeard, heardToken } from './heard-tokens';
import { mint, type SessionPlace } from './session-page';
import { type ShelfStore, TokenShelf } from './token-shelf';

const newShelf = (store: ShelfStore): TokenShelf => new TokenShelf(store, () => Date.now());
const ordinary = newShelf(storedValue('session', 'pageTokens'));
/** Of private windows: nowhere but here. */
let fleeting = newShelf(inMemory());
/** Two jobs of one video do not mint twice. */
const turns = new Turns();

/**
 * A proof of origin that is bound so, minted by a page of the session, or earlier; else the one that the
 * page's own player was heard to send. `refused`: one that the
 * server is not content with.
 * @throws attestation-required where no page gives one, network-lost.
 */
export function tokenFor(
  place: SessionPlace,
  binding: string,
  refused: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  const key = keyOf(place.origin, binding);
  const shelf = place.origin.isPrivate ? fleeting : ordinary;
  return turns.take(key, async () => {
    if (refused !== undefined) await shelf.drop(key, refused);
    const kept = await shelf.get(key);
    if (kept !== undefined) return kept;
    const minted = await mint(place, binding, signal).catch(noToken);
    const token = (await heardInstead(place, binding, minted, refused)) ?? demandToken(minted);
    await shelf.put(key, token);
    return token;
  });
}

/** The private windows are closed. */
export function dropPrivateTokens(): void {
  fleeting = newShelf(inMemory());
  dropPrivateHeard();
}

function inMemory(): ShelfStore {
  let value: unknown;
  return {
    read: async () => value,
    write: async (next) => {
      value = next;
    },
  };
}

const keyOf = ({ cookieStoreId, isPrivate }: Origin, binding: string): string =>
  JSON.stringify([cookieStoreId, isPrivate, binding]);

/** Players send one that is bound to their video. */
async function heardInstead(
  { origin, videoId }: SessionPlace,
  binding: string,
  minted: Minted,
  refused: string | undefined,
): Promise<string | undefined> {
  if (minted.kind === 'token' || binding !== videoId) return undefined;
  const heard = await heardToken(videoId, origin.isPrivate === true);
  return heard === refused ? undefined : heard;
}

/** A page that cannot be asked is one that gives none. */
function noToken(thrown: unknown): Minted {
  const { code } = asReelkeepError(thrown);
  if (code === 'network-lost' || code === 'cancelled') throw thrown;
  return { kind: 'failed', reason: code };
}

function demandToken(minted: Minted): string {
  if (minted.kind === 'token') return minted.token;
  const reason = minted.kind === 'failed' ? minted.reason : minted.kind;
  throw new ReelkeepError('attestation-required', 'No page gives a proof of origin.', {
    facts: { reason },
  });
}
