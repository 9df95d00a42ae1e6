import { videoId } from './fake-page-view';

const sentence = { simpleText: 'A sentence.' };
const range = { start: '0', end: '9' };

const fullFormat = {
  itag: 137,
  url: 'https://r1.googlevideo.com/videoplayback?n=1',
  signatureCipher: 's=1',
  cipher: 's=1',
  mimeType: 'video/mp4; codecs="avc1.640028"',
  bitrate: 1,
  averageBitrate: 1,
  width: 1,
  height: 1,
  fps: 30,
  initRange: range,
  indexRange: range,
  lastModified: '1',
  contentLength: '1',
  quality: 'hd1080',
  qualityLabel: '1080p',
  projectionType: 'RECTANGULAR',
  stereoLayout: 'STEREO_LAYOUT_UNKNOWN',
  type: 'FORMAT_STREAM_TYPE_OTF',
  approxDurationMs: '1000',
  targetDurationSec: 5.5,
  audioSampleRate: '44100',
  audioChannels: 2,
  audioTrack: { id: 'en.4', displayName: 'English', audioIsDefault: true },
  isDrc: true,
  xtags: 'a=b',
  colorInfo: { transferCharacteristics: 'COLOR_TRANSFER_CHARACTERISTICS_BT709' },
  drmFamilies: ['WIDEVINE'],
};

/** A player response with every field that anything of ours reads. */
export const fullResponse = {
  playabilityStatus: {
    status: 'OK',
    reason: 'r',
    messages: ['m'],
    desktopLegacyAgeGateReason: 1,
    errorScreen: {
      playerErrorMessageRenderer: { reason: sentence, subreason: { runs: [{ text: 's' }] } },
      playerLegacyDesktopYpcOfferRenderer: { offerId: 'o' },
      playerLegacyDesktopYpcTrailerRenderer: { trailerVideoId: 't' },
    },
    liveStreamability: {
      liveStreamabilityRenderer: {
        offlineSlate: { liveStreamOfflineSlateRenderer: { scheduledStartTime: '1' } },
      },
    },
  },
  videoDetails: {
    videoId,
    title: 't',
    author: 'a',
    lengthSeconds: '1',
    isLive: false,
    isLiveContent: false,
    isUpcoming: false,
    isPostLiveDvr: false,
    thumbnail: { thumbnails: [{ url: 'https://i.ytimg.com/a.jpg', width: 1 }] },
  },
  streamingData: {
    formats: [fullFormat],
    adaptiveFormats: [fullFormat],
    serverAbrStreamingUrl: 'https://r1.googlevideo.com/videoplayback?sabr=1',
  },
  captions: {
    playerCaptionsTracklistRenderer: {
      captionTracks: [
        {
          baseUrl: '/api/timedtext',
          vssId: '.en',
          languageCode: 'en',
          kind: 'asr',
          name: sentence,
          isTranslatable: true,
        },
      ],
      translationLanguages: [{ languageCode: 'ko', languageName: sentence }],
    },
  },
  storyboards: { playerStoryboardSpecRenderer: { spec: 's' } },
  microformat: {
    playerMicroformatRenderer: {
      title: sentence,
      ownerChannelName: 'o',
      lengthSeconds: '1',
      publishDate: '2015-10-22',
      uploadDate: '2015-10-22',
      liveBroadcastDetails: { startTimestamp: '2030-01-01T00:00:00+00:00' },
    },
  },
};

/** `ytplayer.config.args` likewise. */
export const fullArgs = {
  video_id: videoId,
  title: 't',
  author: 'a',
  length_seconds: '1',
  thumbnail_url: 'https://i.ytimg.com/a.jpg',
  status: 'ok',
  reason: 'r',
  ypc_module: '1',
  live_playback: '1',
  hlsvp: 'https://manifest.googlevideo.com/',
  url_encoded_fmt_stream_map: 'itag=18',
  adaptive_fmts: 'itag=137',
};
