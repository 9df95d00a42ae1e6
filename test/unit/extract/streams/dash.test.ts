import { expect, test } from 'vitest';
import { readDash, readDashSegments } from '../../../../src/extract/dash/read-dash';
import { traitsOf } from '../../../../src/formats/choice-label';
import { buildChoices } from '../../../../src/formats/choices';
import { codeOf } from './code-of';

const url = 'https://media.example/show/manifest.mpd';
const now = Date.UTC(2026, 0, 1, 12) / 1000;
const mpd = (inside: string, attributes = 'type="static" mediaPresentationDuration="PT10S"') =>
  `<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" ${attributes}>${inside}</MPD>`;
const period = (inside: string, attributes = '') => `<Period ${attributes}>${inside}</Period>`;
const video = (inside: string, attributes = '') =>
  `<AdaptationSet mimeType="video/mp4" codecs="avc1.64001f" ${attributes}>${inside}</AdaptationSet>`;
const audio = (inside: string) =>
  `<AdaptationSet mimeType="audio/mp4" codecs="mp4a.40.2" lang="en">${inside}</AdaptationSet>`;
const v = '<Representation id="v" bandwidth="800000" width="1280" height="720"/>';
const a = '<Representation id="a" bandwidth="128000"/>';
const template = (attributes: string, inside = '') =>
  `<SegmentTemplate media="$RepresentationID$-$Number%03d$.m4s" initialization="$RepresentationID$.mp4" ${attributes}>${inside}</SegmentTemplate>`;
const listOf = (text: string, track = 'v') => readDashSegments(text, url, track, now);
const names = (text: string, track = 'v') =>
  listOf(text, track).segments.map((segment) =>
    segment.url.replace('https://media.example/show/', ''),
  );

test('numbers, with the length of the last from the period', () => {
  const list = listOf(mpd(period(video(template('duration="4000" timescale="1000"') + v))));
  expect(list.segments).toEqual(
    [4, 4, 2].map((seconds, at) => ({
      url: `https://media.example/show/v-00${at + 1}.m4s`,
      init: { url: 'https://media.example/show/v.mp4' },
      sequence: at * 4000,
      next: (at + 1) * 4000,
      stretch: 0,
      seconds,
      clockStart: 0,
    })),
  );
  expect(list.reloadSeconds).toBeUndefined();
});

test('a small rest of the period may be no segment of this track', () => {
  const text = mpd(period(video(template('duration="3"') + v)));
  expect(listOf(text).segments.map(({ seconds, mayMiss }) => [seconds, mayMiss])).toEqual([
    [3, undefined],
    [3, undefined],
    [3, undefined],
    [1, true],
  ]);
});

test('a timeline, with repeats up to the next entry and the end, and a clock of its own', () => {
  const timeline =
    '<SegmentTimeline><S t="900" d="200" r="-1"/><S t="1300" d="100" r="1"/><S d="250" r="-1"/></SegmentTimeline>';
  const media = 'media="$Time$.m4s" timescale="100" presentationTimeOffset="900"';
  const { segments } = listOf(
    mpd(period(video(`<SegmentTemplate ${media}>${timeline}</SegmentTemplate>${v}`))),
  );
  expect(
    segments.map(({ url: address, seconds, sequence, clockStart }) => [
      address.split('/').at(-1),
      seconds,
      sequence,
      clockStart,
    ]),
  ).toEqual([
    ['900.m4s', 2, 0, 9],
    ['1100.m4s', 2, 2000, 9],
    ['1300.m4s', 1, 4000, 9],
    ['1400.m4s', 1, 5000, 9],
    ['1500.m4s', 2.5, 6000, 9],
    ['1750.m4s', 1.5, 8500, 9],
  ]);
});

test('an end number counts from the start number', () => {
  const text = mpd(period(video(template('duration="1" startNumber="5" endNumber="7"') + v)));
  expect(names(text)).toEqual(['v-005.m4s', 'v-006.m4s', 'v-007.m4s']);
});

test('a list of addresses and ranges', () => {
  const inside =
    '<BaseURL>files/all.mp4</BaseURL><SegmentList duration="5"><Initialization range="0-99"/>' +
    '<SegmentURL mediaRange="100-199"/><SegmentURL media="b.mp4"/></SegmentList>';
  const text = mpd(
    period(video(`<Representation id="v" bandwidth="1">${inside}</Representation>`)),
  );
  expect(
    listOf(text).segments.map(({ url: address, range, init }) => [address, range, init]),
  ).toEqual([
    [
      'https://media.example/show/files/all.mp4',
      { start: 100, end: 199 },
      { url: 'https://media.example/show/files/all.mp4', range: { start: 0, end: 99 } },
    ],
    [
      'https://media.example/show/files/b.mp4',
      undefined,
      { url: 'https://media.example/show/files/all.mp4', range: { start: 0, end: 99 } },
    ],
  ]);
});

test('one file with an index is a file, of several periods a list of files', () => {
  const file = (name: string) =>
    video(
      `<Representation id="v" bandwidth="1"><BaseURL>${name}</BaseURL><SegmentBase indexRange="800-1200"/></Representation>`,
    );
  const [format] = readDash(mpd(period(file('one.mp4'))), url, now).formats;
  expect(format?.source).toEqual({ kind: 'url', url: 'https://media.example/show/one.mp4' });
  const two = mpd(
    period(file('one.mp4'), 'duration="PT6S"') + period(file('two.mp4'), 'duration="PT4S"'),
  );
  expect(
    listOf(two).segments.map(({ url: address, seconds, stretch }) => [
      address.slice(-7),
      seconds,
      stretch,
    ]),
  ).toEqual([
    ['one.mp4', 6, 0],
    ['two.mp4', 4, 6000],
  ]);
});

test('periods follow each other; where names differ, what is most alike goes on', () => {
  const other =
    '<Representation id="x" bandwidth="100000" width="320" height="180"/><Representation id="y" bandwidth="900000" width="1280" height="720"/>';
  const text = mpd(
    period(video(template('duration="2"') + v), 'duration="PT4S"') +
      period(video(template('duration="2"') + other), 'start="PT4S"'),
    'mediaPresentationDuration="PT8S"',
  );
  expect(names(text)).toEqual(['v-001.m4s', 'v-002.m4s', 'y-001.m4s', 'y-002.m4s']);
  expect(listOf(text).segments.map(({ stretch, sequence }) => [stretch, sequence])).toEqual([
    [0, 0],
    [0, 2000],
    [4000, 4000],
    [4000, 6000],
  ]);
});

test('live: what is there now, read again, goes on with the same places', () => {
  const live = (at: number) =>
    readDashSegments(
      mpd(
        period(video(template('duration="2"') + v), 'start="PT0S"'),
        'type="dynamic" availabilityStartTime="2026-01-01T11:00:00Z" timeShiftBufferDepth="PT10S" minimumUpdatePeriod="PT3S"',
      ),
      url,
      'v',
      at,
    );
  const first = live(now);
  expect(first.reloadSeconds).toBe(3);
  expect(first.segments.at(-1)).toMatchObject({
    url: 'https://media.example/show/v-1800.m4s',
    sequence: 3_598_000,
  });
  const later = live(now + 4);
  expect(later.segments.slice(0, -2)).toEqual(first.segments.slice(2));
});

test('formats are told by what the manifest says of them', () => {
  const { formats, seconds, isLive } = readDash(
    mpd(
      period(
        video(template('duration="2"') + v, 'frameRate="30000/1001"') +
          audio(template('duration="2"') + a),
      ),
    ),
    url,
    now,
  );
  expect([seconds, isLive]).toEqual([10, false]);
  expect(
    formats.map(({ id, video: picture, audio: sound, bitrate }) => [
      id,
      picture?.resolution,
      picture?.codec,
      sound?.language,
      bitrate,
    ]),
  ).toEqual([
    ['dash.v', 720, 'h264', undefined, 800_000],
    ['dash.a', undefined, undefined, 'en', 128_000],
  ]);
});

const locked = '<ContentProtection schemeIdUri="urn:mpeg:dash:mp4protection:2011" value="cenc"/>';
test('what is enciphered is refused, at whatever level it is said', () => {
  const inSet = mpd(period(video(locked + template('duration="2"') + v)));
  const inOne = mpd(
    period(
      video(
        `${template('duration="2"')}<Representation id="v" bandwidth="1">${locked}</Representation>`,
      ),
    ),
  );
  const soundAlone = mpd(
    period(video(template('duration="2"') + v) + audio(locked + template('duration="2"') + a)),
  );
  for (const text of [inSet, inOne, soundAlone]) {
    expect(codeOf(() => readDash(text, url, now))).toBe('drm-protected');
  }
});

const unnamed = '<Representation bandwidth="1"/>';
const unnamedSet = video(template('duration="2"') + unnamed);
test.each([
  ['its set', mpd(period(video(locked + template('duration="2"') + unnamed)))],
  ['its period', mpd(period(locked + unnamedSet))],
  ['the whole', mpd(locked + period(unnamedSet))],
  [
    'a part of it',
    mpd(
      period(
        video(
          unnamed.replace(
            '/>',
            `><SubRepresentation>${locked}</SubRepresentation></Representation>`,
          ),
        ),
      ),
    ),
  ],
  ['another namespace', mpd(period(video(`<cp:ContentProtection xmlns:cp="urn:x"/>${unnamed}`)))],
  [
    'its set, beside a track of the same id',
    mpd(period(unnamedSet.replace('video/mp4', 'text/vtt') + video(locked + unnamed))),
  ],
])('what has no id is enciphered where %s is', (_, text) => {
  expect(codeOf(() => readDash(text, url, now))).toBe('drm-protected');
});

test('what shares an id with another set, or within its own, is a track of its own all the same', () => {
  const one = (file: string, more = '') =>
    `<Representation id="1" bandwidth="${file.length}" ${more}><BaseURL>${file}</BaseURL></Representation>`;
  const half = (start: number, name: string) =>
    period(
      video(one(`${name}.mp4`) + one(`${name}-low.mp4`)) + audio(one(`${name}.m4a`)),
      `start="PT${start}S" duration="PT5S"`,
    );
  const { formats } = readDash(mpd(half(0, 'a')), url, now);
  expect(
    formats.map(({ mime, source }) => [mime.kind, source.kind === 'url' && source.url]),
  ).toEqual([
    ['video', 'https://media.example/show/a.mp4'],
    ['video', 'https://media.example/show/a-low.mp4'],
    ['audio', 'https://media.example/show/a.m4a'],
  ]);
  const both = mpd(half(0, 'a') + half(5, 'b'));
  const files = readDash(both, url, now).formats.map(({ source }) =>
    source.kind === 'segments' && source.list.protocol === 'dash'
      ? names(both, source.list.track)
      : [],
  );
  expect(files).toEqual([
    ['a.mp4', 'b.mp4'],
    ['a-low.mp4', 'b-low.mp4'],
    ['a.m4a', 'b.m4a'],
  ]);
});

test('formats whose ids are alike as file names have numbers; each is had by its own', () => {
  const high = v.replace('"v"', '"高清"');
  const low = v.replace('"v"', '"标清"').replace('1280', '640').replace('720', '360');
  const text = mpd(period(video(template('duration="10"') + high + low)));
  const { choices } = buildChoices(readDash(text, url, now).formats);
  const rows = choices.map((choice) => [choice.id, traitsOf(choice).video?.resolution]);
  expect(rows).toEqual([
    ['dash.__', 720],
    ['dash.__.2', 360],
  ]);
  const long = (last: string) => v.replace('"v"', `"${'v'.repeat(100)}${last}"`);
  const { formats } = readDash(
    mpd(period(video(template('duration="10"') + long('1') + long('2')))),
    url,
    now,
  );
  expect(new Set(formats.map(({ id }) => id)).size).toBe(2);
});

test('a track is the one that begins by its name, though another goes on in what has it', () => {
  const v2 = v.replace('"v"', '"v2"');
  const text = mpd(
    period(video(template('duration="2"') + v + v2), 'duration="PT2S"') +
      period(video(template('duration="2"') + v2), 'start="PT2S"'),
    'mediaPresentationDuration="PT4S"',
  );
  expect(names(text, 'v2')).toEqual(['v2-001.m4s', 'v2-001.m4s']);
  expect(names(text, 'v')).toEqual(['v-001.m4s', 'v2-001.m4s']);
});

const bomb = '<!DOCTYPE MPD [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
test.each([
  ['', 'playlist-invalid'],
  ['<MPD/>', 'playlist-invalid'],
  [bomb + mpd(period(video(template('duration="2"') + v))), 'playlist-invalid'],
  [mpd('&b;'), 'playlist-invalid'],
  [mpd('<Period>'), 'playlist-invalid'],
  [mpd('<a>'.repeat(100) + '</a>'.repeat(100)), 'playlist-invalid'],
  [mpd(period(video(template('duration="1" timescale="10000000"') + v))), 'playlist-invalid'],
  [
    mpd(
      period(
        video(template('', '<SegmentTimeline><S d="1" r="999999999"/></SegmentTimeline>') + v),
      ),
    ),
    'playlist-invalid',
  ],
  [
    mpd(period(video(template('', '<SegmentTimeline><S d="0" r="-1"/></SegmentTimeline>') + v))),
    'playlist-invalid',
  ],
  [mpd(period(video(template('duration="2" timescale="0"') + v))), 'playlist-invalid'],
  [
    mpd(
      period('', 'xlink:href="https://elsewhere.example/"') +
        period(video(template('duration="2"') + v)),
    ),
    'playlist-invalid',
  ],
  [
    mpd(period(video(`<BaseURL>file:///etc/</BaseURL>${template('duration="2"')}${v}`))),
    'address-not-allowed',
  ],
])('%# hostile or broken: a code', (text, code) => {
  expect(codeOf(() => listOf(text))).toBe(code);
});

test('what XML allows is read: bare ampersands in comments and CDATA, > in attributes', () => {
  const base = '<BaseURL><![CDATA[deep/?a=1&b=<2>]]></BaseURL>';
  const inside = `<!-- cut & paste <v> -->${base}${template('duration="10"')}${v}`;
  const text = mpd(period(video(inside, 'label="a > b" lang=\'e"n>\'')));
  expect(names(text)).toEqual(['deep/v-001.m4s']);
});

test('a declared type without entities, and elements with a prefix, are read', () => {
  const plain = mpd(period(video(template('duration="10"') + v)));
  expect(names(plain.replace('<MPD', '<!DOCTYPE MPD>\n<MPD'))).toEqual(['v-001.m4s']);
  const prefixed = (text: string) =>
    text.replace(/(<\/?)(?=[A-Z])/g, '$1d-1:').replace('xmlns=', 'xmlns:d-1=');
  expect(names(prefixed(plain))).toEqual(['v-001.m4s']);
  const enciphered = prefixed(mpd(period(video(locked + template('duration="2"') + v))));
  expect(codeOf(() => listOf(enciphered))).toBe('drm-protected');
});

test('files of WebVTT are texts; what comes in pieces of mp4, or anew in each period, is not listed', () => {
  const words = (mime: string, more = '', file = 'de.vtt') =>
    `<AdaptationSet mimeType="${mime}" lang="de" ${more}><Representation id="${file}" bandwidth="1"><BaseURL>${file}</BaseURL></Representation></AdaptationSet>`;
  const picture = video(template('duration="10"') + v);
  const textsOf = (text: string) => readDash(text, url, now).texts;
  const de = { url: 'https://media.example/show/de.vtt', language: 'de', name: 'Deutsch' };
  const all =
    picture +
    words('text/vtt', 'label="Deutsch"') +
    words('application/mp4', 'codecs="wvtt"', 'de.mp4');
  expect(textsOf(mpd(period(all)))).toEqual([de]);
  const half = (start: number) => period(all, `start="PT${start}S" duration="PT5S"`);
  expect(textsOf(mpd(half(0) + half(5)))).toEqual([]);
});

test.each([
  ['text', mpd(period(video(`<BaseURL>a?b&c</BaseURL>${template('duration="10"')}${v}`)))],
  ['an attribute', mpd(period(video(template('duration="10"') + v, 'label="a & b"')))],
  ['an entity of its own', mpd(period(video(template('duration="10"') + v, 'label="&own;"')))],
])('a bare ampersand in %s is no XML', (_, text) => {
  expect(codeOf(() => listOf(text))).toBe('playlist-invalid');
});

test('a live stream since 1970 that keeps everything is not read back to its begin', () => {
  const text = mpd(
    period(video(template('duration="2"') + v), 'start="PT0S"'),
    'type="dynamic" availabilityStartTime="1970-01-01T00:00:00Z"',
  );
  expect(listOf(text).segments).toHaveLength(10_800);
});
