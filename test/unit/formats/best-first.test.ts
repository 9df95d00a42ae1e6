import { expect, test } from 'vitest';
import { bestFirst } from '../../../src/formats/best-first';
import { format, sound } from './eras';

test('pictures, then sounds, each best first and graded from 1', () => {
  const formats = [format(134), sound(140, 128_000), format(137), sound(140, 64_000), format(136)];
  expect(bestFirst(formats).map(({ itag, quality }) => [itag, quality])).toEqual([
    [137, 1],
    [136, 2 / 3],
    [134, 1 / 3],
    [140, 1],
    [140, 1 / 2],
  ]);
});

test('the site’s own word stays', () => {
  const formats = [format(137, {}), { ...format(134), quality: 0.9 }];
  expect(bestFirst(formats).map(({ itag, quality }) => [itag, quality])).toEqual([
    [134, 0.9],
    [137, 1 / 2],
  ]);
});
