import type { JsonObject } from './json';

/** Why a video cannot be had as others can, in the words and shapes of its era. */
export interface Trouble {
  /** `playabilityStatus` since 2018. */
  readonly playability?: JsonObject;
  /** Added to `videoDetails`. */
  readonly details?: JsonObject;
  /** Added to `microformat.playerMicroformatRenderer`. */
  readonly microformat?: JsonObject;
  /** What becomes of `streamingData`, or of the maps; absent: nothing is served. */
  readonly streaming?: 'kept' | 'empty' | 'drm' | 'live' | 'sabr' | 'sabr-and-18';
  /** The pages until 2017 said it to the person only, and had no config. */
  readonly message?: string;
  /** As `<meta property="og:restrictions:age">` says it. */
  readonly restrictedAge?: string;
  /** The data of this page are another video's. */
  readonly otherVideo?: true;
  /** The player script: one without a cipher, or one that is not there. */
  readonly player?: 'without-cipher' | 'missing';
}

const needsLogin = (reason: string, more: JsonObject = {}): Trouble => ({
  playability: { status: 'LOGIN_REQUIRED', reason, ...more },
});

const unplayable = (reason: string, more: JsonObject = {}): Trouble => ({
  playability: { status: 'UNPLAYABLE', reason, ...more },
});

const errorScreen = (reason: string, subreason: string): JsonObject => ({
  errorScreen: {
    playerErrorMessageRenderer: {
      reason: { simpleText: reason },
      subreason: { simpleText: subreason },
    },
  },
});

export const troubles = {
  'age-page': {
    restrictedAge: '18+',
    message: 'Content Warning: This video may be inappropriate for some users.',
  },
  'age-status': needsLogin('Sign in to confirm your age', {
    desktopLegacyAgeGateReason: 1,
    ...errorScreen(
      'Sign in to confirm your age',
      'This video may be inappropriate for some users.',
    ),
  }),
  private: needsLogin('Private video', {
    messages: ['This is a private video. Please sign in to verify that you may see it.'],
    ...errorScreen('Private video', 'Sign in if you’ve been granted access to this video'),
  }),
  'private-page': { message: 'This video is private.' },
  'members-only': unplayable(
    'Join this channel to get access to members-only content like this video, and other exclusive perks.',
    {
      errorScreen: {
        playerLegacyDesktopYpcOfferRenderer: {
          itemTitle: 'Members-only content',
          offerId: 'sponsors_only_video',
        },
      },
    },
  ),
  region: {
    ...unplayable(
      'Video unavailable',
      errorScreen(
        'Video unavailable',
        'The uploader has not made this video available in your country',
      ),
    ),
    microformat: { availableCountries: ['IS'] },
  },
  'login-required': needsLogin('Please sign in'),
  'bot-check': needsLogin('Sign in to confirm you’re not a bot'),
  'rate-limit': unplayable('This content isn’t available, try again later.'),
  rental: unplayable('This video requires payment to watch.', {
    errorScreen: { playerLegacyDesktopYpcTrailerRenderer: { itemTitle: 'Rent' } },
  }),
  'rental-maps': { streaming: 'empty' },
  removed: {
    playability: {
      status: 'ERROR',
      reason: 'Video unavailable',
      ...errorScreen('Video unavailable', 'This video has been removed by the uploader'),
    },
  },
  'removed-page': { message: 'This video has been removed by the user. Sorry about that.' },
  'live-later': {
    playability: {
      status: 'LIVE_STREAM_OFFLINE',
      reason: 'This live event will begin in 3 hours.',
      liveStreamability: { liveStreamabilityRenderer: { offlineSlate: {} } },
    },
    details: { isLiveContent: true, isUpcoming: true, lengthSeconds: '0' },
    microformat: {
      liveBroadcastDetails: { isLiveNow: false, startTimestamp: '2030-01-01T00:00:00+00:00' },
    },
  },
  'premiere-later': {
    playability: {
      status: 'LIVE_STREAM_OFFLINE',
      reason: 'Premieres in 3 hours',
      liveStreamability: {
        liveStreamabilityRenderer: {
          offlineSlate: { liveStreamOfflineSlateRenderer: { scheduledStartTime: '1893456000' } },
        },
      },
    },
    details: { isLiveContent: false, isUpcoming: true },
    microformat: {
      liveBroadcastDetails: { isLiveNow: false, startTimestamp: '2030-01-01T00:00:00+00:00' },
    },
  },
  'live-over': {
    streaming: 'live',
    details: { isLiveContent: true, isPostLiveDvr: true, lengthSeconds: '0' },
    microformat: { liveBroadcastDetails: { isLiveNow: false } },
  },
  'live-now': {
    streaming: 'live',
    details: { isLiveContent: true, isLive: true, lengthSeconds: '0' },
    microformat: { liveBroadcastDetails: { isLiveNow: true } },
  },
  'live-maps': { streaming: 'live' },
  drm: { streaming: 'drm' },
  'no-formats': { streaming: 'empty' },
  'sabr-only': { streaming: 'sabr' },
  'sabr-and-18': { streaming: 'sabr-and-18' },
  'other-video': { streaming: 'kept', otherVideo: true },
  'unknown-cipher': { streaming: 'kept', player: 'without-cipher' },
  'no-player-script': { streaming: 'kept', player: 'missing' },
} as const satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof troubles;

export const troubleOf = (name: TroubleName | undefined): Trouble =>
  name === undefined ? { streaming: 'kept' } : troubles[name];
