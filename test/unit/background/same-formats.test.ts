import { expect, test } from 'vitest';
import { sameFormats } from '../../../src/background/same-formats';
import type { Format } from '../../../src/formats/format';
import { makeFormat } from '../../../src/formats/make-format';

const offer = (itag: number, facts: object = {}): Format => {
  const source = { kind: 'url', url: 'https://r1.googlevideo.com/videoplayback?id=1' } as const;
  const format = makeFormat({ itag, source, ...facts });
  if (!format) throw new Error(`No format of itag ${itag}`);
  return format;
};
const identity = ({ id, itag, contentLength, lastModified }: Format) => ({
  formatId: id,
  itag,
  ...(contentLength === undefined ? {} : { contentLength }),
  ...(lastModified === undefined ? {} : { lastModified }),
});

const then = { contentLength: 1000, lastModified: '1600000000000001' };
const now = { contentLength: 1200, lastModified: '1700000000000002' };
const video = offer(137, then);
const sound = offer(140, then);

test('finds each by what it is, in the order that was asked', () => {
  expect(sameFormats([video, offer(18), sound], [identity(sound), identity(video)])).toEqual([
    sound,
    video,
  ]);
});

test('what one side does not know cannot differ', () => {
  const silent = offer(137);
  expect(sameFormats([silent], [identity(video)])).toEqual([silent]);
  expect(sameFormats([video], [identity(silent)])).toEqual([video]);
});

test.each([
  ['another time of change', { ...then, lastModified: now.lastModified }],
  ['another size', { ...then, contentLength: now.contentLength }],
  ['both', now],
])('%s is another version', (_what, facts) => {
  expect(() => sameFormats([offer(137, facts)], [identity(video)])).toThrow(
    expect.objectContaining({ code: 'format-changed', facts: { itag: 137 } }),
  );
});

test('a version that is offered no more has changed; an itag of no version just is not there', () => {
  expect(() => sameFormats([sound], [identity(video)])).toThrow(
    expect.objectContaining({ code: 'format-changed' }),
  );
  expect(() => sameFormats([sound], [{ formatId: video.id, itag: 137 }])).toThrow(
    expect.objectContaining({ code: 'no-formats' }),
  );
});

test('without a version it means what the site has now', () => {
  const newer = offer(137, now);
  expect(sameFormats([sound, newer], [{ formatId: video.id, itag: 137 }])).toEqual([newer]);
});

test('of dubbed sounds under one itag it is the same language', () => {
  const [english, french] = ['en', 'fr'].map((lang) => `acont=dubbed:lang=${lang}`);
  const before = offer(140, { ...then, xtags: french });
  const offered = [offer(140, { ...now, xtags: english }), offer(140, { ...now, xtags: french })];
  expect(sameFormats(offered, [{ formatId: before.id, itag: 140 }])).toEqual([offered[1]]);
  expect(() => sameFormats(offered, [identity(before)])).toThrow(
    expect.objectContaining({ code: 'format-changed' }),
  );
});

test('a dub is the same however its tags are written', () => {
  const inResponse = offer(140, { ...then, xtags: 'ChEKBWFjb250EghvcmlnaW5hbAoKCgRsYW5nEgJlbg' });
  const inAddress = offer(140, { ...then, xtags: 'lang=en:acont=original' });
  const other = offer(140, { ...then, xtags: 'lang=fr:acont=dubbed' });
  expect(sameFormats([other, inAddress], [identity(inResponse)])).toEqual([inAddress]);
});
