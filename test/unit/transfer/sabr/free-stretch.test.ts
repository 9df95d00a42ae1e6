import { expect, test } from 'vitest';
import { isBeyondFree, isFree } from '../../../../src/transfer/sabr/free-stretch';

test('a video is free, or refused, by the same minute: none is both', () => {
  expect([49, 50, 51, 60, undefined].map((seconds) => isFree(seconds))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect([50_000, 54_999, 55_000, 60_001].map((at) => isBeyondFree(at))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
