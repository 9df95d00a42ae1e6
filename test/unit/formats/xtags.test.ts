import { describe, expect, it } from 'vitest';
import { readXtags } from '../../../src/formats/xtags';

/** The message that player responses carry, built here from its pairs. */
const encode = (pairs: Record<string, string>): string => {
  const field = (number: number, value: string) =>
    String.fromCharCode(number * 8 + 2, value.length) + value;
  return btoa(
    Object.entries(pairs)
      .map(([key, value]) => field(1, field(1, key) + field(2, value)))
      .join(''),
  );
};

describe('readXtags', () => {
  it('reads the pairs of a URL', () => {
    expect([...readXtags('acont=dubbed-auto:lang=de-DE')]).toEqual([
      ['acont', 'dubbed-auto'],
      ['lang', 'de-DE'],
    ]);
  });

  it('reads the message of a player response', () => {
    const xtags = encode({ acont: 'original', lang: 'en' });
    expect(Object.fromEntries(readXtags(xtags))).toEqual({ acont: 'original', lang: 'en' });
    expect(readXtags('CggKA2RyYxIBMQ==').get('drc')).toBe('1');
    expect(readXtags('CggKA2RyYxIBMQ').get('drc')).toBe('1');
    expect(readXtags('CggKA2RyYxIBMQ%3D%3D').get('drc')).toBe('1');
  });

  it.each([undefined, '', '=', 'nonsense', '%%%', 'AAAA', '/////', 'a'.repeat(5000), 'C'])(
    'has no pairs for %s',
    (text) => {
      expect(readXtags(text).size).toBe(0);
    },
  );
});
