import type { Packet } from './packet-walk';
import type { SampleTable } from './sample-table';
import type { PacketTarget } from './source-track';

/** `place`: of its first byte. `follows`: the packet before it is of the same track. */
export type TakePacket = (packet: Packet, track: number, place: number, follows: boolean) => void;

/** The packets of all tracks in one line, byte after byte. */
export class PacketLine {
  bytes = 0;
  #last = -1;

  constructor(private readonly takers: readonly TakePacket[]) {}

  /** Where the packets of the track at this place go. */
  target(track: number): PacketTarget {
    return {
      add: (packet) => {
        const follows = track === this.#last;
        for (const take of this.takers) take(packet, track, this.bytes, follows);
        this.bytes += packet.byteLength;
        this.#last = track;
        return undefined;
      },
      close: () => undefined,
    };
  }
}

/** Notes each packet in its track's table. */
export const noteIn =
  (tables: readonly SampleTable[]): TakePacket =>
  ({ byteLength, type, timestamp, duration }, track, place, follows) => {
    const table = tables[track];
    if (!table) return;
    const time = Math.round(timestamp * table.timescale);
    const span = Math.round(duration * table.timescale);
    table.add({ bytes: byteLength, isKey: type === 'key' }, time, span, place, follows);
  };
