import type { ErrorCode } from '../../errors';
import { clientOf, type PlannedTier, type Tier } from './tiers';

export interface TierFailure {
  readonly tier: Tier;
  readonly code: ErrorCode;
}

export type NextStep =
  | { readonly step: 'tier'; readonly tier: Tier }
  /** The page itself asks for patience, or for a person: no other way is open either. */
  | { readonly step: 'pause'; readonly code: ErrorCode }
  /** No way is left; the code is of the best way that failed. */
  | { readonly step: 'end'; readonly code: ErrorCode }
  /** Not the way's doing: what mends it is not another way. */
  | { readonly step: 'same'; readonly code: ErrorCode };

/** What a failure says of the other ways. */
type Effect =
  /** Nothing. */
  | 'next'
  /** The tokens to be had here are not good: ways that need one are closed. */
  | 'next-without-token'
  /** The player script is not understood: ways that need it are closed. */
  | 'next-without-script'
  /** The site has been asked too often: no other client asks it. */
  | 'next-without-client'
  | 'pause';

/** Failures that are not named here are not the way's doing: the network, the disk, the person. */
const effects: Readonly<Partial<Record<ErrorCode, Effect>>> = {
  'attestation-required': 'next-without-token',
  'unknown-cipher': 'next-without-script',
  'player-script-unavailable': 'next-without-script',
  'http-429': 'pause',
  'asked-to-prove-human': 'pause',
  'sabr-error': 'next',
  'streaming-only': 'next',
  'no-formats': 'next',
  'format-changed': 'next',
  'address-not-allowed': 'next',
  'http-403': 'next',
  'http-404': 'next',
  'http-410': 'next',
  'http-error': 'next',
  'page-data-invalid': 'next',
  'page-data-too-large': 'next',
  'other-video': 'next',
  // What the site says to one client it need not say to another.
  'age-restricted': 'next',
  'login-required': 'next',
  'private-video': 'next',
  'members-only': 'next',
  'payment-required': 'next',
  'region-blocked': 'next',
  'video-unavailable': 'next',
  'drm-protected': 'next',
};

/** What one client is told so is told to that client; the page's own word holds for all of them. */
const clientEffects: typeof effects = {
  'http-429': 'next-without-client',
  'asked-to-prove-human': 'next',
};

/** Whether it is a way's doing: what another way need not meet. The page itself is asked before there are ways. */
export const isOfTheWay = (code: ErrorCode): boolean => effects[code] !== undefined;

/** The site asks for patience, or for a person: what is closed now may be open then. */
export const asksForPatience = (code: ErrorCode): boolean => effects[code] === 'pause';

const effectOf = ({ tier, code }: TierFailure): Effect | undefined =>
  (clientOf(tier) && clientEffects[code]) ?? effects[code];

/** What to do after these failures, in their order, of a plan's ways. */
export function nextStep(
  plan: readonly PlannedTier[],
  failures: readonly [TierFailure, ...TierFailure[]],
): NextStep {
  const last = failures.at(-1) ?? failures[0];
  const { code } = last;
  const effect = effectOf(last);
  if (effect === undefined) return { step: 'same', code };
  if (effect === 'pause') return { step: 'pause', code };
  const tried = new Set(failures.map(({ tier }) => tier));
  const seen = new Set(failures.map(effectOf));
  const next = plan.find(
    ({ tier, isKept }) =>
      isKept &&
      !tried.has(tier) &&
      !(seen.has('next-without-token') && needsToken(tier)) &&
      !(seen.has('next-without-script') && needsScript(tier)) &&
      !(seen.has('next-without-client') && clientOf(tier)),
  );
  return next ? { step: 'tier', tier: next.tier } : { step: 'end', code: failures[0].code };
}

const needsToken = (tier: Tier): boolean => tier === 'sabr' || clientOf(tier)?.token !== undefined;

/** Today every address of the page has an `n`. */
const needsScript = (tier: Tier): boolean =>
  clientOf(tier)?.needs.includes('player-script') ?? true;
