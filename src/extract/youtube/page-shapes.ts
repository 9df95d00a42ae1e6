import type { Shape } from './copy-shape';

/** `{simpleText}` or `{runs: [{text}]}`, as the site writes every sentence. */
const text: Shape = { simpleText: 1, runs: [{ text: 1 }] };
const range: Shape = { start: 1, end: 1 };

const format: Shape = {
  itag: 1,
  url: 1,
  signatureCipher: 1,
  cipher: 1,
  mimeType: 1,
  bitrate: 1,
  averageBitrate: 1,
  width: 1,
  height: 1,
  fps: 1,
  initRange: range,
  indexRange: range,
  lastModified: 1,
  contentLength: 1,
  quality: 1,
  qualityLabel: 1,
  projectionType: 1,
  stereoLayout: 1,
  type: 1,
  approxDurationMs: 1,
  targetDurationSec: 1,
  audioSampleRate: 1,
  audioChannels: 1,
  audioTrack: { id: 1, displayName: 1, audioIsDefault: 1 },
  isDrc: 1,
  isVb: 1,
  xtags: 1,
  colorInfo: { transferCharacteristics: 1 },
  drmFamilies: [1],
};

const ad: Shape = { instreamVideoAdRenderer: { skipOffsetMilliseconds: 1, playerVars: 1 } };

/** The branches of a player response (2018 to today) that anything of ours reads. */
export const playerResponseShape = {
  playabilityStatus: {
    status: 1,
    reason: 1,
    messages: [1],
    playableInEmbed: 1,
    desktopLegacyAgeGateReason: 1,
    errorScreen: {
      playerErrorMessageRenderer: { reason: text, subreason: text },
      playerLegacyDesktopYpcOfferRenderer: { offerId: 1 },
      playerLegacyDesktopYpcTrailerRenderer: { trailerVideoId: 1 },
    },
    liveStreamability: {
      liveStreamabilityRenderer: {
        offlineSlate: { liveStreamOfflineSlateRenderer: { scheduledStartTime: 1 } },
      },
    },
  },
  videoDetails: {
    videoId: 1,
    title: 1,
    author: 1,
    lengthSeconds: 1,
    shortDescription: 1,
    viewCount: 1,
    isLive: 1,
    isLiveContent: 1,
    isUpcoming: 1,
    isPostLiveDvr: 1,
    thumbnail: { thumbnails: [{ url: 1, width: 1 }] },
  },
  streamingData: {
    formats: [format],
    adaptiveFormats: [format],
    serverAbrStreamingUrl: 1,
    hlsManifestUrl: 1,
    expiresInSeconds: 1,
  },
  adPlacements: [
    {
      adPlacementRenderer: { config: { adPlacementConfig: { kind: 1 } }, renderer: ad },
    },
  ],
  adSlots: [
    {
      adSlotRenderer: {
        adSlotMetadata: { triggerEvent: 1 },
        fulfillmentContent: {
          fulfilledLayout: {
            playerBytesAdLayoutRenderer: {
              renderingContent: {
                ...ad,
                playerBytesSequentialLayoutRenderer: {
                  sequentialLayouts: [{ playerBytesAdLayoutRenderer: { renderingContent: ad } }],
                },
              },
            },
          },
        },
      },
    },
  ],
  playerConfig: {
    mediaCommonConfig: { mediaUstreamerRequestConfig: { videoPlaybackUstreamerConfig: 1 } },
  },
  captions: {
    playerCaptionsTracklistRenderer: {
      captionTracks: [
        { baseUrl: 1, vssId: 1, languageCode: 1, kind: 1, name: text, isTranslatable: 1 },
      ],
      translationLanguages: [{ languageCode: 1, languageName: text }],
    },
  },
  storyboards: { playerStoryboardSpecRenderer: { spec: 1 } },
  microformat: {
    playerMicroformatRenderer: {
      title: text,
      ownerChannelName: 1,
      lengthSeconds: 1,
      publishDate: 1,
      uploadDate: 1,
      liveBroadcastDetails: { startTimestamp: 1 },
    },
  },
} as const satisfies Shape;

/** `ytplayer.config.args` (2013–2020). */
export const argsShape = {
  video_id: 1,
  title: 1,
  author: 1,
  length_seconds: 1,
  thumbnail_url: 1,
  status: 1,
  reason: 1,
  ypc_module: 1,
  live_playback: 1,
  hlsvp: 1,
  url_encoded_fmt_stream_map: 1,
  adaptive_fmts: 1,
} as const satisfies Shape;

/** Where `ytcfg` says what we want to know of the player, the client and the session. */
export const ytcfgFields = {
  playerUrl: 'PLAYER_JS_URL',
  sts: 'STS',
  visitorData: 'VISITOR_DATA',
  clientVersion: 'INNERTUBE_CLIENT_VERSION',
  clientNumber: 'INNERTUBE_CONTEXT_CLIENT_NAME',
  hl: 'HL',
  gl: 'GL',
  loggedIn: 'LOGGED_IN',
  sessionIndex: 'SESSION_INDEX',
  delegatedSessionId: 'DELEGATED_SESSION_ID',
  dataSyncId: 'DATASYNC_ID',
} as const;
