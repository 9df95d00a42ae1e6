import { asReelkeepError } from '../../errors';
import type { Segment } from '../../formats/segment-list';
import type { Sink } from '../sink';
import { fetchPiece, type PiecePorts } from './fetch-piece';
import type { ListLedger } from './list-ledger';
import { SegmentInlet } from './segment-inlet';
import { SegmentKeys } from './segment-keys';

/**
 * Whether a list that names its segments otherwise than before is of what lies in the file, byte for byte:
 * the last of them is fetched again and held against the file's end. No, where there is nothing to compare.
 * @throws the transfer's codes.
 */
export async function isOfTheFile(
  segments: readonly Segment[],
  { ledger, sink }: { readonly ledger: ListLedger; readonly sink: Sink },
  ports: PiecePorts,
  signal: AbortSignal,
): Promise<boolean> {
  const { last, lastPlace, received } = ledger;
  const segment = segments.findLast(({ sequence, isGap }) => sequence <= last && !isGap);
  if (!segment || lastPlace === undefined || lastPlace === received) return false;
  let isSame = true;
  const inlet = new SegmentInlet({
    turn: Promise.resolve(),
    write: async (at, bytes) => {
      const known = await sink.read?.(lastPlace + at, bytes.length);
      isSame &&= known?.length === bytes.length && known.every((byte, i) => byte === bytes[i]);
    },
    decipher: segment.key && new SegmentKeys(ports, signal).decipherBy(segment.key),
  });
  const taker = {
    take: (bytes: Uint8Array<ArrayBuffer>) => inlet.take(bytes),
    restart: () => {
      inlet.restart();
      isSame = true;
    },
  };
  try {
    await fetchPiece(segment, taker, ports, signal);
    const bytes = await inlet.finish();
    return isSame && lastPlace + bytes === received;
  } catch (thrown) {
    signal.throwIfAborted();
    // Under another key than before it is no more the same.
    if (asReelkeepError(thrown).code === 'playlist-invalid') return false;
    throw thrown;
  }
}
