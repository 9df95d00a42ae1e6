import type { EncodedPacket } from 'mediabunny';
import type { Pace } from './pace';
import type { PacketTarget, SourceTrack } from './source-track';

/** One track on its way from its source to the output. Timestamps in seconds, as in the source. */
export interface Lane {
  readonly track: SourceTrack;
  readonly target: PacketTarget;
  next: EncodedPacket | null;
  packets: number;
  latest: number;
  end: number;
}

export const openLane = (track: SourceTrack, target: PacketTarget): Lane => ({
  track,
  target,
  next: track.first,
  packets: 0,
  latest: -Infinity,
  end: track.first.timestamp,
});

/**
 * Copies all packets of all lanes in the order of their timestamps, each lane's in decode order.
 * One packet after the other: the sources are on disk, so reading ahead would only fill memory.
 */
export async function copyPackets(
  lanes: readonly Lane[],
  offsetSeconds: number,
  pace: (bytesDone: number) => ReturnType<Pace>,
): Promise<void> {
  let bytesDone = 0;
  for (let lane = earliest(lanes); lane?.next; lane = earliest(lanes)) {
    const { next: packet, target } = lane;
    await target.add(placed(packet, offsetSeconds, lane.latest));
    lane.packets += 1;
    lane.latest = Math.max(lane.latest, packet.timestamp);
    lane.end = Math.max(lane.end, packet.timestamp + packet.duration);
    lane.next = await lane.track.sink.getNextPacket(packet);
    if (!lane.next) target.close();
    bytesDone += packet.byteLength;
    await pace(bytesDone);
  }
}

function earliest(lanes: readonly Lane[]): Lane | undefined {
  let first: Lane | undefined;
  for (const lane of lanes) {
    if (!lane.next) continue;
    if (!first?.next || lane.next.timestamp < first.next.timestamp) first = lane;
  }
  return first;
}

/**
 * The packet as the muxer takes it. A key packet from before the latest timestamp of its predecessors
 * is refused by the muxer, though such files exist (open GOPs): as a delta packet it keeps its place.
 */
function placed(packet: EncodedPacket, offsetSeconds: number, latest: number): EncodedPacket {
  const misplacedKey = packet.type === 'key' && packet.timestamp < latest;
  if (offsetSeconds === 0 && !misplacedKey) return packet;
  return packet.clone({
    timestamp: packet.timestamp + offsetSeconds,
    type: misplacedKey ? 'delta' : packet.type,
  });
}
