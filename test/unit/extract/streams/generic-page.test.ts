import { expect, test } from 'vitest';
import type { ExtractPorts } from '../../../../src/extract/extractor';
import { candidatesOf } from '../../../../src/extract/generic/candidates';
import { generic } from '../../../../src/extract/generic/extractor';
import { parsePage } from '../../../../src/extract/generic/page-schema';
import { findExtractor } from '../../../../src/extract/registry';
import { traitsOf } from '../../../../src/formats/choice-label';
import { buildChoices } from '../../../../src/formats/choices';
import { codeOf } from './code-of';

const base = 'https://watch.example/films/one';
const player = (more: object) => ({
  tag: 'video',
  url: '',
  sources: [],
  area: 100,
  width: 0,
  height: 0,
  seconds: 0,
  isLocked: false,
  isFed: false,
  ...more,
});
const pageOf = (more: object) => parsePage(JSON.stringify({ title: 'A film', ...more }));
const meta = (name: string, content: string) => ({ name, content });
const found = (more: object) =>
  candidatesOf(pageOf(more), base).map(({ kind, url }) => `${kind} ${url}`);

test('what the largest player plays comes first, and the others of its sources are the same', () => {
  expect(
    found({
      players: [
        player({ area: 10, url: 'https://ads.example/small.mp4' }),
        player({
          area: 900,
          url: 'https://cdn.example/film',
          sources: [
            { url: 'https://cdn.example/film', type: 'video/webm' },
            { url: '/film.mp4', type: '' },
          ],
        }),
      ],
    }),
  ).toEqual(['file https://cdn.example/film', 'file https://ads.example/small.mp4']);
});

test('a player fed by scripts has the streams that the page fetched', () => {
  const fetched = [
    'https://cdn.example/master.m3u8?token=1',
    'https://cdn.example/720.m3u8?token=1',
    'https://cdn.example/master.m3u8?token=2',
    'https://cdn.example/pixel.mp3',
    'https://cdn.example/list.mpd',
  ];
  expect(found({ players: [player({ isFed: true, url: 'blob:https://x/1' })], fetched })).toEqual([
    'hls https://cdn.example/master.m3u8?token=1',
    'hls https://cdn.example/720.m3u8?token=1',
    'dash https://cdn.example/list.mpd',
  ]);
});

test('what a query names is something else; what it says of the session is not', async () => {
  const links = [
    'https://cdn.example/get.mp4?id=1&expires=1700000000&sig=ab',
    'https://cdn.example/get.mp4?id=2&X-Amz-Date=1',
    'https://cdn.example/get.mp4?access_token=cd&id=1#t=5',
    `https://cdn.example/get.mp4?id=2&unheard=${'of'.repeat(50)}`,
  ];
  expect(found({ links })).toEqual(links.slice(0, 2).map((url) => `file ${url}`));
  const { given } = ports(Object.fromEntries(links.map((url) => [url, 'x'])), { links });
  const later = ports(
    { 'https://cdn.example/get.mp4?sig=other&id=2': 'x' },
    {
      links: ['https://cdn.example/get.mp4?sig=other&id=2'],
    },
  );
  const [one, two] = (await extract(given)).videos;
  const [again] = (await extract(later.given)).videos;
  expect(one?.id).not.toBe(two?.id);
  expect(again?.id).toBe(two?.id);
});

test('a page says it itself: Open Graph, and schema.org wherever it lies', () => {
  const described = JSON.stringify({
    '@graph': [
      {
        '@type': 'WebPage',
        video: [{ '@type': ['VideoObject'], name: 'Named', contentUrl: '/said.mp4' }],
      },
    ],
  });
  const page = pageOf({
    named: [meta('og:video', 'https://cdn.example/og.mp4')],
    described: ['{broken', described],
  });
  expect(candidatesOf(page, base)).toEqual([
    { url: 'https://cdn.example/og.mp4', kind: 'file', extension: 'mp4' },
    { url: 'https://watch.example/said.mp4', kind: 'file', extension: 'mp4', title: 'Named' },
  ]);
});

test('an address without an ending is what the page calls it; an embedded player is no file', () => {
  const named = [
    meta('og:video', 'https://watch.example/embed/1'),
    meta('og:video:url', 'https://watch.example/embed/1'),
    meta('og:video:type', 'text/html'),
    meta('og:video:url', 'http://cdn.example/v?id=1'),
    meta('og:video:secure_url', 'https://cdn.example/v?id=1'),
    meta('og:video:type', 'video/webm'),
    meta('og:audio', 'https://cdn.example/sound/1'),
    meta('og:audio:type', 'audio/mp4'),
    meta('twitter:player:stream', 'https://cdn.example/live'),
    meta('twitter:player:stream:content_type', 'application/x-mpegURL'),
  ];
  expect(candidatesOf(pageOf({ named }), base)).toEqual([
    { url: 'https://cdn.example/v?id=1', kind: 'file', extension: 'webm' },
    { url: 'https://cdn.example/sound/1', kind: 'file', extension: 'm4a' },
    { url: 'https://cdn.example/live', kind: 'hls', extension: '' },
  ]);
});

test.each([
  [{ '@type': 'http://schema.org/VideoObject', contentUrl: '/a.mp4' }, ['a.mp4']],
  [{ '@type': ['Thing', 'https://schema.org/AudioObject'], contentUrl: '/a.mp3' }, ['a.mp3']],
  [{ '@type': 'VideoObject', contentUrl: ['/a.mp4', 5, '/b.webm'] }, ['a.mp4', 'b.webm']],
  [{ '@type': 'VideoObject', contentUrl: '/get?id=1', encodingFormat: 'video/mp4' }, ['get']],
  [{ '@type': 'VideoObject', contentUrl: '/get', encodingFormat: 'text/html' }, []],
  [{ '@type': 'https://elsewhere.example/VideoObject', contentUrl: '/a.mp4' }, []],
])('%j names %j', (data, files) => {
  const page = pageOf({
    described: [JSON.stringify(data)],
    players: [player({ url: '/own.mp4' })],
  });
  const names = candidatesOf(page, base).map(({ url }) => new URL(url).pathname.slice(1));
  expect(names).toEqual(['own.mp4', ...files]);
});

test('what nothing but its bytes can tell of stands in for nothing, and is what they say', async () => {
  const webm = '\x1a\x45\xdf\xa3\x42\x82\x84webm';
  const named = [meta('og:video', 'https://cdn.example/v?id=1')];
  const described = ['{"@type":"VideoObject","contentUrl":"https://cdn.example/w"}'];
  const links = ['https://cdn.example/linked.mp4'];
  const answers = { 'https://cdn.example/linked.mp4': 'x', 'https://cdn.example/v?id=1': webm };
  const { given } = ports(
    { ...answers, 'https://cdn.example/w': '{}' },
    { named, described, links },
  );
  const { videos } = await extract(given);
  expect(videos.map(({ formats }) => formats[0]?.mime.essence)).toEqual([
    'video/webm',
    'video/mp4',
  ]);
});

test('links count only where there is nothing else', () => {
  const links = [
    'https://cdn.example/a.mp4',
    'https://cdn.example/b.webm?x',
    'https://cdn.example/c.html',
  ];
  expect(found({ links })).toEqual([
    'file https://cdn.example/a.mp4',
    'file https://cdn.example/b.webm?x',
  ]);
  expect(found({ links, named: [meta('og:video', '/og.mp4')] })).toEqual([
    'file https://watch.example/og.mp4',
  ]);
});

test.each([
  [{}, 'not-a-video-page'],
  [{ players: [player({ isFed: true })] }, 'blob-player'],
  [
    { players: [player({ isLocked: true, isFed: true })], fetched: ['https://x.example/a.mpd'] },
    'drm-protected',
  ],
  [{ players: [player({ url: 'javascript:alert(1)' })] }, 'not-a-video-page'],
  [
    { links: ['file:///etc/passwd.mp4', 'ftp://x.example/a.mp4', 'https://a:b@x.example/a.mp4'] },
    'not-a-video-page',
  ],
])('%# nothing to save: why', (page, code) => {
  expect(codeOf(() => candidatesOf(pageOf(page), base))).toBe(code);
});

const said = 'https://cdn.example/de.m3u8';
const stream = {
  'https://cdn.example/master.m3u8':
    '#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="t",NAME="Deutsch",LANGUAGE="de",URI="de.m3u8"\n#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=1280x720,CODECS="avc1.64001f,mp4a.40.2",SUBTITLES="t"\n720.m3u8',
  'https://cdn.example/720.m3u8':
    '#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nhttps://media.example/1.ts\n#EXT-X-ENDLIST',
  'https://media.example/1.ts': 'x',
};

function ports(answers: Readonly<Record<string, string>>, page: object, good = 200) {
  const asked: string[] = [];
  const given: ExtractPorts = {
    fetch: async (url) => {
      asked.push(url);
      const text = answers[url];
      return new Response(text && Buffer.from(text, 'latin1'), {
        status: text === undefined ? 404 : good,
      });
    },
    askPage: async () => JSON.stringify({ title: 'A film', ...page }),
    seen: async () => [],
    pageVideo: () => Promise.reject(new Error('No page of YouTube.')),
  };
  return { given, asked };
}

const extract = (given: ExtractPorts) => {
  const { target } = findExtractor(base);
  return generic.extract(target, given, new AbortController().signal);
};

test('a page on a host that nobody knows is read, its master playlist once and nothing of it twice', async () => {
  const { given, asked } = ports(stream, {
    players: [player({ isFed: true })],
    fetched: Object.keys(stream).slice(0, 2),
  });
  const { videos, url } = await extract(given);
  expect(url).toBe(base);
  expect(videos).toHaveLength(1);
  expect(videos[0]).toMatchObject({
    title: 'A film',
    durationSeconds: 6,
    mediaHosts: ['https://cdn.example', 'https://media.example'],
    formats: [{ video: { resolution: 720 }, source: { kind: 'segments' } }],
    captions: [{ id: 'text.0', languageCode: 'de', name: 'Deutsch', url: said }],
  });
  expect(asked).toEqual(Object.keys(stream));
});

test('the sources of a player are one video: what is played, and the rest of its host', async () => {
  const { given, asked } = ports(
    {
      'https://cdn.example/480.mp4': 'x',
      'https://cdn.example/get?id=1': 'x',
      'https://cdn.example/best.mp4': 'x',
    },
    {
      players: [
        player({
          url: 'https://cdn.example/480.mp4',
          sources: [
            { url: 'https://cdn.example/480.mp4', type: 'video/mp4', label: '480' },
            { url: 'https://cdn.example/get?id=1', type: 'video/webm; codecs="vp9"', label: '' },
            { url: 'https://cdn.example/best.mp4', type: 'video/mp4', label: 'HD 1080p' },
            { url: 'https://cdn.example/gone.mp4', type: 'video/mp4', label: '2160' },
            { url: 'https://elsewhere.example/720.mp4', type: 'video/mp4', label: '720' },
          ],
        }),
      ],
      named: [meta('og:video', 'https://cdn.example/best.mp4')],
    },
  );
  const { videos } = await extract(given);
  expect(videos).toHaveLength(1);
  const { choices } = buildChoices(videos[0]?.formats ?? []);
  expect(choices.map((one) => [traitsOf(one).video?.resolution, one.output.extension])).toEqual([
    [1080, 'mp4'],
    [480, 'mp4'],
    [0, 'webm'],
  ]);
  expect(asked.map((url) => new URL(url).pathname)).toEqual([
    '/480.mp4',
    '/get',
    '/best.mp4',
    '/gone.mp4',
  ]);
});

test('of several links each goes by its own name, of one alone by the page’s', () => {
  const titles = (links: readonly string[]) =>
    candidatesOf(pageOf({ links }), base).map(({ title }) => title);
  expect(titles(['/a%20song.mp3', '/100%.mp3', '/%E2%82.webm?x'])).toEqual([
    'a song',
    '100%',
    '%E2%82',
  ]);
  expect(titles(['/a%20song.mp3'])).toEqual([undefined]);
});

test('what a player of sounds plays is sound, whatever it is called', () => {
  const extensions = (tag: string) =>
    ['a.mp4', 'b.webm', 'c.ogg', 'd'].flatMap((url) =>
      candidatesOf(pageOf({ players: [player({ tag, url })] }), base).map(
        ({ extension }) => extension,
      ),
    );
  expect(extensions('audio')).toEqual(['m4a', 'weba', 'ogg', 'mp3']);
  expect(extensions('video')).toEqual(['mp4', 'webm', 'ogg', 'mp4']);
});

test('what a file is says its begin; a page in its place is none', async () => {
  const page = '<!doctype html>';
  const webm = '\x1a\x45\xdf\xa3\x42\x82\x84webm';
  const answers = { 'https://cdn.example/a.mp4': webm, 'https://cdn.example/b.mp3': page };
  const { given } = ports(answers, { links: Object.keys(answers) });
  const { videos } = await extract(given);
  expect(videos.map(({ formats }) => formats[0]?.mime.essence)).toEqual(['video/webm']);
  const alone = ports(answers, { links: ['https://cdn.example/b.mp3'] });
  await expect(extract(alone.given)).rejects.toMatchObject({ code: 'not-a-video-page' });
});

test.each([
  [200, { kind: 'url', url: 'https://cdn.example/a.mp4', inOnePiece: true }],
  [206, { kind: 'url', url: 'https://cdn.example/a.mp4' }],
])('a server that answers %i to a part: what the file’s source says', async (status, source) => {
  const links = ['https://cdn.example/a.mp4'];
  const { given } = ports({ 'https://cdn.example/a.mp4': 'x' }, { links }, status);
  const [video] = (await extract(given)).videos;
  expect(video?.formats.map((format) => format.source)).toEqual([source]);
});

test('what a stream is served in comes best first, whatever its list’s order', async () => {
  const variant = (height: number) =>
    `#EXT-X-STREAM-INF:BANDWIDTH=${height}000,RESOLUTION=${height * 2}x${height}\n720.m3u8?of=${height}`;
  const answers = {
    'https://cdn.example/master.m3u8': ['#EXTM3U', ...[360, 1080, 720].map(variant)].join('\n'),
    'https://cdn.example/720.m3u8?of=360': stream['https://cdn.example/720.m3u8'],
    'https://media.example/1.ts': 'x',
  };
  const { given } = ports(answers, { fetched: ['https://cdn.example/master.m3u8'] });
  const [video] = (await extract(given)).videos;
  expect(video?.formats.map((format) => [format.video?.resolution, format.quality])).toEqual([
    [1080, 1],
    [720, 2 / 3],
    [360, 1 / 3],
  ]);
});

test('where nothing can be read, the first reason is told', async () => {
  const locked = {
    'https://cdn.example/master.m3u8':
      '#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://k"\n#EXTINF:6,\n1.ts\n#EXT-X-ENDLIST',
  };
  const { given } = ports(locked, {
    fetched: ['https://cdn.example/master.m3u8', 'https://cdn.example/gone.mpd'],
  });
  await expect(extract(given)).rejects.toMatchObject({ code: 'drm-protected' });
});

test('what a fed player’s pieces are called does not make them files', async () => {
  const piece = '\0\0\0\x18moof'.padEnd(100, '\0');
  const init = '\0\0\0\x10ftypisom\0\0\0\0\0\0\x02\x00moov';
  const at = (name: string) => `https://cdn.example/film/${name}`;
  const answers = {
    [at('init.mp4')]: init.padEnd(900, '\0'),
    [at('720/1.mp4')]: piece,
    [at('720/2.mp4')]: piece,
    'https://cdn.example/other/whole.mp4': 'x',
  };
  const fed = [player({ isFed: true, url: 'blob:https://watch.example/1' })];
  const pieces = Object.keys(answers).slice(0, 3);
  const { given, asked } = ports(answers, { players: fed, fetched: pieces });
  await expect(extract(given)).rejects.toMatchObject({ code: 'blob-player' });
  expect(asked).toEqual(pieces.slice(0, 2));
  const beside = ports(answers, { players: fed, fetched: Object.keys(answers) });
  const { videos } = await extract(beside.given);
  expect(videos.map(({ title }) => title)).toEqual(['whole']);
});

test('what is said of a page with a fed player, and is a page, is no reason of its own', async () => {
  const page = {
    players: [player({ isFed: true })],
    named: [meta('og:video', 'https://watch.example/embed/1')],
  };
  const { given } = ports({ 'https://watch.example/embed/1': '<!doctype html>' }, page);
  await expect(extract(given)).rejects.toMatchObject({ code: 'blob-player' });
});

test('hosts that a site of ours has are left to it', () => {
  expect(codeOf(() => findExtractor('https://www.youtube.com/'))).toBe('not-a-video-page');
  expect(codeOf(() => findExtractor('about:blank'))).toBe('not-a-video-page');
});
