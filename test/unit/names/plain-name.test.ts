import { describe, expect, it } from 'vitest';
import { plainName } from '../../../src/names/plain-name';

describe('a plainer name', () => {
  it.each([
    ['A title.mp4', 'A-title.mp4'],
    ['Où est l’été — 100％ (live).webm', 'Ou-est-l-ete-100-live.webm'],
    ['folder ü/naïve name.mp4', 'folder-u/naive-name.mp4'],
    ['映画.mp4', 'video.mp4'],
    ['映画/映画.m4a', 'video.m4a'],
    ['v2.0 final.mp4', 'v2-0-final.mp4'],
    [`${'long '.repeat(60)}.mp4`, `${'long-'.repeat(16).slice(0, -1)}.mp4`],
  ])('of %s is %s', (name, plain) => {
    expect(plainName(name)).toBe(plain);
    expect(plainName(plain)).toBe(plain);
  });

  it('is ASCII and short, whatever it is made of', () => {
    for (const name of ['🎬'.repeat(300), 'con', '..', 'a/'.repeat(40), '%:?"<>|*']) {
      const plain = plainName(`${name}.mp4`);
      expect(plain).toMatch(/^(?:[\w!-]{1,80}\/)?[\w!-]{1,80}\.mp4$/);
      expect(plainName(plain)).toBe(plain);
    }
  });
});
