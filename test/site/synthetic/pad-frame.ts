const paddedCodecs = ['h264', 'vp9', 'aac', 'opus'] as const;
export type PaddedCodec = (typeof paddedCodecs)[number];

export const isPadded = (codec: string | undefined): codec is PaddedCodec =>
  paddedCodecs.some((known) => known === codec);

/** Of the number that is written into each packet, in decimal digits. */
export const stampBytes = 12;

export interface Padded {
  readonly data: Buffer;
  /** Where the number goes, from the packet's begin. VP9 has no room for one. */
  readonly stampAt?: number;
}

/**
 * A coded frame made longer, in the way its codec has for that, so that it still decodes to the same
 * picture or sound.
 */
export function padFrame(codec: PaddedCodec, frame: Buffer, bytes: number): Padded {
  switch (codec) {
    case 'h264':
      return padH264(frame, bytes);
    case 'vp9':
      // A decoder takes zeros after a frame for an encoder's careless end (libvpx, vp9_dx_iface.c).
      return { data: Buffer.concat([frame, Buffer.alloc(Math.max(0, bytes - frame.length))]) };
    case 'aac':
      // A data stream element in front (ISO/IEC 14496-3 §4.4.2.1): aligned, so the frame begins on a byte.
      return { data: Buffer.concat([Buffer.from([0x81, stampBytes]), room, frame]), stampAt: 2 };
    case 'opus':
      return padOpus(frame);
  }
}

const room = Buffer.alloc(stampBytes);

/** A NAL unit of filler data behind the picture (ITU-T H.264 §7.3.2.7); bytes that never need escaping. */
function padH264(frame: Buffer, bytes: number): Padded {
  const filling = Math.max(0, bytes - frame.length - 6 - stampBytes);
  const unit = Buffer.alloc(6 + stampBytes + filling);
  unit.writeUInt32BE(unit.length - 4);
  unit[4] = 12;
  for (let at = 0; at < filling; at += 1) unit[5 + stampBytes + at] = 0x40 + ((at * 31) & 0x7f);
  unit[unit.length - 1] = 0x80;
  return { data: Buffer.concat([frame, unit]), stampAt: frame.length + 5 };
}

/** One frame of code 0 as a packet of code 3: its count, with padding at the end (RFC 6716 §3.2.5). */
function padOpus(frame: Buffer): Padded {
  const [toc = 0] = frame;
  if ((toc & 3) !== 0) throw new Error('Only Opus packets of one frame can be padded here.');
  const data = Buffer.concat([Buffer.from([toc | 3, 0x41, stampBytes]), frame.subarray(1), room]);
  return { data, stampAt: data.length - stampBytes };
}
