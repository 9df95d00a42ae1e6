import { expect, test } from 'vitest';
import { readFormats } from '../../../src/extract/youtube/read-formats';
import { mapEntry, media, pageData } from '../../helpers/page-data';

const formatsOf = (says: Readonly<Record<string, unknown>>) => readFormats(pageData(says)).formats;
const response = (formats: unknown[], adaptiveFormats: unknown[] = []) => ({
  playerResponse: { streamingData: { formats, adaptiveFormats } },
});
const maps = (progressive: string[], adaptive: string[] = []) => ({
  args: {
    url_encoded_fmt_stream_map: progressive.join(','),
    adaptive_fmts: adaptive.join(','),
  },
});

test('a progressive entry of 2013: signature ready, `+` a space, the type split at its first `=`', () => {
  const entry = `itag=22&quality=hd720&sig=AB.CD&fallback_host=tc.v1.cache1.googlevideo.com&type=video%2Fmp4%3B+codecs%3D%22avc1.64001F%2C+mp4a.40.2%22&url=${encodeURIComponent(media('id=1'))}`;
  expect(formatsOf(maps([entry]))).toMatchObject([
    {
      itag: 22,
      source: { kind: 'url', url: media('id=1&signature=AB.CD') },
      mime: { essence: 'video/mp4', codecs: ['avc1.64001F', 'mp4a.40.2'] },
      video: { codec: 'h264', resolution: 720 },
      audio: { codec: 'aac' },
    },
  ]);
});

test('an adaptive picture of 2015 with all that its entry says', () => {
  const entry = mapEntry({
    itag: '303',
    url: media('clen=1'),
    s: 'SECRET',
    sp: 'sig',
    type: 'video/webm; codecs="vp9"',
    bitrate: '4400000',
    clen: '123456',
    init: '0-671',
    index: '672-727',
    lmt: '1443716812543000',
    size: '1920x1080',
    fps: '60',
    quality_label: '1080p60',
    projection_type: '1',
    eotf: 'smpte2084',
    xtags: 'acont=original',
    stereo_layout: '2',
  });
  expect(formatsOf(maps([], [entry]))).toMatchObject([
    {
      itag: 303,
      source: { kind: 'cipher', url: media('clen=1'), s: 'SECRET', sp: 'sig' },
      bitrate: 4_400_000,
      contentLength: 123_456,
      initRange: { start: 0, end: 671 },
      indexRange: { start: 672, end: 727 },
      lastModified: '1443716812543000',
      xtags: 'acont=original',
      video: { width: 1920, height: 1080, fps: 60, label: '1080p60', hdr: true, stereo3d: true },
    },
  ]);
});

test('an adaptive sound, `sp` absent', () => {
  const entry = mapEntry({
    itag: '140',
    url: media('a=1'),
    s: 'SECRET',
    type: 'audio/mp4; codecs="mp4a.40.2"',
    audio_sample_rate: '44100',
    audio_channels: '6',
    fps: '0',
  });
  const [format] = formatsOf(maps([], [entry]));
  expect(format).toMatchObject({
    source: { kind: 'cipher', sp: 'signature' },
    audio: { codec: 'aac', sampleRate: 44_100, channels: 6 },
  });
  expect(format).not.toHaveProperty('video');
});

test.each(['signatureCipher', 'cipher'])('a format of a player response under %s', (field) => {
  const cipher = mapEntry({ s: 'A=B', sp: 'sig', url: media('id=1') });
  expect(formatsOf(response([{ itag: 18, [field]: cipher }]))).toMatchObject([
    { source: { kind: 'cipher', url: media('id=1'), s: 'A=B', sp: 'sig' } },
  ]);
});

test('a format of today: sound track, ranges, duration, mark of protection', () => {
  const format = {
    itag: 251,
    url: media('n=x'),
    mimeType: 'audio/webm; codecs="opus"',
    initRange: { start: '0', end: '258' },
    indexRange: { start: '259', end: '600' },
    contentLength: '999',
    approxDurationMs: '61500',
    lastModified: '17',
    xtags: 'CgcKAmxhEgJlbg',
    audioTrack: { id: 'en.4', displayName: 'English original', audioIsDefault: true },
    isDrc: true,
    drmFamilies: ['WIDEVINE'],
  };
  expect(formatsOf(response([], [format]))).toMatchObject([
    {
      durationSeconds: 61.5,
      contentLength: 999,
      indexRange: { start: 259, end: 600 },
      audio: { track: { id: 'en.4', name: 'English original', isDefault: true }, drc: true },
      drm: true,
    },
  ]);
});

test('what the entry lacks, its address states', () => {
  const url = media('clen=77&lmt=42&dur=12.5&xtags=drc%3D1');
  expect(formatsOf(response([{ itag: 18, url }]))).toMatchObject([
    { contentLength: 77, lastModified: '42', durationSeconds: 12.5, xtags: 'drc=1' },
  ]);
});

test.each([
  'clen=0x10&dur=0x10&lmt=1e3',
  'clen=1e3&dur=1e3&lmt=-4',
  'clen=%2016&dur=%2016&lmt=../x',
  `clen=${2 ** 40 + 1}&dur=Infinity&lmt=${'9'.repeat(300)}`,
])('what an address states in other than plain numbers is not read: %s', (query) => {
  const [format] = formatsOf(response([{ itag: 18, url: media(query) }]));
  expect(format).toBeDefined();
  for (const field of ['contentLength', 'durationSeconds', 'lastModified']) {
    expect(format).not.toHaveProperty(field);
  }
});

test("the response's ready address is chosen over the map's `s`, its absence is filled by the map", () => {
  const entry = (itag: string) => mapEntry({ itag, url: media(`from=map&itag=${itag}`), s: 'S' });
  const says = {
    ...response(
      [{ itag: 18, url: media('from=response&sig=READY') }],
      [
        { itag: 137, mimeType: 'video/mp4; codecs="avc1.640028"' },
        { itag: 140, mimeType: 'audio/mp4; codecs="mp4a.40.2"' },
      ],
    ),
    ...maps([entry('18'), entry('22')], [entry('137')]),
  };
  const sources = formatsOf(says).map(({ itag, source }) => [itag, source.kind]);
  expect(Object.fromEntries(sources)).toEqual({
    18: 'url',
    22: 'cipher',
    137: 'cipher',
    140: 'sabr',
  });
  expect(sources).toHaveLength(4);
});

test('an address that is signed is left as it is, whatever `s` says', () => {
  const entry = mapEntry({ itag: '18', url: media('signature=DONE'), s: 'S' });
  expect(formatsOf(maps([entry]))).toMatchObject([
    { source: { kind: 'url', url: media('signature=DONE') } },
  ]);
  const lsig = mapEntry({ itag: '18', url: media('lsig=X'), s: 'S' });
  expect(formatsOf(maps([lsig]))).toMatchObject([{ source: { kind: 'cipher' } }]);
});

test('parallel fields do not slip: one ciphered entry between two that are not', () => {
  const entries = [
    mapEntry({ itag: '22', url: media('sig=a') }),
    mapEntry({ s: 'MIDDLE', itag: '43', url: media('b=1') }),
    mapEntry({ itag: '18', url: media('sig=c') }),
  ];
  expect(formatsOf(maps(entries)).map(({ itag, source }) => [itag, source.kind])).toEqual([
    [22, 'url'],
    [43, 'cipher'],
    [18, 'url'],
  ]);
});

test('live and OTF formats are counted, foreign addresses too, and neither is a format', () => {
  const says = {
    ...response([
      { itag: 18, url: 'https://evil.example/videoplayback' },
      { itag: 22, url: media('a=1'), type: 'FORMAT_STREAM_TYPE_OTF' },
      { itag: 43, url: media('b=1'), targetDurationSec: 5 },
    ]),
    ...maps([
      mapEntry({ itag: '5', url: media('c=1'), stream_type: '3' }),
      mapEntry({ itag: '36', url: 'http://evil.example/', s: 'S' }),
    ]),
  };
  expect(readFormats(pageData(says))).toEqual({ formats: [], elsewhere: 2, segmented: 3 });
});

test('a format named twice is one; two sound tracks of one itag are two', () => {
  const track = (id: string) => ({
    itag: 140,
    url: media(`x=${id}`),
    lastModified: '1',
    xtags: `lang=${id}`,
  });
  const formats = formatsOf(response([], [track('en'), track('de'), track('en')]));
  expect(formats.map(({ xtags }) => xtags)).toEqual(['lang=en', 'lang=de']);
  expect(new Set(formats.map(({ id }) => id)).size).toBe(2);
});

test('entries without a number for an itag are dropped', () => {
  expect(formatsOf(maps([mapEntry({ itag: 'x', url: media('a=1') }), 'garbage', '%']))).toEqual([]);
});
