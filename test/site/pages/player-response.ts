import { captionTracks } from '../captions/caption-tracks';
import { unsolvedN } from '../googlevideo/media-address';
import { hostileResponse } from '../hostile/hostile-pages';
import { mediaHosts } from '../hosts';
import { isProgressiveProfile } from '../media/profiles';
import { sabrResponse, sabrStreamingData } from '../sabr/sabr-page';
import type { Signing, VideoSpec } from '../video-spec';
import type { IssuedFormat } from './issue-formats';
import type { JsonObject } from './json';
import { responseFormat } from './response-format';
import { secondsOf } from './stream-map';
import { visitorData } from './visitor-data';
import { channelId, thumbnailUrl, type WatchPage } from './watch-page';

/** `ytInitialPlayerResponse`, `args.player_response` parsed, and what InnerTube's `player` answers. */
export function playerResponse(page: WatchPage): JsonObject {
  const { trouble, video } = page;
  const streamingData = streaming(page);
  const response: JsonObject = {
    responseContext: { visitorData },
    playabilityStatus: trouble.playability ?? {
      status: 'OK',
      playableInEmbed: isEmbeddable(page.shown),
    },
    ...(streamingData && { streamingData }),
    ...(streamingData && { captions: captionTracks(page.shown) }),
    ...(page.sabr && sabrResponse(page.sabr)),
    ...(streamingData && { storyboards: storyboards(page.shown.id) }),
    videoDetails: details(page),
    microformat: { playerMicroformatRenderer: microformat(page) },
  };
  return hostileResponse(video.hostile, response);
}

const isEmbeddable = ({ traits = [] }: VideoSpec): boolean => !traits.includes('not-embeddable');

function details({ shown, trouble }: WatchPage): JsonObject {
  return {
    videoId: shown.id,
    title: shown.title,
    lengthSeconds: secondsOf(shown.clip),
    keywords: ['offline', 'test "picture"', '{braces}'],
    channelId: channelId(shown.channel),
    isOwnerViewing: false,
    shortDescription: shown.description,
    isCrawlable: true,
    thumbnail: {
      thumbnails: [
        { url: thumbnailUrl(shown.id), width: 480, height: 360 },
        { url: thumbnailUrl(shown.id, 'maxresdefault'), width: 1280, height: 720 },
      ],
    },
    allowRatings: true,
    viewCount: '1234567',
    author: shown.channel,
    isPrivate: false,
    isLiveContent: false,
    ...trouble.details,
  };
}

/** Two levels; of the larger one three sheets of 2 × 2. */
const storyboards = (id: string): JsonObject => ({
  playerStoryboardSpecRenderer: {
    spec: [
      `https://i.ytimg.com/sb/${id}/storyboard3_L$L/$N.jpg?sqp=offline`,
      '48#27#100#10#10#0#default#rs$small',
      '160#90#10#2#2#1000#M$M#rs$large',
    ].join('|'),
  },
});

const microformat = ({ shown, trouble }: WatchPage): JsonObject => ({
  title: { simpleText: shown.title },
  lengthSeconds: secondsOf(shown.clip),
  ownerChannelName: shown.channel,
  isFamilySafe: true,
  availableCountries: ['DE', 'KR', 'US'],
  uploadDate: `${shown.era}-05-17`,
  publishDate: `${shown.era}-05-17`,
  ...trouble.microformat,
});

function streaming(page: WatchPage): JsonObject | undefined {
  const { expiresInSeconds: seconds, formats, shown, trouble } = page;
  const expiresInSeconds = String(seconds);
  if (page.client === 'playlists') return { expiresInSeconds, hlsManifestUrl: page.manifest ?? '' };
  switch (trouble.streaming) {
    case undefined:
      return undefined;
    case 'empty':
      return { expiresInSeconds };
    case 'kept':
      if (page.client === 'addresses') return { expiresInSeconds, ...lists(formats, 'url') };
      return {
        ...{ expiresInSeconds, ...lists(formats, shown.signing) },
        ...(page.sabr && sabrStreamingData(page.sabr)),
      };
    case 'drm': {
      const protect = (format: JsonObject) => ({
        ...format,
        drmFamilies: ['WIDEVINE', 'PLAYREADY'],
      });
      const { adaptiveFormats } = lists(formats, shown.signing);
      const licenseInfos = [
        { drmFamily: 'WIDEVINE', url: 'https://www.youtube.com/api/drm/widevine' },
      ];
      return { expiresInSeconds, adaptiveFormats: adaptiveFormats.map(protect), licenseInfos };
    }
    case 'live':
      return { expiresInSeconds, ...live(page) };
    case 'sabr':
    case 'sabr-and-18':
      return { expiresInSeconds, ...sabr(page, trouble.streaming === 'sabr-and-18') };
  }
}

function lists(formats: readonly IssuedFormat[], signing: Signing | 'none') {
  const of = (progressive: boolean): readonly JsonObject[] =>
    formats
      .filter(({ profile }) => isProgressiveProfile(profile) === progressive)
      .map((format) => responseFormat(format, signing));
  return { formats: of(true), adaptiveFormats: of(false) };
}

/** Adaptive entries without any address, and one address for all (facts §1.1); 18 alone may have its own. */
function sabr({ formats, shown, expiresInSeconds }: WatchPage, with18: boolean): JsonObject {
  const query = new URLSearchParams({
    expire: String(expiresInSeconds),
    id: `o-${shown.id}`,
    sabr: '1',
    rqh: '1',
    c: 'WEB',
    n: unsolvedN(shown.id, false),
  });
  return {
    ...(with18 && { formats: lists(formats, 'url').formats }),
    adaptiveFormats: lists(formats, 'none').adaptiveFormats,
    serverAbrStreamingUrl: `https://${mediaHosts[0]}/videoplayback?${query}`,
  };
}

/** What is live has no length, and lists of pieces instead. */
function live({ formats, shown, manifest: served }: WatchPage): JsonObject {
  const manifest = (kind: string): string =>
    `https://manifest.googlevideo.com/api/manifest/${kind}/id/${shown.id}.1/source/yt_live_broadcast/playlist/index.m3u8`;
  return {
    adaptiveFormats: lists(formats, 'url').adaptiveFormats.map(
      ({ contentLength: _length, approxDurationMs: _duration, ...format }) => ({
        ...format,
        targetDurationSec: 5,
        maxDvrDurationSec: 43_200,
      }),
    ),
    dashManifestUrl: manifest('dash'),
    hlsManifestUrl: served ?? manifest('hls_variant'),
  };
}
