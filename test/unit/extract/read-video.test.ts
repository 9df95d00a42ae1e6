import { expect, test } from 'vitest';
import { asReelkeepError } from '../../../src/errors';
import { readVideo } from '../../../src/extract/youtube/read-video';
import { playable, videoId } from '../../helpers/fake-page-view';
import { mapEntry, media, pageData } from '../../helpers/page-data';

const refusedWith = (says: Readonly<Record<string, unknown>>) => {
  try {
    readVideo(pageData(says));
  } catch (thrown) {
    const { code, facts } = asReelkeepError(thrown);
    return { code, facts };
  }
  return { code: 'ok', facts: {} };
};
const status = (playabilityStatus: unknown, videoDetails?: unknown) => ({
  playerResponse: { playabilityStatus, videoDetails },
});
const known = { videoId, title: 'T' };

test('a video of today with all that is said of it', () => {
  const video = readVideo(
    pageData({
      playerUrl: '/s/player/62f90c99/player_ias.vflset/en_US/base.js',
      playerResponse: {
        ...playable('T'),
        videoDetails: {
          ...known,
          author: 'C',
          lengthSeconds: '61',
          thumbnail: {
            thumbnails: [
              { url: 'https://i.ytimg.com/vi/a/default.jpg', width: 120 },
              { url: 'https://i.ytimg.com/vi/a/max.jpg', width: 1280 },
              { url: 'https://evil.example/track.gif', width: 9_000 },
            ],
          },
        },
        microformat: { playerMicroformatRenderer: { publishDate: '2015-10-22T01:02:03-07:00' } },
        captions: {
          playerCaptionsTracklistRenderer: {
            captionTracks: [
              {
                baseUrl: '/api/timedtext?v=1',
                vssId: '.en',
                languageCode: 'en',
                name: { simpleText: 'English' },
              },
              { baseUrl: '/api/timedtext?v=2', languageCode: 'ko', kind: 'asr' },
              { baseUrl: 'https://evil.example/', languageCode: 'xx' },
            ],
          },
        },
      },
    }),
  );
  expect(video).toMatchObject({
    site: 'youtube',
    id: videoId,
    url: `https://www.youtube.com/watch?v=${videoId}`,
    title: 'T',
    channel: 'C',
    durationSeconds: 61,
    thumbnailUrl: 'https://i.ytimg.com/vi/a/max.jpg',
    published: '2015-10-22',
    playerUrl: '/s/player/62f90c99/player_ias.vflset/en_US/base.js',
  });
  expect(video.formats).toHaveLength(1);
  expect(video.captions).toEqual([
    {
      id: '.en',
      languageCode: 'en',
      name: 'English',
      kind: 'manual',
      isTranslatable: false,
      url: 'https://www.youtube.com/api/timedtext?v=1',
    },
    {
      id: 'a.ko',
      languageCode: 'ko',
      name: 'ko',
      kind: 'automatic',
      isTranslatable: false,
      url: 'https://www.youtube.com/api/timedtext?v=2',
    },
  ]);
});

test('a video of 2013 by its arguments alone', () => {
  const args = {
    title: 'Old',
    author: 'A',
    length_seconds: '288',
    url_encoded_fmt_stream_map: mapEntry({ itag: '18', url: media('sig=1') }),
  };
  expect(readVideo(pageData({ args, playerUrl: 'https://evil.example/base.js' }))).toEqual({
    site: 'youtube',
    id: videoId,
    url: `https://www.youtube.com/watch?v=${videoId}`,
    title: 'Old',
    channel: 'A',
    durationSeconds: 288,
    thumbnailUrl: `https://i.ytimg.com/vi/${videoId}/hqdefault.jpg`,
    playerUrl: 'https://evil.example/base.js',
    formats: [expect.objectContaining({ itag: 18 })],
    captions: [],
    chapters: [],
    captionLanguages: [],
  });
});

test.each([
  [
    'age-restricted',
    status({ status: 'LOGIN_REQUIRED', reason: 'Đăng nhập', desktopLegacyAgeGateReason: 1 }, known),
  ],
  ['age-restricted', status({ status: 'AGE_VERIFICATION_REQUIRED' }, known)],
  [
    'age-restricted',
    status({ status: 'LOGIN_REQUIRED', reason: 'Sign in to confirm your age' }, known),
  ],
  [
    'age-restricted',
    status({ status: 'LOGIN_REQUIRED', reason: '연령 확인을 위해 로그인하세요' }, known),
  ],
  ['private-video', status({ status: 'LOGIN_REQUIRED', messages: ['This is a private video.'] })],
  ['private-video', status({ status: 'LOGIN_REQUIRED', messages: ['Dies ist ein Video.'] })],
  ['private-video', status({ status: 'LOGIN_REQUIRED', reason: '비공개 동영상입니다.' })],
  ['login-required', status({ status: 'LOGIN_REQUIRED', reason: 'Bitte anmelden' }, known)],
  [
    'asked-to-prove-human',
    status({ status: 'LOGIN_REQUIRED', reason: 'Sign in to confirm you’re not a bot' }, known),
  ],
  [
    'asked-to-prove-human',
    status({ status: 'LOGIN_REQUIRED', reason: '로그인하여 봇이 아님을 확인하세요' }),
  ],
  [
    'http-429',
    status({ status: 'UNPLAYABLE', reason: 'This content isn’t available, try again later.' }),
  ],
  [
    'http-429',
    status({ status: 'ERROR', reason: "This content isn't available, try again later" }, known),
  ],
  [
    'http-429',
    status({
      status: 'ERROR',
      reason: '이 콘텐츠를 사용할 수 없습니다. 나중에 다시 시도해 주세요.',
    }),
  ],
  ['video-unavailable', status({ status: 'UNPLAYABLE', reason: 'This content isn’t available.' })],
  [
    'members-only',
    status(
      {
        status: 'UNPLAYABLE',
        reason: "This video is available to this channel's members on level: A",
      },
      known,
    ),
  ],
  [
    'members-only',
    status(
      {
        status: 'UNPLAYABLE',
        errorScreen: { playerLegacyDesktopYpcOfferRenderer: { offerId: 'sponsors_only_video' } },
      },
      known,
    ),
  ],
  [
    'payment-required',
    status(
      { status: 'UNPLAYABLE', reason: 'This video is only available to Music Premium members' },
      known,
    ),
  ],
  [
    'payment-required',
    status(
      {
        status: 'UNPLAYABLE',
        reason: 'Kaufen',
        errorScreen: { playerLegacyDesktopYpcOfferRenderer: { offerId: 'x' } },
      },
      known,
    ),
  ],
  [
    'payment-required',
    status(
      {
        status: 'UNPLAYABLE',
        errorScreen: { playerLegacyDesktopYpcTrailerRenderer: { trailerVideoId: 'x' } },
      },
      known,
    ),
  ],
  [
    'region-blocked',
    status(
      {
        status: 'UNPLAYABLE',
        errorScreen: {
          playerErrorMessageRenderer: {
            subreason: {
              runs: [
                { text: 'The uploader has not made this video available in ' },
                { text: 'your country' },
              ],
            },
          },
        },
      },
      known,
    ),
  ],
  ['video-unavailable', status({ status: 'ERROR', reason: 'Video unavailable' })],
  [
    'video-unavailable',
    status({ status: 'UNPLAYABLE', reason: 'This live stream recording is not available.' }, known),
  ],
  ['video-unavailable', status({ status: 'SOMETHING_NEW' }, known)],
  ['live-not-started', status({ status: 'LIVE_STREAM_OFFLINE' }, { ...known, isUpcoming: true })],
  ['live-now', { playerResponse: { ...playable('L'), videoDetails: { ...known, isLive: true } } }],
  [
    'live-processing',
    { playerResponse: { ...playable('L'), videoDetails: { ...known, isPostLiveDvr: true } } },
  ],
  ['live-now', { args: { live_playback: '1' } }],
  ['live-now', { args: { hlsvp: 'https://manifest.googlevideo.com/api' } }],
  ['region-blocked', { args: { status: 'fail', reason: 'It is blocked in your country.' } }],
  ['age-restricted', { ageRestricted: true, notice: 'Inhaltswarnung' }],
  ['video-unavailable', { notice: 'This video does not exist.' }],
  ['private-video', { notice: 'This video is private.' }],
  ['payment-required', { args: { title: 'Rental', ypc_module: '1' } }],
  ['no-formats', { args: { title: 'Nothing' } }],
  ['no-formats', status({ status: 'OK' }, known)],
  ['ok', { playerResponse: playable('adult, and the person may see it'), ageRestricted: true }],
])('%s %#', (code, says) => {
  expect(refusedWith(says).code).toBe(code);
});

test("a refusal carries the site's own sentence, and a start its time", () => {
  expect(
    refusedWith(status({ status: 'ERROR', reason: 'Weg.', messages: ['Weg.'] })).facts,
  ).toEqual({
    reason: 'Weg.',
  });
  const offlineSlate = { liveStreamOfflineSlateRenderer: { scheduledStartTime: '1604678400' } };
  const upcoming = {
    status: 'LIVE_STREAM_OFFLINE',
    reason: 'In 2 days.',
    liveStreamability: { liveStreamabilityRenderer: { offlineSlate } },
  };
  expect(refusedWith(status(upcoming, known))).toEqual({
    code: 'live-not-started',
    facts: { reason: 'In 2 days.', startsAtSeconds: 1_604_678_400 },
  });
});

test('a premiere is told from a broadcast, and its time may stand elsewhere', () => {
  const liveBroadcastDetails = { startTimestamp: '2030-01-01T00:00:00+00:00' };
  const { playerResponse } = status(
    { status: 'LIVE_STREAM_OFFLINE' },
    { ...known, isUpcoming: true, isLiveContent: false },
  );
  const microformat = { playerMicroformatRenderer: { liveBroadcastDetails } };
  expect(refusedWith({ playerResponse: { ...playerResponse, microformat } })).toEqual({
    code: 'live-not-started',
    facts: { startsAtSeconds: 1_893_456_000, isPremiere: true },
  });
});

const streaming = (formats: unknown[]) => ({ playerResponse: { streamingData: { formats } } });
const bare = { itag: 137, mimeType: 'video/mp4; codecs="avc1.640028"' };
const ready = { itag: 18, url: media('n=1') };
const stranger = { itag: 136, url: media('n=1'), mimeType: 'video/mp4; codecs="zzz9.1"' };

test.each([
  ['streaming-only', streaming([bare])],
  ['ok', streaming([bare, ready])],
  ['drm-protected', streaming([{ ...ready, drmFamilies: ['WIDEVINE'] }])],
  ['drm-protected', streaming([{ ...bare, drmFamilies: ['PLAYREADY'] }])],
  ['streaming-only', streaming([bare, { ...ready, drmFamilies: ['WIDEVINE'] }])],
  ['address-not-allowed', streaming([{ itag: 18, url: 'https://evil.example/x' }])],
  ['no-formats', streaming([stranger])],
  ['no-formats', streaming([stranger, bare])],
  ['no-formats', streaming([stranger, { ...ready, drmFamilies: ['WIDEVINE'] }])],
  ['no-formats', streaming([{ ...ready, mimeType: 'audio/mp4; codecs="avc1.64"' }])],
  ['streaming-only', streaming([{ ...ready, itag: 96 }])],
  ['ok', streaming([stranger, ready])],
  ['ok', streaming([{ itag: 22, url: 'https://evil.example/x' }, ready])],
])('%s: what the formats leave %#', (code, says) => {
  expect(refusedWith(says).code).toBe(code);
});

test('a video without anything to choose says what stood in the way', () => {
  expect(refusedWith(streaming([stranger, bare])).facts).toEqual({
    streamingOnly: 1,
    drm: 0,
    unknownCodec: 1,
  });
});

test('the formats come best first', () => {
  const formats = [18, 140, 22].map((itag) => ({ itag, url: media('n=1') }));
  const video = readVideo(pageData(streaming(formats)));
  expect(video.formats.map(({ itag }) => itag)).toEqual([22, 18, 140]);
});
