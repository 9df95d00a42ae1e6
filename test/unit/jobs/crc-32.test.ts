import { expect, it } from 'vitest';
import { crc32 } from '../../../src/jobs/crc-32';

// The check value of its catalogue, and the end of every PNG.
it.each([
  ['', 0],
  ['123456789', 0xcb_f4_39_26],
  ['IEND', 0xae_42_60_82],
])('of %j is what everybody computes', (text, sum) => {
  expect(crc32(new TextEncoder().encode(text))).toBe(sum);
});
