import { UMPPartId } from 'googlevideo/protos';
import type { SentSegment } from './sabr-log';
import { mediaHeader, type SabrPart } from './sabr-parts';
import type { SabrSwitches } from './sabr-switches';
import type { SabrTrack } from './sabr-video';
import type { MapSegment } from './segment-map';

/** What of a track an answer sends; `withInit`: the beginning of the file first. */
export interface Sending {
  readonly track: SabrTrack;
  readonly withInit: boolean;
  readonly segments: readonly MapSegment[];
}

/**
 * Headers, media in parts and ends; two tracks take turns part by part. What was sent is counted when
 * the next part is asked for: then it has been taken.
 */
export async function* sendSegments(
  videoId: string,
  sendings: readonly Sending[],
  switches: SabrSwitches,
  sent: SentSegment[],
): AsyncGenerator<SabrPart> {
  let headerId = switches.firstHeaderId;
  const nextId = (): number => {
    const id = headerId;
    headerId = (headerId + 1) % 256;
    return id;
  };
  let turns = sendings.map((sending) => partsOf(videoId, sending, switches, sent, nextId));
  while (turns.length > 0) {
    for (const turn of turns) {
      const { done, value } = await turn.next();
      if (done) turns = turns.filter((other) => other !== turn);
      else yield value;
    }
  }
}

async function* partsOf(
  videoId: string,
  { track, withInit, segments }: Sending,
  { partBytes, times }: SabrSwitches,
  sent: SentSegment[],
  nextId: () => number,
): AsyncGenerator<SabrPart> {
  for (const segment of [...(withInit ? [undefined] : []), ...segments]) {
    const headerId = nextId();
    const id = Uint8Array.of(headerId);
    const start = segment?.startByte ?? 0;
    const bytes = segment?.bytes ?? track.map.initBytes;
    const entry: SentSegment = {
      ...{ sentBytes: 0, sentAt: 0 },
      ...{ itag: track.itag, sequence: segment?.sequence ?? 0, bytes },
    };
    sent.push(entry);
    yield mediaHeader(videoId, track, segment, headerId, times);
    for (let at = 0; at < bytes; at += partBytes) {
      const end = Math.min(bytes, at + partBytes);
      const rest = {
        bytes: end - at,
        read: (into: Uint8Array) => track.read(into, start + at),
      };
      yield { type: UMPPartId.MEDIA, payload: id, rest };
      entry.sentBytes = end;
      entry.sentAt = Date.now();
    }
    yield { type: UMPPartId.MEDIA_END, payload: id };
  }
}
