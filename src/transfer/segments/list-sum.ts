import type { Segment } from '../../formats/segment-list';

const offset = 0x81_1c_9d_c5;
const prime = 0x01_00_01_93;

/** Of no segment. */
export const noSum = offset;

/**
 * Goes on with the sum over what tells a list's segments from those of another version: place, length,
 * path and range (FNV-1a, 32 bits). Hosts and queries are left out: they change with every reading.
 */
export function segmentSum(
  before: number,
  { sequence, seconds, url, range }: Pick<Segment, 'sequence' | 'seconds' | 'url' | 'range'>,
): number {
  const told = [sequence, seconds, new URL(url).pathname, range?.start, range?.end].join(' ');
  let sum = before;
  for (let at = 0; at < told.length; at += 1) sum = Math.imul(sum ^ told.charCodeAt(at), prime);
  return sum >>> 0;
}
