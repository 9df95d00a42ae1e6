import { describe, expect, it } from 'vitest';
import { cutToBytes } from '../../../src/names/cut-to-bytes';

describe('cutToBytes', () => {
  it.each([
    ['what fits as it is', 'abc', 3, 'abc'],
    ['ASCII by the letter', 'abcd', 3, 'abc'],
    ['Hangul by the syllable', '가나다', 8, '가나'],
    ['conjoining jamo by the syllable', '\u1112\u1161\u11ab\u1112\u1161', 10, '\u1112\u1161\u11ab'],
    ['letters with their marks', 'ae\u0301', 3, 'a'],
    ['emoji with their modifiers', '👍🏽👍🏽', 15, '👍🏽'],
    ['flags as pairs', '🇰🇷🇰🇷', 15, '🇰🇷'],
    ['nothing where the first does not fit', '🇰🇷', 7, ''],
  ])('keeps %s', (_, text, bytes, kept) => {
    expect(cutToBytes(text, bytes)).toBe(kept);
  });
});
