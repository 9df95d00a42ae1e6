import { asReelkeepError, ReelkeepError } from '../errors';
import type { Minted } from '../extract/youtube/parse-minted';
import { TokenShelf } from '../extract/youtube/token-shelf';
import type { Origin } from '../jobs/job';
import { Turns } from '../jobs/turns';
import { mint, type SessionPlace } from './session-page';

const newShelf = (): TokenShelf => new TokenShelf(() => Date.now());
const ordinary = newShelf();
let fleeting = newShelf();
/** Two jobs of one video do not mint twice. */
const turns = new Turns();

/**
 * A proof of origin that is bound so, minted by a page of the session, or earlier. `refused`: one that the
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
    if (refused !== undefined) shelf.drop(key, refused);
    const kept = shelf.get(key);
    if (kept !== undefined) return kept;
    const token = demandToken(await mint(place, binding, signal).catch(noToken));
    shelf.put(key, token);
    return token;
  });
}

/** The private windows are closed. */
export function dropPrivateTokens(): void {
  fleeting = newShelf();
}

const keyOf = ({ cookieStoreId, isPrivate }: Origin, binding: string): string =>
  JSON.stringify([cookieStoreId, isPrivate, binding]);

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
