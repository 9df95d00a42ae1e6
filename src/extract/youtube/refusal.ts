import { type ErrorCode, type ErrorFacts, ReelkeepError } from '../../errors';
import type { PageData, Playability } from './page-data';

/**
 * The site says why in sentences of the person's language; only some refusals have a mark besides.
 * English and Korean, the languages we speak, are read; in others the mark or the status decides, and
 * the site's own sentence is in the facts.
 */
const sentences: readonly { readonly says: RegExp; readonly code: ErrorCode }[] = [
  { says: /\bnot a (?:ro)?bot\b|봇이 아/i, code: 'asked-to-prove-human' },
  // Not the video's state: it is what the site says to who has asked too often (youtube.md §4).
  {
    says: /\bcontent isn.t available, try again later|콘텐츠.*나중에 다시 시도/i,
    code: 'http-429',
  },
  { says: /premium|프리미엄/i, code: 'payment-required' },
  { says: /\bmembers\b|members-only|회원/i, code: 'members-only' },
  { says: /\bpayment\b|\bpurchase\b|\brent(?:al)?\b|결제|구매|대여/i, code: 'payment-required' },
  { says: /\bprivate\b|비공개/i, code: 'private-video' },
  {
    says: /\byour age\b|age-restricted|inappropriate for some|content warning|연령|나이/i,
    code: 'age-restricted',
  },
  { says: /\b(?:your|this) (?:country|region|location)\b|국가|지역/i, code: 'region-blocked' },
];

/** Why the site refuses the video, as an error to throw; `undefined` where it does not. */
export function refusal(page: PageData): ReelkeepError | undefined {
  const playability = page.playerResponse?.playabilityStatus;
  const status = playability?.status ?? (page.args?.status === 'fail' ? 'ERROR' : undefined);
  if (status === undefined || status === 'OK') return undefined;
  const code = refusalCode(page, status, playability ?? {});
  const facts = code === 'live-not-started' ? startFacts(page) : {};
  return refused(code, { ...reasonFact(saidBy(page)), ...facts });
}

/** Why a page that gives no formats gives none, by all that it lets slip (2013–2019). */
export function unstatedRefusal(page: PageData): ReelkeepError | undefined {
  const { ageRestricted, notice, args } = page;
  if (ageRestricted) return refused('age-restricted', reasonFact(notice));
  if (notice !== undefined) {
    return refused(codeOfSentence(notice) ?? 'video-unavailable', reasonFact(notice));
  }
  return args?.ypc_module === '1' ? refused('payment-required', {}) : undefined;
}

function refusalCode(page: PageData, status: string, playability: Playability): ErrorCode {
  const details = page.playerResponse?.videoDetails;
  if (details?.isUpcoming || scheduledStart(playability) !== undefined) return 'live-not-started';
  if (/^AGE_/.test(status) || playability.desktopLegacyAgeGateReason) return 'age-restricted';
  const screen = playability.errorScreen;
  const offer = screen?.playerLegacyDesktopYpcOfferRenderer;
  if (offer?.offerId === 'sponsors_only_video') return 'members-only';
  if (offer ?? screen?.playerLegacyDesktopYpcTrailerRenderer) return 'payment-required';
  const said = codeOfSentence(saidBy(page));
  if (said !== undefined) return said;
  if (status !== 'LOGIN_REQUIRED') return 'video-unavailable';
  // Of a private video the site does not even tell the title; of every other it does.
  return details === undefined ? 'private-video' : 'login-required';
}

function saidBy({ playerResponse, args, notice }: PageData): string {
  const { reason, messages = [], errorScreen } = playerResponse?.playabilityStatus ?? {};
  const shown = errorScreen?.playerErrorMessageRenderer;
  const said = [reason, ...messages, shown?.reason, shown?.subreason, args?.reason, notice];
  return [...new Set(said.filter(Boolean))].join(' ');
}

const codeOfSentence = (said: string): ErrorCode | undefined =>
  sentences.find(({ says }) => says.test(said))?.code;

/** When it begins, in seconds since 1970, where that is said; and whether it is a video that was made before. */
function startFacts({ playerResponse }: PageData): ErrorFacts {
  const micro = playerResponse?.microformat?.playerMicroformatRenderer.liveBroadcastDetails;
  const written = Date.parse(micro?.startTimestamp ?? '') / 1000;
  const startsAtSeconds = scheduledStart(playerResponse?.playabilityStatus) ?? written;
  const isPremiere = playerResponse?.videoDetails?.isLiveContent === false;
  return {
    ...(Number.isFinite(startsAtSeconds) ? { startsAtSeconds } : {}),
    ...(isPremiere ? { isPremiere } : {}),
  };
}

const scheduledStart = (playability: Playability | undefined): number | undefined =>
  playability?.liveStreamability?.liveStreamabilityRenderer.offlineSlate
    .liveStreamOfflineSlateRenderer.scheduledStartTime;

const reasonFact = (said: string | undefined): ErrorFacts =>
  said ? { reason: said.slice(0, 200) } : {};

const refused = (code: ErrorCode, facts: ErrorFacts) =>
  new ReelkeepError(code, 'The site does not give this video.', { facts });
