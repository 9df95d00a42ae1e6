import type { FrameLoop, PaddedFrame } from './coded-frames';
import { placed, type Segments } from './segments';

/** A SimpleBlock's id, its size in four bytes, the track, the time and the flags. */
const blockHeadBytes = 9;
const millisecond = 1_000_000;

/** A WebM, laid out as YouTube's: the cues before the clusters, one for each loop (RFC 9559). `tracks` is the whole element. */
export function clusters(
  { timescale, span }: FrameLoop,
  tracks: Buffer,
  frames: readonly PaddedFrame[],
  count: number,
): Segments {
  const seconds = span / timescale;
  const time = unsigned(0xe7, 0);
  const blocks = frames.flatMap((frame) => [blockHead(frame, timescale), frame.data]);
  const segment = element(0x1f43b675, [time, ...blocks]);
  const firstBlock = segment.length - blocks.reduce((sum, { length }) => sum + length, 0);
  return {
    head: headOf(tracks, seconds, segment.length, count),
    segment,
    count,
    seconds,
    packets: placed(frames, timescale, firstBlock, blockHeadBytes),
    number: (at) => {
      segment.writeBigUInt64BE(BigInt(Math.round(at * seconds * 1000)), firstBlock - 8);
    },
  };
}

function headOf(tracks: Buffer, seconds: number, clusterBytes: number, count: number): Buffer {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(seconds * count * 1000);
  const info = element(0x1549a966, [
    unsigned(0x2ad7b1, millisecond),
    element(0x4d80, [Buffer.from('offline site')]),
    element(0x5741, [Buffer.from('offline site')]),
    element(0x4489, [duration]),
  ]);
  const cues = (first: number): Buffer =>
    element(
      0x1c53bb6b,
      Array.from({ length: count }, (_, at) =>
        element(0xbb, [
          unsigned(0xb3, Math.round(at * seconds * 1000)),
          element(0xb7, [unsigned(0xf7, 1), unsigned(0xf1, first + at * clusterBytes)]),
        ]),
      ),
    );
  const before = Buffer.concat([info, tracks]);
  // Every number takes as many bytes whatever it is, so the cues may name what lies behind them.
  const body = Buffer.concat([before, cues(before.length + cues(0).length)]);
  const segmentHead = element(0x18538067, [body]).subarray(0, 12);
  segmentHead.writeUIntBE(body.length + clusterBytes * count, 6, 6);
  return Buffer.concat([ebmlHead, segmentHead, body]);
}

function blockHead({ data, time, isKey }: PaddedFrame, timescale: number): Buffer {
  const head = Buffer.alloc(blockHeadBytes);
  head[0] = 0xa3;
  head.writeUInt32BE(0x10000000 + data.length + 4, 1);
  head[5] = 0x81;
  head.writeInt16BE(Math.round((time / timescale) * 1000), 6);
  head[8] = isKey ? 0x80 : 0;
  return head;
}

/** Its size in eight bytes, so that nothing moves when it grows. */
function element(id: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const name = Buffer.from(id.toString(16).padStart(2, '0'), 'hex');
  const size = Buffer.alloc(8);
  size[0] = 1;
  size.writeUIntBE(body.length, 2, 6);
  return Buffer.concat([name, size, body]);
}

function unsigned(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return element(id, [bytes]);
}

const ebmlHead = element(0x1a45dfa3, [
  element(0x4282, [Buffer.from('webm')]),
  unsigned(0x4287, 4),
  unsigned(0x4285, 2),
]);
