import type { FaultRule, Fault as SiteRule } from '../site/control/fault';
import { evilHost } from '../site/hosts';
import type { Family, Kind, Struck } from './family';
import { nextVersion } from './scene';
import type { Stage } from './stage';

/** Shares are of the part that the answer is about; `times`: so many answers are struck. */
export type SiteFault =
  | { readonly kind: 'refused'; readonly times: number }
  | { readonly kind: 'too-many'; readonly times: number }
  | { readonly kind: 'server-error'; readonly status: number; readonly times: number }
  | { readonly kind: 'unavailable'; readonly times: number }
  | { readonly kind: 'retry-after'; readonly status: number; readonly seconds: number }
  | { readonly kind: 'retry-date'; readonly status: number; readonly seconds: number }
  | { readonly kind: 'cut'; readonly share: number; readonly times: number }
  | { readonly kind: 'reset'; readonly share: number; readonly times: number }
  | { readonly kind: 'half-body'; readonly share: number; readonly times: number }
  | { readonly kind: 'stall'; readonly share: number }
  | { readonly kind: 'silence' }
  | {
      readonly kind: 'drip';
      readonly share: number;
      readonly bytesPerSecond: number;
      readonly forMs?: number;
    }
  /** One connection gets a part's bytes in so many seconds. */
  | { readonly kind: 'slow-connection'; readonly seconds: number }
  | { readonly kind: 'wrong-range'; readonly shift: number; readonly times: number }
  | { readonly kind: 'range-ignored'; readonly times: number }
  | { readonly kind: 'content-changed'; readonly times: number }
  /** From now on, and of the same bytes. */
  | { readonly kind: 'etag-changed' }
  | { readonly kind: 'length-changed'; readonly by: number; readonly times: number }
  | { readonly kind: 'gzip'; readonly times: number }
  | { readonly kind: 'garbage-page'; readonly times: number }
  | { readonly kind: 'garbage-part'; readonly times: number }
  /** The bytes of a file's beginning are not its own, and nothing says so. */
  | { readonly kind: 'garbage-noise' }
  | { readonly kind: 'redirect-near'; readonly times: number }
  | { readonly kind: 'redirect-away'; readonly times: number }
  | { readonly kind: 'addresses-expired' }
  /** Under the old addresses, without a word. */
  | { readonly kind: 'file-replaced' }
  /** The old addresses are refused, and new ones are of another version. */
  | { readonly kind: 'new-version' };

/** A kind that is a rule at the site. */
const answers = <F extends SiteFault>(
  draw: Kind<F>['draw'],
  rule: (fault: F, partBytes: number) => SiteRule,
  more: (fault: F) => Partial<FaultRule> = timesOf,
): Kind<F> => ({
  draw,
  strike: async (fault, stage) => {
    stage.site.control.faults.add({
      fault: rule(fault, stage.biggestPart),
      videoId: stage.scene.videoId,
      ...more(fault),
    });
    return meetNewRequests(stage);
  },
  when: [0, 90],
});

const timesOf = (fault: SiteFault): Partial<FaultRule> =>
  'times' in fault ? { times: fault.times } : { times: 1 };

/** A rule strikes who asks: connections under way are broken, so that somebody does. */
async function meetNewRequests({ site, hasBegun }: Stage): Promise<Struck> {
  if (hasBegun()) site.resetConnections();
  return 'over';
}

function replaceMedia({ site, scene, account }: Stage): void {
  site.control.replaceMedia(scene.videoId, nextVersion);
  account.markVersion();
}

const redirectHost = 'rr9---sn-reelkeep.googlevideo.com';

export const siteFaults: Family<SiteFault> = {
  refused: answers(
    (random) => ({ times: random.between(1, 4) }),
    () => ({ kind: 'status', status: 403 }),
  ),
  'too-many': answers(
    (random) => ({ times: random.between(1, 5) }),
    () => ({ kind: 'status', status: 429 }),
  ),
  'server-error': answers(
    (random) => ({ status: random.pick([500, 502, 504]), times: random.between(1, 5) }),
    ({ status }) => ({ kind: 'status', status }),
  ),
  unavailable: answers(
    (random) => ({ times: random.between(1, 6) }),
    () => ({ kind: 'status', status: 503 }),
  ),
  'retry-after': answers(
    (random) => ({ status: random.pick([429, 503]), seconds: random.between(1, 3) }),
    ({ status, seconds }) => ({ kind: 'status', status, retryAfter: String(seconds) }),
  ),
  'retry-date': answers(
    (random) => ({ status: random.pick([429, 503]), seconds: random.between(1, 3) }),
    ({ status, seconds }) => ({ kind: 'status', status, retryDateIn: seconds }),
  ),
  cut: answers(
    (random) => ({ share: random.between(5, 80) / 100, times: random.between(1, 3) }),
    ({ share }, bytes) => ({ kind: 'cut', afterBytes: Math.round(share * bytes) }),
  ),
  reset: answers(
    (random) => ({ share: random.between(5, 80) / 100, times: random.between(1, 3) }),
    ({ share }, bytes) => ({ kind: 'reset', afterBytes: Math.round(share * bytes) }),
  ),
  'half-body': answers(
    (random) => ({ share: random.between(5, 60) / 100, times: random.between(1, 2) }),
    ({ share }, bytes) => ({ kind: 'short', bytes: Math.round(share * bytes) }),
  ),
  stall: answers(
    (random) => ({ share: random.between(0, 60) / 100 }),
    ({ share }, bytes) => ({ kind: 'stall', afterBytes: Math.round(share * bytes) }),
  ),
  silence: answers(
    () => ({}),
    () => ({ kind: 'silence' }),
  ),
  drip: answers(
    (random) => ({
      share: random.between(0, 60) / 100,
      bytesPerSecond: random.between(1, 8) * 1000,
      ...(random.chance(0.6) && { forMs: random.between(1000, 5000) }),
    }),
    ({ share, bytesPerSecond, forMs }, bytes) => ({
      kind: 'drip',
      afterBytes: Math.round(share * bytes),
      bytesPerSecond,
      ...(forMs !== undefined && { forMs }),
    }),
  ),
  'slow-connection': answers(
    (random) => ({ seconds: random.between(6, 12) }),
    ({ seconds }, bytes) => ({ kind: 'throttle', bytesPerSecond: Math.ceil(bytes / seconds) }),
  ),
  'wrong-range': answers(
    (random) => ({ shift: random.pick([1, 512, 65_536, -1]), times: random.between(1, 2) }),
    ({ shift }) => ({ kind: 'wrong-content-range', shift }),
  ),
  'range-ignored': answers(
    (random) => ({ times: random.between(1, 2) }),
    () => ({ kind: 'ignore-range' }),
  ),
  'content-changed': answers(
    (random) => ({ times: random.between(1, 2) }),
    () => ({ kind: 'change-content' }),
  ),
  'etag-changed': answers(
    () => ({}),
    () => ({ kind: 'rename-content' }),
    () => ({}),
  ),
  'length-changed': answers(
    (random) => ({ by: random.pick([1, 1000, -1]), times: random.between(1, 2) }),
    ({ by }) => ({ kind: 'change-length', by }),
  ),
  gzip: answers(
    (random) => ({ times: random.between(1, 2) }),
    () => ({ kind: 'gzip' }),
  ),
  'garbage-page': answers(
    (random) => ({ times: random.between(1, 2) }),
    () => ({ kind: 'garbage', as: 'page' }),
  ),
  'garbage-part': answers(
    (random) => ({ times: random.between(1, 2) }),
    () => ({ kind: 'garbage', as: 'page-part' }),
  ),
  'garbage-noise': {
    draw: () => ({}),
    strike: async (_fault, { site, scene }) => {
      const fault = { kind: 'garbage', as: 'noise' } as const;
      site.control.faults.add({ fault, videoId: scene.videoId, times: 1, atStart: true });
      return 'over';
    },
    when: [0, 0],
  },
  'redirect-near': answers(
    (random) => ({ times: random.between(1, 3) }),
    () => ({ kind: 'redirect-host', host: redirectHost }),
  ),
  'redirect-away': answers(
    () => ({ times: 1 }),
    () => ({ kind: 'redirect', to: `https://${evilHost}/videoplayback` }),
  ),
  'addresses-expired': {
    draw: () => ({}),
    strike: async (_fault, stage) => {
      stage.site.control.expireAddresses();
      return meetNewRequests(stage);
    },
  },
  'file-replaced': {
    draw: () => ({}),
    strike: async (_fault, stage) => {
      replaceMedia(stage);
      return meetNewRequests(stage);
    },
  },
  'new-version': {
    draw: () => ({}),
    strike: async (_fault, stage) => {
      replaceMedia(stage);
      stage.site.control.expireAddresses();
      return meetNewRequests(stage);
    },
  },
};
