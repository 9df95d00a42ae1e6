import { expect, test } from 'vitest';
import { readHls, readHlsSegments } from '../../../../src/extract/hls/read-hls';
import { buildChoices } from '../../../../src/formats/choices';
import type { Format } from '../../../../src/formats/format';
import { codeOf } from './code-of';

const url = 'https://media.example/show/one/list.m3u8?session=7';
const media = (...lines: string[]) =>
  ['#EXTM3U', '#EXT-X-VERSION:7', '#EXT-X-TARGETDURATION:6', ...lines].join('\n');
const segmentsOf = (text: string) => readHlsSegments(text, url).segments;

test('segments have absolute addresses, lengths and their place in the stream', () => {
  const list = readHlsSegments(
    media(
      '#EXT-X-MEDIA-SEQUENCE:41',
      '#EXTINF:5.5,Ein Titel, mit % und é',
      'a.ts?x=1',
      '#EXTINF:6,',
      '/b.ts',
      '#EXT-X-ENDLIST',
    ),
    url,
  );
  expect(list).toEqual({
    segments: [
      { url: 'https://media.example/show/one/a.ts?x=1', sequence: 41, stretch: 0, seconds: 5.5 },
      { url: 'https://media.example/b.ts', sequence: 42, stretch: 0, seconds: 6 },
    ],
  });
});

test('ranges follow each other, initialisations hold until the next, gaps are told', () => {
  expect(
    segmentsOf(
      media(
        '#EXT-X-MAP:URI="all.mp4",BYTERANGE="700@0"',
        '#EXTINF:6,',
        '#EXT-X-BYTERANGE:1000@700',
        'all.mp4',
        '#EXTINF:6,',
        '#EXT-X-BYTERANGE:500',
        'all.mp4',
        '#EXTINF:6,',
        '#EXT-X-GAP',
        'missing.mp4',
        '#EXT-X-DISCONTINUITY',
        '#EXT-X-MAP:URI="other.mp4"',
        '#EXTINF:6,',
        'c.m4s',
        '#EXT-X-ENDLIST',
      ),
    ).map(({ url: address, range, init, sequence, stretch, isGap }) => [
      address.split('/').at(-1),
      range,
      init?.url.split('/').at(-1),
      sequence,
      stretch,
      isGap,
    ]),
  ).toEqual([
    ['all.mp4', { start: 700, end: 1699 }, 'all.mp4', 0, 0, undefined],
    ['all.mp4', { start: 1700, end: 2199 }, 'all.mp4', 1, 0, undefined],
    ['list.m3u8?session=7', undefined, undefined, 2, 0, true],
    ['c.m4s', undefined, 'other.mp4', 3, 1, undefined],
  ]);
});

test('a key holds until the next; its vector is the segment’s number where none is written', () => {
  const keys = segmentsOf(
    media(
      '#EXT-X-MEDIA-SEQUENCE:258',
      '#EXT-X-KEY:METHOD=AES-128,URI="key.bin"',
      '#EXTINF:6,',
      'a.ts',
      `#EXT-X-KEY:METHOD=AES-128,URI="https://keys.example/2",IV=0x${'0a'.repeat(16)}`,
      '#EXTINF:6,',
      'b.ts',
      '#EXT-X-KEY:METHOD=NONE',
      '#EXTINF:6,',
      'c.ts',
      '#EXT-X-ENDLIST',
    ),
  ).map(({ key }) => key);
  expect(keys).toEqual([
    { url: 'https://media.example/show/one/key.bin', iv: `${'0'.repeat(29)}102` },
    { url: 'https://keys.example/2', iv: '0a'.repeat(16) },
    undefined,
  ]);
});

test('a vector is a number: what is short has zeros before it', () => {
  const ivOf = (attributes: string) =>
    segmentsOf(
      media(`#EXT-X-KEY:METHOD=AES-128,${attributes}`, '#EXTINF:6,', 'a.ts', '#EXT-X-ENDLIST'),
    ).map(({ key }) => key?.iv);
  expect(ivOf('URI="k?,IV=0x2",IV=0x1')).toEqual(['1'.padStart(32, '0')]);
  expect(ivOf('IV=0Xabc,URI="k"')).toEqual(['abc'.padStart(32, '0')]);
});

test('a key may stand in the list itself', () => {
  const keyed = (uri: string) =>
    media(`#EXT-X-KEY:METHOD=AES-128,URI="${uri}"`, '#EXTINF:6,', 'a.ts', '#EXT-X-ENDLIST');
  const iv = '0'.repeat(32);
  const bytes = Buffer.from('0123456789abcde/').toString('hex');
  for (const uri of [
    'data:application/octet-stream;base64,MDEyMzQ1Njc4OWFiY2RlLw==',
    'data:;charset=x;base64,MDEyMzQ1Njc4OWFiY2RlLw%3D%3D',
    'data:,0123456789abcde%2F',
  ]) {
    expect(segmentsOf(keyed(uri))[0]?.key).toEqual({ bytes, iv });
  }
  for (const uri of [
    'data:;base64,MDEy',
    'data:;base64,%',
    'data:;base64',
    `data:,${'a'.repeat(999)}`,
  ]) {
    expect(codeOf(() => readHls(keyed(uri), url))).toBe('playlist-invalid');
  }
});

test.each([
  'METHOD=SAMPLE-AES,URI="skd://x",KEYFORMAT="com.apple.streamingkeydelivery"',
  'METHOD=SAMPLE-AES-CTR,URI="data:text/plain;base64,AA",KEYFORMAT="urn:uuid:edef8ba9"',
  'METHOD=AES-128,URI="k",KEYFORMAT="com.apple.streamingkeydelivery"',
  'METHOD=SAMPLE-AES,URI="k"',
  'METHOD=AES-128,URI="skd://k"',
])('%s is a lock that nobody here opens', (key) => {
  const text = media(`#EXT-X-KEY:${key}`, '#EXTINF:6,', 'a.ts', '#EXT-X-ENDLIST');
  expect(codeOf(() => readHls(text, url))).toBe('drm-protected');
});

test('a list without end is read again after its target duration', () => {
  expect(readHlsSegments(media('#EXTINF:6,', 'a.ts'), url).reloadSeconds).toBe(6);
  expect(readHlsSegments(media('#EXTINF:6,', 'a.ts', '#EXT-X-ENDLIST'), url)).not.toHaveProperty(
    'reloadSeconds',
  );
});

test('a target duration that is not known yet is none', () => {
  const text = '#EXTM3U\n#EXT-X-TARGETDURATION:\n#EXTINF:6,\na.ts\n#EXT-X-ENDLIST';
  expect(segmentsOf(text)).toHaveLength(1);
});

test('variables are put in', () => {
  const [segment] = segmentsOf(
    media(
      '#EXT-X-DEFINE:NAME="path",VALUE="deep/er"',
      '#EXT-X-DEFINE:QUERYPARAM="session"',
      '#EXTINF:6,',
      '{$path}/a.ts?s={$session}&{$unknown}',
      '#EXT-X-ENDLIST',
    ),
  );
  expect(segment?.url).toBe('https://media.example/show/one/deep/er/a.ts?s=7&{$unknown}');
});

test('a master playlist is formats: variants, and the sounds beside them, each once', () => {
  const master = readHls(
    [
      '#EXTM3U',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",DEFAULT=YES,CHANNELS="2",URI="en.m3u8"',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="한국어",LANGUAGE="ko",URI="ko.m3u8"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="t",NAME="Deutsch",LANGUAGE="de",URI="de.m3u8"',
      '#EXT-X-STREAM-INF:BANDWIDTH=3000000,AVERAGE-BANDWIDTH=2500000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=50,AUDIO="a",SUBTITLES="t"',
      '720.m3u8',
      '#EXT-X-STREAM-INF:BANDWIDTH=9000000,CODECS="hvc1.2.4.L120,mp4a.40.2",RESOLUTION=1920x1080,VIDEO-RANGE=PQ,AUDIO="a",SUBTITLES="t"',
      '1080.m3u8',
      '#EXT-X-STREAM-INF:BANDWIDTH=3000000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,AUDIO="a",SUBTITLES="t"',
      '720.m3u8',
      '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=100000,URI="keys.m3u8"',
    ].join('\n'),
    url,
  );
  if (master.kind !== 'master') throw new Error('not a master playlist');
  expect(
    master.formats.map(({ id, video, audio, mime, source }) => [
      id,
      source.kind === 'segments' ? source.list.url.split('/').at(-1) : '',
      video && `${video.resolution} ${video.codec} ${video.fps ?? ''} ${video.hdr}`,
      audio && `${audio.codec} ${audio.language} ${audio.track?.isDefault}`,
      mime.container,
    ]),
  ).toEqual([
    ['hls.720.3000000', '720.m3u8', '720 h264 50 false', undefined, 'mp4'],
    ['hls.1080.9000000', '1080.m3u8', '1080 hevc  true', undefined, 'mp4'],
    ['hls.sound.en.English', 'en.m3u8', undefined, 'aac en true', 'mp4'],
    ['hls.sound.ko.___', 'ko.m3u8', undefined, 'aac ko false', 'mp4'],
  ]);
  expect(master.texts).toEqual([
    { url: 'https://media.example/show/one/de.m3u8', language: 'de', name: 'Deutsch' },
  ]);
});

test('each variant is heard in its own group; one of several groups in the best of them', () => {
  const group = (id: string, name: string) =>
    `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="${id}",NAME="English",LANGUAGE="en",DEFAULT=YES,URI="${name}.m3u8"`;
  const variant = (height: number, id: string, sound = 'mp4a.40.2') => [
    `#EXT-X-STREAM-INF:BANDWIDTH=${height}000,CODECS="avc1.64001f,${sound}",RESOLUTION=${height * 2}x${height},AUDIO="${id}"`,
    `${height}.m3u8`,
  ];
  const master = readHls(
    [
      '#EXTM3U',
      ...[group('low', 'low'), group('high', 'high'), group('again', 'high'), group('ac', 'ac')],
      ...[...variant(360, 'low'), ...variant(720, 'high'), ...variant(1080, 'ac', 'ac-3')],
      ...[...variant(1080, 'again'), ...variant(1440, 'again')],
    ].join('\n'),
    url,
  );
  if (master.kind !== 'master') throw new Error('not a master playlist');
  const { choices } = buildChoices(master.formats);
  const listOf = ({ source }: Format) =>
    source.kind === 'segments' ? source.list.url.split('/').at(-1) : '';
  expect(
    choices.flatMap((one) => (one.kind === 'paired' ? [[one.video, one.audio].map(listOf)] : [])),
  ).toEqual([
    ['1440.m3u8', 'high.m3u8'],
    ['1080.m3u8', 'high.m3u8'],
    ['720.m3u8', 'high.m3u8'],
    ['360.m3u8', 'low.m3u8'],
  ]);
});

test('a rendition without address is heard in the variant itself', () => {
  const master = readHls(
    [
      '#EXTM3U',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English",LANGUAGE="en",DEFAULT=YES',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="Deutsch",LANGUAGE="de",URI="de.m3u8"',
      '#EXT-X-STREAM-INF:BANDWIDTH=3000000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,AUDIO="a"',
      '720.m3u8',
      '#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="mp4a.40.2",AUDIO="a"',
      'small.m3u8',
    ].join('\n'),
    url,
  );
  if (master.kind !== 'master') throw new Error('not a master playlist');
  expect(
    master.formats.map(({ id, video, audio }) => [
      id,
      video?.codec,
      audio && `${audio.codec} ${audio.language} ${audio.track?.isDefault}`,
    ]),
  ).toEqual([
    ['hls.720.3000000', 'h264', 'aac en true'],
    ['hls.sound.de.Deutsch', undefined, 'aac de false'],
    ['hls.64000', undefined, 'aac en true'],
  ]);
  expect(buildChoices(master.formats).choices[0]).toMatchObject({
    kind: 'progressive',
    id: 'hls.720.3000000',
  });
});

test('a variant that names no codecs holds picture and sound; one that names sound alone is sound', () => {
  const master = readHls(
    [
      '#EXTM3U',
      '#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360',
      'a.m3u8',
      '#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="mp4a.40.5"',
      'b.m3u8',
      '#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360',
      'c.m3u8',
    ].join('\n'),
    url,
  );
  if (master.kind !== 'master') throw new Error('not a master playlist');
  expect(master.formats.map(({ id, video, audio }) => [id, video?.codec, audio?.codec])).toEqual([
    ['hls.360.900000', 'h264', 'aac'],
    ['hls.360.900000.2', 'h264', 'aac'],
    ['hls.64000', undefined, 'aac'],
  ]);
});

test.each([
  ['', 'playlist-invalid'],
  ['<html></html>', 'playlist-invalid'],
  [media('#EXT-X-ENDLIST'), 'playlist-invalid'],
  [media('#EXTINF:6,', 'javascript:alert(1)', '#EXT-X-ENDLIST'), 'address-not-allowed'],
  [
    media('#EXTINF:6,', 'https://user:word@media.example/', '#EXT-X-ENDLIST'),
    'address-not-allowed',
  ],
  [media('#EXTINF:6,', 'file:///etc/passwd', '#EXT-X-ENDLIST'), 'address-not-allowed'],
  [media('#EXT-X-I-FRAMES-ONLY', '#EXTINF:6,', 'a.ts', '#EXT-X-ENDLIST'), 'playlist-invalid'],
  [media('#EXTINF:6,', '#EXT-X-BYTERANGE:0@5', 'a.ts', '#EXT-X-ENDLIST'), 'playlist-invalid'],
  [media('#EXTINF:6,', '#EXT-X-BYTERANGE:1e300@5', 'a.ts', '#EXT-X-ENDLIST'), 'playlist-invalid'],
  [media('#EXT-X-MEDIA-SEQUENCE:1e300', '#EXTINF:6,', 'a', '#EXT-X-ENDLIST'), 'playlist-invalid'],
  [media(...Array.from({ length: 100_001 }, () => '#EXTINF:1,\na.ts')), 'playlist-invalid'],
  [media(`#EXTINF:6,\n${'a'.repeat(20_000)}`), 'playlist-invalid'],
  [
    media('#EXT-X-DEFINE:NAME="a",VALUE="{$a}{$a}"', `#EXTINF:6,\n${'{$a}'.repeat(4_000)}`),
    'playlist-invalid',
  ],
])('%# hostile or broken: a code', (text, code) => {
  expect(codeOf(() => readHls(text, url))).toBe(code);
});
