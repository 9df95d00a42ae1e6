import { readSize } from '../media/find-ranges';
import { type SegmentMap, segmentMap } from './segment-map';

/** What of a webm (RFC 9559) tells where its clusters are. */
const ids = {
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueClusterPosition: 0xf1,
} as const;

const containers: ReadonlySet<number> = new Set([
  ids.segment,
  ids.info,
  ids.cues,
  ids.cuePoint,
  ids.cueTrackPositions,
]);

interface Element {
  readonly id: number;
  readonly body: number;
  readonly end: number;
}

/** The clusters that a webm's cues name, from its first bytes, which must hold them all. */
export function readCues(head: Buffer, fileBytes: number): SegmentMap {
  let base = 0;
  let scale = 1_000_000;
  let duration = 0;
  let time = 0;
  const found = new Map<number, number>();
  for (const { id, body, end } of elements(head)) {
    if (id === ids.segment) base = body;
    else if (id === ids.timestampScale) scale = unsigned(head, body, end);
    else if (id === ids.duration) duration = float(head, body, end);
    else if (id === ids.cueTime) time = unsigned(head, body, end);
    else if (id === ids.cueClusterPosition) {
      const cluster = base + unsigned(head, body, end);
      if (!found.has(cluster)) found.set(cluster, time);
    }
  }
  const starts = [...found].sort(([a], [b]) => a - b);
  const entries = starts.map(([startByte, startTicks], at) => {
    const next = starts[at + 1]?.[1] ?? Math.max(startTicks + 1, Math.round(duration));
    return { startByte, startTicks, durationTicks: next - startTicks };
  });
  return segmentMap(entries, Math.round(1_000_000_000 / scale), fileBytes);
}

/** Those of the containers that matter are entered, all others stepped over. */
function* elements(bytes: Buffer): Generator<Element> {
  // The last element may be shorter than the longest head that one can have.
  const head = Buffer.concat([bytes, Buffer.alloc(12)]);
  for (let at = 0; at < bytes.length; ) {
    const idLength = Math.clz32(head.readUInt8(at)) - 23;
    const id = head.readUIntBE(at, idLength);
    const { value, length } = readSize(head, at + idLength);
    const body = at + idLength + length;
    yield { id, body, end: body + value };
    at = containers.has(id) ? body : body + value;
  }
}

const unsigned = (head: Buffer, body: number, end: number): number =>
  head.subarray(body, end).reduce((sum, byte) => sum * 256 + byte, 0);

const float = (head: Buffer, body: number, end: number): number =>
  end - body === 4 ? head.readFloatBE(body) : head.readDoubleBE(body);
