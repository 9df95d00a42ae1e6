import type { EncodedPacket, EncodedPacketSink } from 'mediabunny';

/** One packet of a track, times in seconds. Its data, where they were asked for, hold until the next one is. */
export interface Packet {
  readonly type: 'key' | 'delta';
  /** When it is shown. */
  readonly timestamp: number;
  readonly duration: number;
  readonly byteLength: number;
  readonly data: Uint8Array;
}

/** Goes through a track's packets in the order of decoding; null after the last. */
export interface PacketWalk {
  next(): Packet | null | Promise<Packet | null>;
}

/** A file is whole, as far as is known, but made in a way that our own walks do not know: mediabunny may. */
export class NotOurs extends Error {}

/** By mediabunny, whatever the container. */
export class SinkWalk implements PacketWalk {
  #last: EncodedPacket | null | undefined;

  constructor(
    private readonly sink: EncodedPacketSink,
    private readonly metadataOnly: boolean,
  ) {}

  async next(): Promise<Packet | null> {
    const { metadataOnly } = this;
    if (this.#last === undefined) this.#last = await this.sink.getFirstPacket({ metadataOnly });
    else if (this.#last) this.#last = await this.sink.getNextPacket(this.#last, { metadataOnly });
    return this.#last;
  }
}
