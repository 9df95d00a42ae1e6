import { expect, test } from 'vitest';
import { expiresAt } from '../../../src/extract/youtube/expires-at';
import type { Format, FormatSource } from '../../../src/formats/format';
import { makeFormat } from '../../../src/formats/make-format';

const formats = (...sources: FormatSource[]): Format[] =>
  sources.flatMap((source) => makeFormat({ itag: 18, source }) ?? []);
const url = (query: string): FormatSource => ({ kind: 'url', url: `https://r1.gv.com/${query}` });

test('the first to expire counts, of ready and of enciphered addresses', () => {
  const cipher: FormatSource = {
    kind: 'cipher',
    url: 'https://r/v?a=1&expire=50',
    s: 's',
    sp: 'sig',
  };
  expect(expiresAt(formats(url('v?expire=100&id=1'), cipher))).toBe(50_000);
  expect(expiresAt(formats(url('manifest/expire/70/ei/x')))).toBe(70_000);
});

test('where none says, nothing is said', () => {
  expect(expiresAt(formats(url('v?id=1'), { kind: 'sabr' }))).toBeUndefined();
  expect(expiresAt(formats(url('v?notexpire=9&expire=soon')))).toBeUndefined();
});
