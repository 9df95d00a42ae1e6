import { expect, test } from 'vitest';
import { isPiece } from '../../../../src/extract/generic/is-piece';

const box = (name: string, size: number) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32BE(size);
  bytes.write(name, 4, 'latin1');
  return bytes;
};
const ftyp = box('ftyp', 28);

test.each([
  ['a segment', [box('styp', 24)], 5000, true],
  ['a fragment', [box('moof', 100)], 5000, true],
  ['a cluster', [Buffer.from('1f43b67501ffffff', 'hex')], 5000, true],
  ['an initialisation', [ftyp, box('moov', 700)], 728, true],
  ['one with room in it', [ftyp, box('free', 8), box('moov', 700)], 736, true],
  ['a file whose tables come first', [ftyp, box('moov', 700)], 90_000, false],
  ['the same of unknown length', [ftyp, box('moov', 700)], Number.NaN, false],
  ['a file whose samples come first', [ftyp, box('mdat', 700)], 728, false],
  ['boxes of no size', [box('ftyp', 8).fill(0, 0, 4)], 8, false],
  ['what ends in its first box', [Buffer.from('mo')], 2, false],
])('%s', (_, boxes, length, expected) => {
  expect(isPiece(Buffer.concat(boxes).subarray(0, 64), length)).toBe(expected);
});
