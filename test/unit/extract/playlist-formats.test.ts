import { expect, test } from 'vitest';
import { readHls } from '../../../src/extract/hls/read-hls';
import { type DescribedStream, streamFormat } from '../../../src/extract/stream-format';
import { pagePlaylist, playlistFormats } from '../../../src/extract/youtube/playlist-formats';
import { buildChoices } from '../../../src/formats/choices';

const stream = (url: string, more: Partial<DescribedStream> = {}) =>
  streamFormat({
    ...{ id: 'hls.720.1500000', holds: 'both' as const },
    source: { kind: 'segments', list: { protocol: 'hls', url } },
    ...more,
  });
const at = (path: string): string => `https://manifest.googlevideo.com/api/${path}/index.m3u8`;

test('formats are named by the site’s own numbers, whatever rates and addresses say', () => {
  const formats = playlistFormats([
    stream(at('a/itag/95/x')),
    stream(at('b/itag/95/x')),
    stream(at('c/itag/234/x'), { holds: 'sound', language: 'de' }),
    stream(at('d')),
    stream('https://elsewhere.example/itag/96/index.m3u8'),
  ]);
  expect(formats.map(({ id, itag }) => [id, itag])).toEqual([
    ['hls.95', 95],
    ['hls.95.2', 95],
    ['hls.234.de', 234],
    ['hls.0', 0],
  ]);
});

test('each picture is heard in its own group, in the original language', () => {
  const sound = (itag: number, language: string, isOriginal: boolean) =>
    `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="${itag}",NAME="${language}",LANGUAGE="${language}",DEFAULT=${isOriginal ? 'YES' : 'NO'},URI="${at(`${language}/itag/${itag}/x`)}"`;
  const picture = (itag: number, size: string, group: number) =>
    `#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=${size},AUDIO="${group}"\n${at(`v/itag/${itag}/x`)}`;
  const sounds = [233, 234].flatMap((itag) => [sound(itag, 'de', false), sound(itag, 'en', true)]);
  const pictures = [picture(229, '426x240', 233), picture(232, '1280x720', 234)];
  const master = readHls(['#EXTM3U', ...sounds, ...pictures].join('\n'), at('master'));
  if (master.kind !== 'master') throw new Error('not a master playlist');
  const { choices } = buildChoices(playlistFormats(master.formats));
  expect(choices.map(({ id }) => id).slice(0, 2)).toEqual([
    'hls.232+hls.234.en',
    'hls.229+hls.233.en',
  ]);
});

test('playlists are where the response says, or the args of older pages, and on media hosts alone', () => {
  const page = {
    site: 'youtube',
    pageUrl: 'https://www.youtube.com/watch?v=x',
    videoId: 'x',
  } as const;
  const said = (hlsManifestUrl: string) => ({ streamingData: { hlsManifestUrl } });
  expect(pagePlaylist({ ...page, playerResponse: said(at('a')) })).toBe(at('a'));
  expect(pagePlaylist({ ...page, args: { hlsvp: at('b') } })).toBe(at('b'));
  expect(pagePlaylist({ ...page, playerResponse: said('https://evil.example/a') })).toBeUndefined();
});
