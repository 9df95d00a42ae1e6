import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { extractors, findExtractor } from '../../../src/extract/registry';

/** Played as well, by addresses that are put together where they are opened. */
const elsewhere = ['youtube/watch', 'youtube/playlist', 'youtube/channel', 'youtube/path'];

const handleOf = (address: string): string => {
  const { extractor, target } = findExtractor(address);
  return `${extractor.site}/${target.handle}`;
};

test('every handle of every site is played in a browser', () => {
  const tests = readFileSync('test/browser/sites.test.ts', 'utf8');
  const played = [...tests.matchAll(/(?:^\s+\[?|(?:open|popupOn)\()'(https:\/\/[^'\s]+)'/gm)].map(
    ([, address = '']) => handleOf(address),
  );
  const handles = extractors.flatMap(({ site, handles }) =>
    Object.keys(handles).map((handle) => `${site}/${handle}`),
  );
  expect(handles.filter((handle) => ![...played, ...elsewhere].includes(handle))).toEqual([]);
});
