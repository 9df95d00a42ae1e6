import type { FrameLoop, PaddedFrame } from './coded-frames';
import { placed, type Segments } from './segments';

/** A fragmented mp4, laid out as YouTube's: one `sidx` after `moov`, then a `moof` and an `mdat` for each loop (ISO/IEC 14496-12). */
export function fragments(
  loop: FrameLoop,
  frames: readonly PaddedFrame[],
  count: number,
): Segments {
  const { head, timescale, span } = loop;
  const mediaBytes = frames.reduce((sum, { data }) => sum + data.length, 0);
  const length = moof(frames, 0).length;
  // What a run says of its data's place is counted from the `moof`.
  const index = moof(frames, length + 8);
  const segment = Buffer.concat([
    index,
    Buffer.concat([u32(mediaBytes + 8), Buffer.from('mdat')]),
    ...frames.map(({ data }) => data),
  ]);
  const decodeTimeAt = index.indexOf('tfdt') + 8;
  const numberAt = index.indexOf('mfhd') + 8;
  return {
    head: Buffer.concat([head, sidx(loop, segment.length, count)]),
    segment,
    count,
    seconds: span / timescale,
    packets: placed(frames, timescale, index.length + 8, 0),
    number: (at) => {
      segment.writeUInt32BE(at + 1, numberAt);
      segment.writeBigUInt64BE(BigInt(at * span), decodeTimeAt);
    },
  };
}

function moof(frames: readonly PaddedFrame[], dataAt: number): Buffer {
  const [first, second] = frames;
  const frameSpan = (second?.decodeTime ?? 0) - (first?.decodeTime ?? 0);
  const runs = frames.map(({ data, isKey, time, decodeTime }) =>
    // Only what does not depend on others is a place to start from.
    Buffer.concat([u32(data.length), u32(isKey ? 0x2000000 : 0x1010000), i32(time - decodeTime)]),
  );
  return box('moof', [
    box('mfhd', [u32(0), u32(0)]),
    box('traf', [
      // The base is the moof itself; all frames last as long.
      box('tfhd', [u32(0x020008), u32(1), u32(frameSpan)]),
      box('tfdt', [u32(0x01000000), Buffer.alloc(8)]),
      // A place, and for each frame its bytes, flags and a signed offset of time.
      box('trun', [u32(0x01000e01), u32(frames.length), u32(dataAt), ...runs]),
    ]),
  ]);
}

function sidx({ timescale, span }: FrameLoop, bytes: number, count: number): Buffer {
  if (count > 0xffff) throw new RangeError(`A sidx names at most 65535 segments, not ${count}.`);
  const reference = Buffer.concat([u32(bytes), u32(span), u32(0x90000000)]);
  return box('sidx', [
    ...[u32(0x01000000), u32(1), u32(timescale), Buffer.alloc(16), u32(count)],
    ...Array.from({ length: count }, () => reference),
  ]);
}

function box(type: string, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function i32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
