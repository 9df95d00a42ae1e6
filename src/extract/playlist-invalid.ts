import { type ErrorFacts, ReelkeepError } from '../errors';
import { mostSegments } from '../formats/segment-list';

/** A playlist or manifest that nothing can be made of; `reason` is for bug reports. */
export const playlistInvalid = (reason: string, facts: ErrorFacts = {}, cause?: unknown) =>
  new ReelkeepError('playlist-invalid', `The stream's list cannot be read: ${reason}.`, {
    facts: { reason, ...facts },
    ...(cause === undefined ? {} : { cause }),
  });

export const streamProtected = (method: string) =>
  new ReelkeepError('drm-protected', 'The stream is enciphered for one player alone.', {
    facts: { method: method.slice(0, 80) },
  });

/** What a parser of somebody else's makes of a list: its complaints, whatever they are, are about the list. */
export function understood<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    if (cause instanceof ReelkeepError) throw cause;
    throw playlistInvalid('not understood', {}, cause);
  }
}

/** Characters of all addresses together: a base of kilobytes in front of each would fill the memory. */
const mostCharacters = 100_000_000;

/** @throws playlist-invalid; `characters`: of one address. */
export function demandRoomFor(segments: number, characters: number): void {
  if (segments > mostSegments || segments * characters > mostCharacters) {
    throw playlistInvalid('too many segments', { segments });
  }
}
