import {
  FormatInitializationMetadata,
  MediaHeader,
  NextRequestPolicy,
  SabrContextUpdate,
  SabrError,
  StreamProtectionStatus,
  UMPPartId,
  VideoPlaybackAbrRequest,
} from 'googlevideo/protos';
import { CompositeBuffer, UmpReader } from 'googlevideo/ump';
import { beforeEach, expect, test } from 'vitest';
import { visitorData } from '../../site/pages/visitor-data';
import { answerSabr } from '../../site/sabr/answer-sabr';
import { framed } from '../../site/sabr/framed';
import { mintToken } from '../../site/sabr/po-token';
import { SabrDesk } from '../../site/sabr/sabr-desk';
import type { SabrPart } from '../../site/sabr/sabr-parts';
import { formatIdOf, type SabrTrack } from '../../site/sabr/sabr-video';
import { encodeConfig, type UstreamerConfig } from '../../site/sabr/ustreamer-config';
import { madeTrack, madeVideo, segmentOf } from '../transfer/sabr/made-video';

const picture = madeTrack({ segments: 30, segmentBytes: 200_000 });
const sound = madeTrack({ kind: 'audio', segments: 15, segmentMs: 10_000, seed: 2, xtags: 'en' });
const video = madeVideo(picture, sound);
const client = { name: 1, version: '2.x' };
const config = { videoId: video.id, playback: 'p', client, availableAt: 0, isReload: false };
const address = { isSigned: true, isExpired: false, isOwn: true, isSolved: true };
const token = mintToken({ binding: video.id, event: 'page', mint: 1 });

let desk = new SabrDesk();
beforeEach(() => {
  desk = new SabrDesk();
  desk.knowEvent('page');
  desk.turn({ chatter: false });
});

interface Wish {
  readonly tracks?: 0 | 1 | 2;
  readonly at?: number;
  readonly round?: number;
  readonly cookie?: Uint8Array;
  readonly contexts?: readonly { type: number; value: Uint8Array }[];
  readonly selected?: readonly SabrTrack[];
  readonly buffered?: readonly (readonly [SabrTrack, number, number])[];
  readonly token?: string;
  readonly config?: Partial<UstreamerConfig>;
  readonly change?: Partial<VideoPlaybackAbrRequest>;
}

function bodyOf(wish: Wish): Uint8Array {
  const given = { ...config, ...wish.config };
  return VideoPlaybackAbrRequest.encode({
    clientAbrState: {
      playerTimeMs: String(wish.at ?? 0),
      enabledTrackTypesBitfield: wish.tracks ?? 2,
    },
    selectedFormatIds: (wish.selected ?? []).map(formatIdOf),
    bufferedRanges: (wish.buffered ?? []).map(([track, first, last]) => ({
      ...{ formatId: formatIdOf(track), startTimeMs: '0', durationMs: '0' },
      ...{ startSegmentIndex: first, endSegmentIndex: last },
    })),
    videoPlaybackUstreamerConfig: Buffer.from(encodeConfig(given), 'base64url'),
    preferredVideoFormatIds: [formatIdOf(picture)],
    preferredAudioFormatIds: [formatIdOf(sound)],
    preferredSubtitleFormatIds: [],
    streamerContext: {
      clientInfo: { clientName: given.client.name, clientVersion: given.client.version },
      poToken: Buffer.from(wish.token ?? token, 'base64url'),
      ...(wish.cookie && { playbackCookie: wish.cookie }),
      sabrContexts: [...(wish.contexts ?? [])],
      unsentSabrContexts: [],
    },
    field1000: [],
    ...wish.change,
  }).finish();
}

/** Framed and taken apart again, as over a network. */
async function partsOf(wish: Wish = {}, of = video): Promise<SabrPart[]> {
  const url = new URL(
    `https://rr1---sn-x.googlevideo.com/videoplayback?sabr=1&rn=${wish.round ?? 1}`,
  );
  const answer = answerSabr({ url, body: bodyOf(wish), now: Date.now(), address }, of, desk);
  const buffer = new CompositeBuffer();
  for await (const piece of framed(answer.parts)) buffer.append(Buffer.from(piece));
  const parts: SabrPart[] = [];
  new UmpReader(buffer).read(({ type, data }) => {
    parts.push({ type, payload: Buffer.concat(data.chunks) });
  });
  return parts;
}

const of = (parts: readonly SabrPart[], type: number): Uint8Array[] =>
  parts.flatMap((part) => (part.type === type ? [part.payload] : []));

const headers = (parts: readonly SabrPart[]) =>
  of(parts, UMPPartId.MEDIA_HEADER).map((payload) => MediaHeader.decode(payload));

const sequences = (parts: readonly SabrPart[]) =>
  headers(parts).map(({ itag, isInitSeg, sequenceNumber }) =>
    isInitSeg ? `${itag}:init` : `${itag}:${sequenceNumber}`,
  );

const status = (parts: readonly SabrPart[]): number =>
  StreamProtectionStatus.decode(
    of(parts, UMPPartId.STREAM_PROTECTION_STATUS)[0] ?? new Uint8Array(),
  ).status ?? 0;

/** As it came: the cookie is the last field of the policy. */
function cookieOf(parts: readonly SabrPart[]): Uint8Array {
  const [policy = new Uint8Array()] = of(parts, UMPPartId.NEXT_REQUEST_POLICY);
  const at = policy.indexOf((7 << 3) | 2, policy.length - 40);
  return policy.subarray(at + 2);
}

test('the first answer describes the format, sends its beginning, and segments from 1 on', async () => {
  const parts = await partsOf();
  const [metadata = new Uint8Array()] = of(parts, UMPPartId.FORMAT_INITIALIZATION_METADATA);
  expect(FormatInitializationMetadata.decode(metadata)).toMatchObject({
    ...{ videoId: video.id, endSegmentNumber: '30', mimeType: 'video/mp4' },
    formatId: formatIdOf(picture),
  });
  const [init, first, second] = headers(parts);
  expect(init).toMatchObject({ isInitSeg: true, startRange: '0', sequenceNumber: 0 });
  expect(init?.contentLength).toBe(String(picture.map.initBytes));
  const { startByte, bytes } = segmentOf(picture, 1);
  expect(first).toMatchObject({ sequenceNumber: 1, startMs: '0', formatId: formatIdOf(picture) });
  expect(first).toMatchObject({ startRange: String(startByte), contentLength: String(bytes) });
  expect(second).toMatchObject({ sequenceNumber: 2, startRange: String(startByte + bytes) });
});

test('media come in parts of 64 KiB, each behind its header’s id, and are the file', async () => {
  const parts = await partsOf();
  const media = of(parts, UMPPartId.MEDIA);
  expect(Math.max(...media.map(({ length }) => length))).toBe(64 * 1024 + 1);
  const bytes = Buffer.concat(media.map((payload) => payload.subarray(1)));
  expect(bytes.equals(picture.content.subarray(0, bytes.length))).toBe(true);
  expect(of(parts, UMPPartId.MEDIA_END)).toHaveLength(headers(parts).length);
});

test('picture and sound take turns', async () => {
  const parts = await partsOf({ tracks: 0 });
  const ids = of(parts, UMPPartId.MEDIA).map(([id]) => id);
  const changes = ids.filter((id, at) => at > 0 && id !== ids[at - 1]).length;
  expect(changes).toBeGreaterThan(3);
  expect(sequences(parts)).toContain('140:2');
});

test('from the segment that holds the time on, past what is buffered, as far as one answer reaches', async () => {
  const { startTicks } = segmentOf(picture, 10);
  const at = Math.ceil((startTicks * 1000) / picture.map.timescale) + 100;
  const wish = { at, selected: [picture] };
  const all = sequences(await partsOf(wish));
  expect(all.slice(0, 3)).toEqual(['137:10', '137:11', '137:12']);
  expect(all.length).toBeLessThan(12);
  const rest = sequences(await partsOf({ ...wish, buffered: [[picture, 10, 11]] }));
  expect(rest).toEqual(all.slice(2));
  // What is said of another format does not count.
  expect(sequences(await partsOf({ ...wish, buffered: [[sound, 10, 11]] }))).toEqual(all);
  const wholly = { ...wish, buffered: [[picture, 0, 2 ** 31 - 1] as const] };
  expect(sequences(await partsOf(wholly))).toEqual([]);
  expect(sequences(await partsOf({ ...wish, at: 10_000_000 }))).toEqual([]);
});

test('a cookie must come back from the second request on', async () => {
  const first = await partsOf();
  const wish = { round: 2, selected: [picture], at: 9_000 };
  expect(headers(await partsOf(wish))).toEqual([]);
  expect(headers(await partsOf({ ...wish, cookie: Buffer.from('made up') }))).toEqual([]);
  expect(headers(await partsOf({ ...wish, cookie: cookieOf(first) }))).not.toEqual([]);
  // A client that decodes and encodes it sends another one.
  const [policy = new Uint8Array()] = of(first, UMPPartId.NEXT_REQUEST_POLICY);
  expect(NextRequestPolicy.decode(policy).playbackCookie).not.toHaveProperty('field15');
});

test('a context must be echoed with the value that it was given', async () => {
  desk.turn({ contexts: 'by-default' });
  const first = await partsOf();
  expect(headers(first)).toEqual([]);
  const [update = new Uint8Array()] = of(first, UMPPartId.SABR_CONTEXT_UPDATE);
  const { type = 0, value = new Uint8Array(), sendByDefault } = SabrContextUpdate.decode(update);
  expect(sendByDefault).toBe(true);
  const wish = { round: 2, cookie: cookieOf(first) };
  const wrong = { ...wish, contexts: [{ type, value: Buffer.from('no') }] };
  expect(headers(await partsOf(wrong))).toEqual([]);
  expect(headers(await partsOf({ ...wish, contexts: [{ type, value }] }))).not.toEqual([]);
});

test('without a good token: the first minute, then status 2 once, and 3', async () => {
  const bad = { token: mintToken({ binding: 'othervideo0', event: 'page', mint: 1 }) };
  const wish = { ...bad, selected: [picture] };
  expect(status(await partsOf(wish))).toBe(1);
  const beyond = { ...wish, at: 90_000 };
  const [first, second] = [await partsOf(beyond), await partsOf(beyond)];
  expect([status(first), status(second)]).toEqual([2, 3]);
  expect([...headers(first), ...headers(second)]).toEqual([]);
  expect(status(await partsOf({ ...beyond, token }))).toBe(1);
});

test.each([
  ['sabr.config', { videoPlaybackUstreamerConfig: Buffer.from('other') }],
  ['sabr.client', { streamerContext: { sabrContexts: [], unsentSabrContexts: [] } }],
  [
    'sabr.media_capabilities',
    { clientAbrState: { enabledTrackTypesBitfield: 2, mediaCapabilities: mediaCapabilities() } },
  ],
  ['sabr.track_types', { clientAbrState: { enabledTrackTypesBitfield: 3 } }],
  ['sabr.format', { preferredVideoFormatIds: [] }],
  ['sabr.format', { preferredVideoFormatIds: [{ ...formatIdOf(picture), lastModified: '7' }] }],
  ['sabr.format', { preferredVideoFormatIds: [{ ...formatIdOf(picture), xtags: 'ko' }] }],
])('%s', async (name, change: Partial<VideoPlaybackAbrRequest>) => {
  const parts = await partsOf({ change });
  const [error = new Uint8Array()] = of(parts, UMPPartId.SABR_ERROR);
  expect(SabrError.decode(error).type).toBe(name);
  expect(headers(parts)).toEqual([]);
});

function mediaCapabilities() {
  return { videoFormatCapabilities: [], audioFormatCapabilities: [] };
}

// 1: WEB, 75: TVHTML5_SIMPLY, 101: VISIONOS, 62: WEB_CREATOR.
test.each([
  ['the page, of the video', 1, video.id, false, 1],
  ['the page, of the visitor', 1, visitorData, false, 3],
  ['television, of the visitor', 75, visitorData, false, 1],
  ['television, of the video', 75, video.id, false, 3],
  ['a client that wants none', 101, undefined, false, 1],
  ['the page, none', 1, undefined, false, 3],
  ['a paying account’s page, none', 1, undefined, true, 1],
  ['a paying account’s WEB_CREATOR, none', 62, undefined, true, 1],
  ['a paying account’s television, none', 75, undefined, true, 3],
] as const)(
  'a token is bound as its client wants it: %s',
  async (_, name, binding, isPremium, is) => {
    const wish: Wish = {
      at: 70_000,
      token: binding === undefined ? '' : mintToken({ binding, event: 'page', mint: 1 }),
      config: { client: { name, version: '1' }, isPremium },
    };
    const first = await partsOf(wish);
    expect(status(await partsOf({ ...wish, round: 2, cookie: cookieOf(first) }))).toBe(is);
  },
);

test('what a paying account alone has nobody else is given', async () => {
  const paid = madeVideo({ ...picture, isPremium: true }, sound);
  expect(of(await partsOf({}, paid), UMPPartId.SABR_ERROR)).toHaveLength(1);
  const parts = await partsOf({ config: { isPremium: true } }, paid);
  expect(sequences(parts)[0]).toBe(`${picture.itag}:init`);
});
