import { expect, test } from 'vitest';
import { parseVtt } from '../../../../src/extract/hls/parse-vtt';
import { readTexts } from '../../../../src/extract/hls/read-texts';

test('WebVTT: times, lines, markup, whatever stands between', () => {
  const text = `\uFEFFWEBVTT
X-TIMESTAMP-MAP=LOCAL:00:00:01.000,MPEGTS:900000

NOTE said by nobody

STYLE
::cue { color: red }

one
00:01.000 --> 00:02.500 align:start
<v Ann>Good <b>day</b> &amp; night
- <00:01.500>second line

01:00:03,000 --> 01:00:04.000
&lt;3

00:05.000 --> 00:04.000
backwards

00:06.000 --> 00:07.000
`;
  expect(parseVtt(text)).toEqual({
    clockMs: 9_000,
    cues: [
      { startMs: 1_000, endMs: 2_500, text: 'Good day & night\n- second line' },
      { startMs: 3_603_000, endMs: 3_604_000, text: '<3' },
    ],
  });
  expect(parseVtt('nothing of the kind')).toEqual({ clockMs: 0, cues: [] });
});

const answers: Readonly<Record<string, string>> = {
  '/t.m3u8':
    '#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\n1.vtt\n#EXTINF:6,\n2.vtt\n#EXT-X-ENDLIST',
  '/1.vtt':
    'WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00.000\n\n00:04.000 --> 00:07.000\nover the border',
  '/2.vtt':
    'WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:1440000,LOCAL:00:06.000\n\n00:04.000 --> 00:07.000\nover the border\n\n00:08.000 --> 00:09.000\nthen',
  '/empty.m3u8': '#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\n0.vtt\n#EXT-X-ENDLIST',
  '/0.vtt': 'WEBVTT\n',
};
const fetch = async (url: string) => new Response(answers[new URL(url).pathname] ?? '');
const calm = new AbortController().signal;

test('the pieces of a text track are one, and what stands in two of them is there once', async () => {
  expect(await readTexts(fetch, 'https://cdn.example/t.m3u8', calm)).toEqual([
    { startMs: 4_000, endMs: 7_000, text: 'over the border' },
    { startMs: 8_000, endMs: 9_000, text: 'then' },
  ]);
  await expect(readTexts(fetch, 'https://cdn.example/empty.m3u8', calm)).rejects.toMatchObject({
    code: 'captions-empty',
  });
});

test('a text track may be one file', async () => {
  const whole = '\uFEFFWEBVTT\n\n00:04.000 --> 00:07.000\nin one';
  const served = async () => new Response(whole);
  expect(await readTexts(served, 'https://cdn.example/t.vtt', calm)).toEqual([
    { startMs: 4_000, endMs: 7_000, text: 'in one' },
  ]);
});
