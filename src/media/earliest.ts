import type { Packet } from './packet-walk';

/** Of several tracks that are walked side by side, the one whose next packet comes first; undefined once all have ended. */
export function earliest<T extends { readonly next: Packet | null }>(
  tracks: readonly T[],
): T | undefined {
  let first: T | undefined;
  for (const track of tracks) {
    if (!track.next) continue;
    if (!first?.next || track.next.timestamp < first.next.timestamp) first = track;
  }
  return first;
}
