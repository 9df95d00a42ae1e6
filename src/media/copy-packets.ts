import { EncodedPacket } from 'mediabunny';
import { earliest } from './earliest';
import type { Pace } from './pace';
import type { Packet, PacketWalk } from './packet-walk';
import type { PacketTarget, SourceTrack } from './source-track';

/** One track on its way from its source to the output. Timestamps in seconds, as in the source. */
export interface Lane {
  readonly track: SourceTrack;
  readonly target: PacketTarget;
  readonly walk: PacketWalk;
  next: Packet | null;
  packets: number;
  latest: number;
  end: number;
}

/** `metadataOnly`: its packets come without their data, where the source's index tells all else. */
export async function openLane(
  track: SourceTrack,
  target: PacketTarget,
  metadataOnly = false,
): Promise<Lane> {
  const walk = track.walk(metadataOnly);
  const next = await walk.next();
  return { track, target, walk, next, packets: 0, latest: -Infinity, end: -Infinity };
}

/** Told after each packet how many bytes are through; answers with what to wait for. */
export type CopyPace = (bytesDone: number) => ReturnType<Pace>;

/** What went into a container, and by how many seconds it was moved. */
export interface Written {
  readonly lanes: readonly Lane[];
  readonly offsetSeconds: number;
}

export interface CopyOptions {
  /** Added to every timestamp. */
  readonly offsetSeconds: number;
  /** So much of one track may follow at once, before it is another one's turn. */
  readonly runSeconds: number;
}

/**
 * Copies all packets of all lanes in the order of their timestamps, each lane's in decode order.
 * One packet after the other: the sources are on disk, so reading ahead would only fill memory.
 */
export async function copyPackets(
  lanes: readonly Lane[],
  { offsetSeconds, runSeconds }: CopyOptions,
  pace: CopyPace,
): Promise<void> {
  let bytesDone = 0;
  for (let lane = earliest(lanes); lane?.next; lane = earliest(lanes)) {
    const until = lane.next.timestamp + runSeconds;
    do {
      const packet: Packet = lane.next;
      const added = lane.target.add(placed(packet, offsetSeconds, lane.latest));
      // Most of the time nothing has to be waited for: a turn for each of millions would be felt.
      if (added) await added;
      lane.packets += 1;
      lane.latest = Math.max(lane.latest, packet.timestamp);
      lane.end = Math.max(lane.end, packet.timestamp + packet.duration);
      bytesDone += packet.byteLength;
      const next = lane.walk.next();
      lane.next = next instanceof Promise ? await next : next;
      const breath = pace(bytesDone);
      if (breath) await breath;
    } while (lane.next && lane.next.timestamp < until);
    if (!lane.next) lane.target.close();
  }
}

/**
 * The packet as the muxer takes it. A key packet from before the latest timestamp of its predecessors
 * is refused by the muxer, though such files exist (open GOPs): as a delta packet it keeps its place.
 */
function placed(packet: Packet, offsetSeconds: number, latest: number): Packet {
  const misplacedKey = packet.type === 'key' && packet.timestamp < latest;
  if (offsetSeconds === 0 && !misplacedKey) return packet;
  const change = {
    timestamp: packet.timestamp + offsetSeconds,
    type: misplacedKey ? 'delta' : packet.type,
  } as const;
  return packet instanceof EncodedPacket ? packet.clone(change) : { ...packet, ...change };
}
