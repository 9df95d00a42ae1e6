import * as v from 'valibot';
import { adsSchema } from './ad-wait';
import { initialDataSchema } from './initial-data';
import { list, numeric, optional, sentence, text, words } from './page-fields';

/**
 * A YouTube page's own data as the border guard lets it through: the site's names, every string bounded,
 * every number a number, nothing else. A field that does not parse costs itself alone; an item of a list
 * that lacks its essential field costs the item.
 */

/** Goes into headers and request bodies: one line, no spaces. */
const plainText = (longest: number) => v.pipe(text(longest), v.regex(/^[!-~]+$/));

const rangeSchema = v.object({ start: numeric, end: numeric });

/** One encoding as a player response tells of it (`formats`, `adaptiveFormats`). */
const formatSchema = v.object({
  itag: numeric,
  url: optional(text(8_000)),
  /** A query string: `s`, `sp`, `url`. `cipher` is its name of 2019. */
  signatureCipher: optional(text(10_000)),
  cipher: optional(text(10_000)),
  mimeType: optional(text(200)),
  bitrate: optional(numeric),
  averageBitrate: optional(numeric),
  width: optional(numeric),
  height: optional(numeric),
  fps: optional(numeric),
  initRange: optional(rangeSchema),
  indexRange: optional(rangeSchema),
  lastModified: optional(text(30)),
  contentLength: optional(numeric),
  quality: optional(text(50)),
  qualityLabel: optional(words(50)),
  projectionType: optional(text(50)),
  stereoLayout: optional(text(50)),
  type: optional(text(50)),
  approxDurationMs: optional(numeric),
  targetDurationSec: optional(v.number()),
  audioSampleRate: optional(numeric),
  audioChannels: optional(numeric),
  audioTrack: optional(
    v.object({
      id: text(100),
      displayName: optional(words(200)),
      audioIsDefault: optional(v.boolean()),
    }),
  ),
  isDrc: optional(v.boolean()),
  /** Speech lifted ("voice boost"). */
  isVb: optional(v.boolean()),
  xtags: optional(text(500)),
  colorInfo: optional(v.object({ transferCharacteristics: optional(text(100)) })),
  drmFamilies: optional(list(text(50), 10)),
});
export type PageFormat = v.InferOutput<typeof formatSchema>;

const playabilitySchema = v.object({
  status: optional(text(50)),
  reason: optional(words(500)),
  messages: optional(list(words(500), 10)),
  playableInEmbed: optional(v.boolean()),
  desktopLegacyAgeGateReason: optional(numeric),
  errorScreen: optional(
    v.object({
      playerErrorMessageRenderer: optional(
        v.object({ reason: optional(sentence), subreason: optional(sentence) }),
      ),
      playerLegacyDesktopYpcOfferRenderer: optional(v.object({ offerId: optional(text(200)) })),
      playerLegacyDesktopYpcTrailerRenderer: optional(
        v.object({ trailerVideoId: optional(text(20)) }),
      ),
    }),
  ),
  liveStreamability: optional(
    v.object({
      liveStreamabilityRenderer: v.object({
        offlineSlate: v.object({
          liveStreamOfflineSlateRenderer: v.object({ scheduledStartTime: numeric }),
        }),
      }),
    }),
  ),
});
export type Playability = v.InferOutput<typeof playabilitySchema>;

const detailsSchema = v.object({
  videoId: optional(text(20)),
  title: optional(words(500)),
  author: optional(words(300)),
  lengthSeconds: optional(numeric),
  /** At most 5,000 characters on the site. */
  shortDescription: optional(words(20_000)),
  viewCount: optional(numeric),
  isLive: optional(v.boolean()),
  /** Broadcast now, later or once; a premiere is not. */
  isLiveContent: optional(v.boolean()),
  isUpcoming: optional(v.boolean()),
  isPostLiveDvr: optional(v.boolean()),
  thumbnail: optional(
    v.object({
      thumbnails: list(v.object({ url: text(2_000), width: optional(numeric) }), 20),
    }),
  ),
});

/** BCP 47: it goes into addresses and file names. */
const language = v.pipe(text(35), v.regex(/^[\w-]+$/));

const captionSchema = v.object({
  baseUrl: text(4_000),
  vssId: optional(text(100)),
  languageCode: language,
  kind: optional(text(20)),
  name: optional(sentence),
  isTranslatable: optional(v.boolean()),
});
export type PageCaption = v.InferOutput<typeof captionSchema>;

/** What the page's player has, and what InnerTube's `player` answers to any client. */
export const playerResponseSchema = v.object({
  ...adsSchema.entries,
  playabilityStatus: optional(playabilitySchema),
  videoDetails: optional(detailsSchema),
  streamingData: optional(
    v.object({
      formats: optional(list(formatSchema, 500)),
      adaptiveFormats: optional(list(formatSchema, 500)),
      serverAbrStreamingUrl: optional(text(8_000)),
      hlsManifestUrl: optional(text(8_000)),
      /** Of every address, from when the response was made. */
      expiresInSeconds: optional(numeric),
    }),
  ),
  playerConfig: optional(
    v.object({
      mediaCommonConfig: v.object({
        mediaUstreamerRequestConfig: v.object({
          /** Base64: goes into every request of the streaming protocol as it is. */
          videoPlaybackUstreamerConfig: v.pipe(text(100_000), v.regex(/^[\w+/=%-]+$/)),
        }),
      }),
    }),
  ),
  captions: optional(
    v.object({
      playerCaptionsTracklistRenderer: v.object({
        captionTracks: optional(list(captionSchema, 200)),
        translationLanguages: optional(
          list(v.object({ languageCode: language, languageName: optional(sentence) }), 500),
        ),
      }),
    }),
  ),
  storyboards: optional(
    v.object({ playerStoryboardSpecRenderer: v.object({ spec: text(8_000) }) }),
  ),
  microformat: optional(
    v.object({
      playerMicroformatRenderer: v.object({
        title: optional(sentence),
        ownerChannelName: optional(words(300)),
        lengthSeconds: optional(numeric),
        publishDate: optional(text(40)),
        uploadDate: optional(text(40)),
        liveBroadcastDetails: optional(v.object({ startTimestamp: optional(text(40)) })),
      }),
    }),
  ),
});

export type PlayerResponse = v.InferOutput<typeof playerResponseSchema>;

/** `ytplayer.config.args` (2013–2020). */
const argsSchema = v.object({
  title: optional(words(500)),
  author: optional(words(300)),
  length_seconds: optional(numeric),
  thumbnail_url: optional(text(2_000)),
  status: optional(text(50)),
  reason: optional(words(500)),
  ypc_module: optional(text(10)),
  live_playback: optional(text(10)),
  hlsvp: optional(text(4_000)),
  url_encoded_fmt_stream_map: optional(text(1_000_000)),
  adaptive_fmts: optional(text(1_000_000)),
});
export type PageArgs = v.InferOutput<typeof argsSchema>;

/** Whom a page's own requests come from. */
export const pageClientSchema = v.object({
  visitorData: optional(plainText(1_000)),
  /** InnerTube's number of the client that the page is (1: WEB), and its version. */
  clientNumber: optional(numeric),
  clientVersion: optional(plainText(100)),
  /** The page's language and country: `en-GB`, `KR`. */
  hl: optional(plainText(20)),
  gl: optional(plainText(10)),
  loggedIn: optional(v.boolean()),
  /** Which of the browser's accounts; the header `X-Goog-AuthUser`. */
  sessionIndex: optional(numeric),
  /** Of a channel that the account acts as; the header `X-Goog-PageId`. */
  delegatedSessionId: optional(plainText(100)),
  /** Names the account, and the channel it acts as. */
  dataSyncId: optional(plainText(200)),
});
export type PageClient = v.InferOutput<typeof pageClientSchema>;

export const pageDataSchema = v.object({
  site: v.literal('youtube'),
  /** Of the tab when the page was read. */
  pageUrl: text(4_000),
  /** Taken from `pageUrl`; where the data names its video, it names this one. */
  videoId: v.pipe(v.string(), v.regex(/^[\w-]{11}$/)),
  playerUrl: optional(text(500)),
  /** The player script's signature timestamp. */
  sts: optional(numeric),
  ...pageClientSchema.entries,
  /** The page's markup says so (2013–2019, where there is no player response). */
  ageRestricted: optional(v.boolean()),
  /** What the page says in the player's place (2013–2019). */
  notice: optional(words(300)),
  playerResponse: optional(playerResponseSchema),
  args: optional(argsSchema),
  /** Of this very video, or absent. */
  initialData: optional(initialDataSchema),
});
export type PageData = v.InferOutput<typeof pageDataSchema>;
