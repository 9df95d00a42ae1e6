import { type IndexEntry, type SegmentMap, segmentMap } from './segment-map';

/** The segments that an mp4's `sidx` names (ISO/IEC 14496-12 §8.16.3). `sidx`: the box; `end`: where it ends in the file. */
export function readSidx(sidx: Buffer, end: number, fileBytes: number): SegmentMap {
  const isLong = sidx.readUInt8(8) === 1;
  const number = (at: number): number =>
    isLong ? Number(sidx.readBigUInt64BE(at)) : sidx.readUInt32BE(at);
  const size = isLong ? 8 : 4;
  const timescale = sidx.readUInt32BE(16);
  let startTicks = number(20);
  let startByte = end + number(20 + size);
  const counted = 20 + 2 * size + 2;
  const entries: IndexEntry[] = [];
  for (let left = sidx.readUInt16BE(counted), at = counted + 2; left > 0; left -= 1, at += 12) {
    const durationTicks = sidx.readUInt32BE(at + 4);
    entries.push({ startTicks, durationTicks, startByte });
    startTicks += durationTicks;
    startByte += sidx.readUInt32BE(at) & 0x7fffffff;
  }
  return segmentMap(entries, timescale, fileBytes);
}
