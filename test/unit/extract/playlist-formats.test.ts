import { expect, test } from 'vitest';
import { type DescribedStream, streamFormat } from '../../../src/extract/stream-format';
import { pagePlaylist, playlistFormats } from '../../../src/extract/youtube/playlist-formats';

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
