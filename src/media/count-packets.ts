import type { EncodedPacketSink } from 'mediabunny';
import type { Pace } from './pace';

/** Walks a track's packets without reading their data. Seconds; `end` is the end of the latest packet. */
export async function countPackets(
  sink: EncodedPacketSink,
  pace: Pace,
): Promise<{ packets: number; end: number }> {
  let packets = 0;
  let end = -Infinity;
  let packet = await sink.getFirstPacket({ metadataOnly: true });
  for (; packet; packet = await sink.getNextPacket(packet, { metadataOnly: true })) {
    packets += 1;
    end = Math.max(end, packet.timestamp + packet.duration);
    await pace(0);
  }
  return { packets, end };
}
