import { describe, expect, test } from 'vitest';
import { asClient } from '../../../src/extract/youtube/as-client';
import { clientNamed } from '../../../src/extract/youtube/clients';
import { mergeFormats } from '../../../src/extract/youtube/merge-formats';
import { readClientResponse } from '../../../src/extract/youtube/read-client-response';
import { readFormats } from '../../../src/extract/youtube/read-formats';
import { readVideo } from '../../../src/extract/youtube/read-video';
import { pageSabrAddress, resolveSabrAddress } from '../../../src/extract/youtube/sabr-address';
import { buildChoices } from '../../../src/formats/choices';
import { otherId, playable, videoId } from '../../helpers/fake-page-view';
import { media, pageData, streamedResponse } from '../../helpers/page-data';

const page = pageData({ playerResponse: streamedResponse });
const [picture, sound] = streamedResponse.streamingData.adaptiveFormats;
/** As the client without scripts answers: the same files, each with an address, tags in both ways. */
const answered = {
  playabilityStatus: { status: 'OK' },
  videoDetails: { videoId, title: 'Elsewhere' },
  streamingData: {
    expiresInSeconds: '21540',
    adaptiveFormats: [
      { ...picture, url: media('c=VISIONOS&itag=137&expire=1780890130') },
      { ...sound, xtags: 'acont=original:lang=en', url: media('c=VISIONOS&itag=140') },
      {
        itag: 250,
        mimeType: 'audio/webm; codecs="opus"',
        lastModified: '1',
        url: media('c=VISIONOS&itag=250'),
      },
    ],
    hlsManifestUrl: 'https://manifest.googlevideo.com/api/manifest/hls_variant/file/index.m3u8',
  },
};
const visionos = clientNamed('VISIONOS');
const now = 1_780_868_600_000;
const read = (answer: unknown, client = visionos) => readClientResponse(answer, client, page, now);

describe('readClientResponse', () => {
  test('reads formats, manifest and times as of a page', () => {
    const response = read(answered);
    expect(response).toMatchObject({
      client: 'VISIONOS',
      hlsManifestUrl: answered.streamingData.hlsManifestUrl,
      expiresAt: 1_780_890_130_000,
    });
    expect(response.formats.map(({ itag, source }) => [itag, source.kind])).toEqual([
      [137, 'url'],
      [140, 'url'],
      [250, 'url'],
    ]);
    expect(response).not.toHaveProperty('availableAt');
    expect(response).not.toHaveProperty('sabr');
  });

  test('says from when addresses are good where ads come first', () => {
    const adPlacements = [
      {
        adPlacementRenderer: {
          config: { adPlacementConfig: { kind: 'AD_PLACEMENT_KIND_START' } },
          renderer: { instreamVideoAdRenderer: { playerVars: 'a=b&length_seconds=15' } },
        },
      },
    ];
    expect(read({ ...answered, adPlacements }).availableAt).toBe(1_780_868_590_000 + 15_000);
  });

  test('a client that is streamed to can be asked so, below the host of media', () => {
    const { url, ...more } = { url: 'https://rr1---sn-x.c.youtube.com/videoplayback?sabr=1&n=N' };
    const streamed = {
      ...streamedResponse,
      streamingData: { ...streamedResponse.streamingData, serverAbrStreamingUrl: url, ...more },
    };
    const response = read(streamed, clientNamed('WEB_CREATOR'));
    expect(response.sabr).toEqual({
      url: 'https://rr1---sn-x.googlevideo.com/videoplayback?sabr=1&n=N',
      ustreamerConfig: 'Q29uZmln',
      client: { name: 62, version: '1.20260708.06.00' },
    });
    expect(response.formats.filter(({ source }) => source.kind === 'sabr')).toMatchObject([
      { itag: 137, source: { askable: true } },
      { itag: 140, source: { askable: true } },
    ]);
  });

  test.each([
    ['other-video', playable('O', otherId)],
    ['page-data-invalid', null],
    ['page-data-invalid', 'text'],
    ['video-unavailable', { playabilityStatus: { status: 'UNPLAYABLE', reason: 'Weg.' } }],
    [
      'asked-to-prove-human',
      { playabilityStatus: { status: 'LOGIN_REQUIRED', reason: 'confirm you’re not a bot' } },
    ],
    [
      'http-429',
      {
        playabilityStatus: { status: 'ERROR', reason: 'content isn’t available, try again later' },
      },
    ],
    ['age-restricted', { playabilityStatus: { status: 'AGE_CHECK_REQUIRED' } }],
    ['no-formats', { playabilityStatus: { status: 'OK' } }],
    ['no-formats', { playabilityStatus: { status: 'OK' }, streamingData: { formats: ['x'] } }],
    ['streaming-only', { streamingData: { adaptiveFormats: [picture] } }],
    [
      'drm-protected',
      { streamingData: { adaptiveFormats: [{ ...picture, drmFamilies: ['WIDEVINE'] }] } },
    ],
    [
      'no-formats',
      { streamingData: { formats: [{ itag: 18, url: 'https://evil.example/videoplayback' }] } },
    ],
  ])('%s %#', (code, answer) => {
    expect(() => read(answer)).toThrow(expect.objectContaining({ code }));
  });
});

describe('mergeFormats', () => {
  const own = readFormats(page).formats;

  test('each file once', () => {
    const formats = mergeFormats(own, read(answered).formats);
    expect(formats.map(({ itag }) => itag)).toEqual([18, 137, 140, 250]);
    expect(formats.slice(0, 3)).toEqual(own);
  });

  test('another version of a format is another file', () => {
    const newer = {
      ...answered,
      streamingData: {
        adaptiveFormats: [{ ...picture, lastModified: '1800000000000000', url: media('v=2') }],
      },
    };
    const formats = mergeFormats(own, read(newer).formats);
    expect(formats.filter(({ itag }) => itag === 137)).toHaveLength(2);
  });

  test('what the page cannot reach gets an address, under the id that the page gave it', () => {
    const { playerConfig: _config, ...unaskable } = streamedResponse;
    const bare = readFormats(pageData({ playerResponse: unaskable })).formats;
    expect(buildChoices(bare).choices.map(({ kind }) => kind)).toEqual(['progressive']);
    const formats = mergeFormats(bare, read(answered).formats);
    expect(formats.slice(0, 3).map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    expect(buildChoices(formats).choices[0]).toMatchObject({
      kind: 'paired',
      video: { itag: 137, source: { kind: 'url' } },
      audio: { itag: 140, source: { kind: 'url' } },
    });
  });
});

test('a page behind an age gate becomes readable by what another client was answered', () => {
  const gated = pageData({
    playerResponse: {
      playabilityStatus: { status: 'LOGIN_REQUIRED', desktopLegacyAgeGateReason: 1 },
      videoDetails: { videoId, title: 'Gated', author: 'C' },
    },
  });
  expect(() => readVideo(gated)).toThrow(expect.objectContaining({ code: 'age-restricted' }));
  const embedded = clientNamed('WEB_EMBEDDED_PLAYER');
  const seen = asClient(gated, readClientResponse(streamedResponse, embedded, gated, now));
  expect(readVideo(seen)).toMatchObject({ title: 'Gated', channel: 'C' });
  expect(pageSabrAddress(seen)?.client).toEqual({ name: 56, version: '2.20260708.00.00' });
});

test('the streaming protocol is asked as the client that was answered, on the system it says it is of', () => {
  expect(read(streamedResponse).sabr?.client).toEqual({
    ...{ name: 101, version: '1.02', osName: 'visionOS', osVersion: '26.5.23O471' },
  });
});

describe('the streaming protocol, asked as the page', () => {
  test('is asked with the client that the page says it is', () => {
    const said = pageData({
      playerResponse: streamedResponse,
      clientNumber: 67,
      clientVersion: '1.2026',
    });
    expect(pageSabrAddress(said)).toEqual({
      url: media('sabr=1&n=NSABR&expire=1780890130'),
      ustreamerConfig: 'Q29uZmln',
      client: { name: 67, version: '1.2026' },
    });
    expect(pageSabrAddress(page)?.client).toEqual({ name: 1, version: '2.20260708.00.00' });
  });

  test.each([
    [{ playerConfig: undefined }],
    [{ streamingData: { adaptiveFormats: [picture] } }],
    [
      {
        streamingData: {
          ...streamedResponse.streamingData,
          serverAbrStreamingUrl: 'https://evil.example/',
        },
      },
    ],
    [
      {
        playerConfig: {
          mediaCommonConfig: {
            mediaUstreamerRequestConfig: { videoPlaybackUstreamerConfig: 'no base64!' },
          },
        },
      },
    ],
  ])('is not asked where something is missing or wrong %#', (more) => {
    expect(
      pageSabrAddress(pageData({ playerResponse: { ...streamedResponse, ...more } })),
    ).toBeUndefined();
  });

  test('makes what a page of today names choosable, and 18 stays a file of its own', () => {
    const { formats } = readVideo(page);
    expect(formats.map(({ itag, source }) => [itag, source])).toEqual([
      [137, { kind: 'sabr', askable: true }],
      [18, { kind: 'url', url: media('itag=18&n=N18&expire=1780890130') }],
      [140, { kind: 'sabr', askable: true }],
    ]);
    expect(buildChoices(formats).choices.map(({ id }) => id.replaceAll(/-[^+]*/g, ''))).toEqual([
      '137+140',
      '18',
      '140',
    ]);
  });

  test('has its n solved like any address, and says so where nobody can', async () => {
    const address = pageSabrAddress(page);
    if (!address) throw new Error('no address');
    const solved = await resolveSabrAddress(address, async ({ ns }) => ({
      signatures: new Map(),
      ns: new Map(ns.map((n) => [n, 'SOLVED'])),
    }));
    expect(solved).toEqual({ ...address, url: media('sabr=1&n=SOLVED&expire=1780890130') });
    const unsolved = async () => ({
      signatures: new Map<string, string>(),
      ns: new Map<string, string>(),
    });
    await expect(resolveSabrAddress(address, unsolved)).rejects.toMatchObject({
      code: 'unknown-cipher',
    });
    const ready = { ...address, url: media('sabr=1') };
    expect(await resolveSabrAddress(ready, unsolved)).toEqual(ready);
  });
});
