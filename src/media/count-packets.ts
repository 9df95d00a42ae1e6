import type { EncodedPacketSink } from 'mediabunny';
import { earliest } from './earliest';
import type { Pace } from './pace';

export interface PacketCount {
  packets: number;
  /** Of the latest packet, in seconds. */
  end: number;
}

/**
 * Walks the tracks of one file side by side, without handing out their data. Where the packets can only
 * be found by reading the media (Matroska), each piece of the file is so read once, not once for each track.
 */
export async function countPackets(
  sinks: readonly EncodedPacketSink[],
  pace: Pace,
): Promise<PacketCount[]> {
  const walks = [];
  for (const sink of sinks) {
    const next = await sink.getFirstPacket({ metadataOnly: true });
    walks.push({ sink, next, count: { packets: 0, end: -Infinity } });
  }
  for (let walk = earliest(walks); walk?.next; walk = earliest(walks)) {
    const { next, count } = walk;
    count.packets += 1;
    count.end = Math.max(count.end, next.timestamp + next.duration);
    walk.next = await walk.sink.getNextPacket(next, { metadataOnly: true });
    await pace(0);
  }
  return walks.map(({ count }) => count);
}
