import { expect, test } from 'vitest';
import { playerScript } from '../../../src/extract/youtube/player-script';

test('a path of the page becomes an absolute address', () => {
  const playerUrl = '/s/player/62f90c99/player_ias.vflset/en_US/base.js';
  expect(playerScript({ playerUrl })).toBe(`https://www.youtube.com${playerUrl}`);
});

test.each([
  'https://evil.example/s/player/62f90c99/base.js',
  'https://www.youtube.com/evil.js',
  '//www.youtube.com.evil.example/s/player/62f90c99/base.js',
])('%s is refused', (playerUrl) => {
  expect(() => playerScript({ playerUrl })).toThrow(
    expect.objectContaining({ code: 'address-not-allowed' }),
  );
});

test('a page that names none leaves the cipher unknown', () => {
  expect(() => playerScript({})).toThrow(expect.objectContaining({ code: 'unknown-cipher' }));
});
