import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
    expectsN: true,
  });
  expect(vectors.know('html5player-en_US-vfl0Cbn9e.js', 'a=1').player).toBe('vfl0Cbn9e');
  expect(vectors.know('20830619-tv.js', 'a=1')).toEqual({
    player: '20830619',
    year: 'unknown',
    answers: [],
    expectsN: true,
  });
  expect(vectors.know('base.js', 'a=1').player).toBe('unknown');
});

it('reads the day of a script of early 2020 where it stands, and else the year that the vectors have', async () => {
  const vectors = await readPlayerVectors(undefined);
  const script =
    'if(Bka(a)){var d=18394;this.A.fa("x")||(d=g.L("STS",void 0)?1:d);a.details.sts=""+d;}';
  expect(vectors.know('376e3c34.js', script).year).toBe('2020');
  expect(vectors.know('376e3c34.js', script.replace('d=18394', 'c=18394')).year).toBe('unknown');
  const folder = await mkdtemp(join(tmpdir(), 'reelkeep-vectors-'));
  try {
    const file = join(folder, 'vectors.json');
    const scripts = [{ player: '376e3c34', date: '20200510' }];
    await writeFile(file, JSON.stringify({ scripts, answers: [] }));
    expect((await readPlayerVectors(file)).know('376e3c34.js', 'a=1').year).toBe('2020');
  } finally {
    await rm(folder, { recursive: true });
  }
});

it.each([
  ['a script of its day or later', 'vfl012345.js', 'a={sts:18394};', true],
  ['an older one', '376e3c34.js', 'a={sts:18276};', false],
  ['an older one that asks a URL for it', '376e3c34.js', 'a={sts:18276};b=a.get("n")', true],
  ['one that names no day', 'base.js', 'a=1', true],
  ['one that names no day, of an old id', 'player-vflWQEEag.js', 'a=1', false],
])('expects an n of %s: %s', async (_what, file, text, expected) => {
  const vectors = await readPlayerVectors(undefined);
  expect(vectors.know(file, text).expectsN).toBe(expected);
});
