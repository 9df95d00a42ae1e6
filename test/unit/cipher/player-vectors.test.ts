import { expect, it } from 'vitest';
import { readPlayerVectors, withoutCutEscape } from '../../commands/players/player-vectors';

it('takes off the escape at which a capture was cut, and nothing from a signature of other characters', () => {
  expect(withoutCutEscape('AOq0QJ8wRAIg-_=\\')).toBe('AOq0QJ8wRAIg-_=');
  expect(withoutCutEscape('AOq0QJ8wRAIg-_=')).toBe('AOq0QJ8wRAIg-_=');
  expect(withoutCutEscape('0123[\\')).toBe('0123[\\');
});

it('finds the player in a file name, be there a date or a variant, and the year in the script', async () => {
  const vectors = await readPlayerVectors(undefined);
  const script = 'var a={signatureTimestamp:20472};';
  expect(vectors.know('20260119-c9168c90-player_ias.vflset.js', script)).toEqual({
    player: 'c9168c90',
    year: '2026',
    answers: [],
  });
  expect(vectors.know('html5player-en_US-vfl0Cbn9e.js', 'a=1').player).toBe('vfl0Cbn9e');
  expect(vectors.know('20830619-tv.js', 'a=1')).toEqual({
    player: '20830619',
    year: 'unknown',
    answers: [],
  });
  expect(vectors.know('base.js', 'a=1').player).toBe('unknown');
});
