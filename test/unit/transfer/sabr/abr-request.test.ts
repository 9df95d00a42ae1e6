import { VideoPlaybackAbrRequest } from 'googlevideo/protos';
import { expect, test } from 'vitest';
import { type AbrWish, abrRequest } from '../../../../src/transfer/sabr/abr-request';
import { playbackCookieIn } from '../../../../src/transfer/sabr/playback-cookie';
import { SabrContexts } from '../../../../src/transfer/sabr/sabr-contexts';
import type { SabrFormat } from '../../../../src/transfer/sabr/sabr-source';
import { SegmentLedger } from '../../../../src/transfer/sabr/segment-ledger';
import { nextRequestPolicy } from '../../../site/sabr/sabr-parts';
import { sourceFor } from './sabr-rig';

const format: SabrFormat = { itag: 140, lastModified: '17', xtags: 'ko', kind: 'audio' };
const id = { itag: 140, lastModified: '17', xtags: 'ko' };

function asked(more: Partial<AbrWish> = {}) {
  const wish = {
    ...{ source: sourceFor(), format, ledger: new SegmentLedger(), contexts: new SabrContexts() },
    ...{ cookie: undefined, unwanted: [], playerTimeMs: 1234.5 },
  };
  return VideoPlaybackAbrRequest.decode(abrRequest({ ...wish, ...more }));
}

test('the first request: who asks, for what, from where; nothing that a web client must not say', () => {
  const request = asked();
  expect(request.clientAbrState).toMatchObject({
    ...{ playerTimeMs: '1235', enabledTrackTypesBitfield: 1, mediaCapabilities: undefined },
  });
  expect(request.preferredAudioFormatIds).toEqual([id]);
  expect(request.preferredVideoFormatIds).toEqual([]);
  expect(request.selectedFormatIds).toEqual([]);
  expect(request.bufferedRanges).toEqual([]);
  expect(request.streamerContext?.clientInfo).toMatchObject({ clientName: 1 });
  expect(request.streamerContext?.poToken?.length).toBeGreaterThan(20);
});

test('a client that names its system is named with it', () => {
  const client = { name: 101, version: '0.1', osName: 'visionOS', osVersion: '1.3' };
  const { streamerContext } = asked({ source: { ...sourceFor(), client } });
  expect(streamerContext?.clientInfo).toMatchObject({
    ...{ clientName: 101, clientVersion: '0.1', osName: 'visionOS', osVersion: '1.3' },
  });
});

test('a picture, its size and its sound’s traits', () => {
  const { clientAbrState } = asked({ format: { itag: 137, kind: 'video', resolution: 1080 } });
  expect(clientAbrState).toMatchObject({ enabledTrackTypesBitfield: 2, stickyResolution: 1080 });
  const level = asked({ format: { ...format, drc: true, audioTrackId: 'ko.3' } });
  expect(level.clientAbrState).toMatchObject({ drcEnabled: true, audioTrackId: 'ko.3' });
});

test('what is there is named once the end is known too; what nobody wants is claimed wholly', () => {
  const run = [1, 3, 0, 15_000, 10, 40] as const;
  const ledger = new SegmentLedger({ initBytes: 10, runs: [run] });
  expect(asked({ ledger }).selectedFormatIds).toEqual([]);
  ledger.learn({ lastSegment: 9 });
  const unwanted = [{ itag: 251, lastModified: '5', xtags: '' }];
  const request = asked({ ledger, unwanted });
  expect(request.selectedFormatIds).toEqual([id, ...unwanted]);
  expect(request.bufferedRanges).toMatchObject([
    { formatId: id, startSegmentIndex: 1, endSegmentIndex: 3, durationMs: '15000' },
    { formatId: unwanted[0], startSegmentIndex: 0, endSegmentIndex: 2 ** 31 - 1 },
  ]);
});

test('what lies behind the next run is others’ to fetch, and claimed too', () => {
  const runs = [
    [1, 4, 0, 20_000, 10, 50],
    [9, 10, 40_000, 50_000, 90, 110],
    [20, 21, 95_000, 105_000, 200, 220],
  ] as const;
  const claims = (playerTimeMs: number, facts: { lastSegment?: number; endMs?: number } = {}) =>
    asked({
      ledger: new SegmentLedger({ initBytes: 10, runs, ...facts }),
      playerTimeMs,
    }).bufferedRanges.map((range) => [
      ...[range.startSegmentIndex, range.endSegmentIndex],
      ...[Number(range.startTimeMs), Number(range.startTimeMs) + Number(range.durationMs)],
    ]);
  const endless = 2 ** 31 - 1;
  expect(claims(20_000)).toEqual([
    [1, 4, 0, 20_000],
    [9, endless, 40_000, endless],
  ]);
  expect(claims(50_000, { lastSegment: 30, endMs: 150_000 })).toEqual([
    [9, 10, 40_000, 50_000],
    [20, 30, 95_000, 150_000],
  ]);
  expect(claims(105_000)).toEqual([[20, 21, 95_000, 105_000]]);
});

test('contexts: those that are wanted with their value, the others by name', () => {
  const contexts = new SabrContexts();
  const value = Uint8Array.of(1, 2);
  contexts.keep({ type: 5, value, sendByDefault: true });
  contexts.keep({ type: 6, value, sendByDefault: false });
  const names = ({ streamerContext }: ReturnType<typeof asked>) => [
    streamerContext?.sabrContexts.map(({ type }) => type),
    streamerContext?.unsentSabrContexts,
  ];
  expect(names(asked({ contexts }))).toEqual([[5], [6]]);
  contexts.follow({ startPolicy: [6], stopPolicy: [5], discardPolicy: [] });
  expect(names(asked({ contexts }))).toEqual([[6], [5]]);
  contexts.follow({ startPolicy: [], stopPolicy: [], discardPolicy: [5] });
  expect(names(asked({ contexts }))).toEqual([[6], []]);
});

test('contexts are kept or written over as the server says, and count their changes', () => {
  const contexts = new SabrContexts();
  contexts.keep({ type: 5, value: Uint8Array.of(1), sendByDefault: true });
  const { version } = contexts;
  contexts.keep({ type: 5, value: Uint8Array.of(1), sendByDefault: true });
  expect(contexts.version).toBe(version);
  contexts.keep({ type: 5, value: Uint8Array.of(2), writePolicy: 2 });
  expect(contexts.sent).toEqual([{ type: 5, value: Uint8Array.of(1) }]);
  contexts.keep({ type: 5, value: Uint8Array.of(3), writePolicy: 1 });
  expect(contexts.sent).toEqual([{ type: 5, value: Uint8Array.of(3) }]);
  expect(contexts.version).toBeGreaterThan(version);
});

test('a cookie goes back as it came, whatever is in it', () => {
  const cookie = Uint8Array.from({ length: 60 }, (_, at) => (at * 37) & 0xff);
  const { payload } = nextRequestPolicy(500, cookie);
  expect(playbackCookieIn(payload)).toEqual(cookie);
  const { streamerContext } = VideoPlaybackAbrRequest.decode(
    abrRequest({
      ...{ source: sourceFor(), format, ledger: new SegmentLedger(), contexts: new SabrContexts() },
      ...{ cookie, unwanted: [], playerTimeMs: 0 },
    }),
  );
  expect(streamerContext?.playbackCookie).toEqual(cookie);
});

test.each(['-_8', '+/8=', '+/8%3D', '-_8='])('base64 as %s', (ustreamerConfig) => {
  const { videoPlaybackUstreamerConfig } = asked({ source: { ...sourceFor(), ustreamerConfig } });
  expect(videoPlaybackUstreamerConfig).toEqual(Uint8Array.of(0xfb, 0xff));
});

test('what is no base64 is the page’s fault', () => {
  const source = { ...sourceFor(), ustreamerConfig: 'not base64 at all!' };
  expect(() => asked({ source })).toThrow(expect.objectContaining({ code: 'page-data-invalid' }));
});
