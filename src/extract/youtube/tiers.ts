import type { ErrorCode } from '../../errors';
import { type ClientName, type InnertubeClient, otherClients } from './clients';

/** A way to a video's media. */
export type Tier =
  /** The addresses that the page itself names. */
  | 'page-address'
  /** The streaming protocol, in the session of the page's player. */
  | 'sabr'
  /** What InnerTube answers another client. */
  | `client:${ClientName}`
  /** Segments that the page's playlists name: of a broadcast, or where there is nothing else. */
  | 'playlists'
  /** The one file with picture and sound, 360p, that pages have an address of when they have no other. */
  | 'itag-18';

const tiers: readonly Tier[] = [
  'page-address',
  'sabr',
  ...otherClients.map(({ name }) => `client:${name}` as const),
  'playlists',
  'itag-18',
];

/** A tier by its name; `undefined` where it is none, as one that an older version knew. */
export const tierNamed = (name: string): Tier | undefined => tiers.find((tier) => tier === name);

/** What decides which ways there are. What is absent is not known. */
export interface TierFacts {
  /** Formats other than 18 have an address of their own in the page. */
  readonly hasAddresses: boolean;
  readonly hasSabr: boolean;
  readonly has18: boolean;
  readonly hasPlaylists: boolean;
  readonly isLive: boolean;
  /** The page's own refusal. */
  readonly refused?: ErrorCode;
  /** The page is the player alone, as other sites embed it. */
  readonly isEmbed: boolean;
  readonly isMusic: boolean;
  readonly isEmbeddable?: boolean;
  readonly isForKids?: boolean;
  readonly isLoggedIn: boolean;
  readonly isPremium: boolean;
  /** The player script's timestamp is known. */
  readonly hasPlayerScript: boolean;
}

export type TierReason =
  // Kept
  | 'addresses-in-page'
  | 'streaming-needs-no-token'
  | 'streaming-wants-token'
  | 'client-has-addresses'
  | 'always-there'
  | 'playlists-in-page'
  | 'client-has-playlists'
  // Left out
  | 'no-address-in-page'
  | 'no-streaming-address'
  | 'no-18-in-page'
  | 'no-playlists-in-page'
  | 'live'
  | 'refused'
  | 'needs-login'
  | 'needs-player-script'
  | 'not-embeddable'
  | 'made-for-kids'
  | 'music-is-streamed-there';

export interface PlannedTier {
  readonly tier: Tier;
  readonly isKept: boolean;
  readonly why: TierReason;
}

const keep = (tier: Tier, why: TierReason): PlannedTier => ({ tier, isKept: true, why });
const leave = (tier: Tier, why: TierReason): PlannedTier => ({ tier, isKept: false, why });

/** Every way, the best first, and why it is kept or left out. What is broadcast only playlists have. */
export function planTiers(facts: TierFacts): readonly PlannedTier[] {
  const plan = [
    planAddresses(facts),
    planSabr(facts),
    ...clientOrder(facts).map((client) => planClient(client, facts)),
    facts.hasPlaylists
      ? keep('playlists', 'playlists-in-page')
      : leave('playlists', 'no-playlists-in-page'),
    facts.has18 ? keep('itag-18', 'always-there') : leave('itag-18', 'no-18-in-page'),
  ];
  if (facts.isLive) return plan.map(forBroadcast).toSorted(playlistsFirst);
  if (facts.refused === undefined) return plan;
  return plan.map((planned) =>
    answersDespite(planned.tier, facts) ? planned : leave(planned.tier, 'refused'),
  );
}

function forBroadcast({ tier, isKept, why }: PlannedTier): PlannedTier {
  if (tier === 'playlists') return { tier, isKept, why };
  const tellsPlaylists = isKept && clientOf(tier)?.gives.includes('hls');
  return tellsPlaylists ? keep(tier, 'client-has-playlists') : leave(tier, 'live');
}

const playlistsFirst = (one: PlannedTier, other: PlannedTier): number =>
  Number(other.tier === 'playlists') - Number(one.tier === 'playlists');

const planAddresses = ({ hasAddresses }: TierFacts): PlannedTier =>
  hasAddresses
    ? keep('page-address', 'addresses-in-page')
    : leave('page-address', 'no-address-in-page');

/** Whether there is a token is known once a page was asked for one: this way is the first that asks. */
function planSabr({ hasSabr, isPremium }: TierFacts): PlannedTier {
  if (!hasSabr) return leave('sabr', 'no-streaming-address');
  return keep('sabr', isPremium ? 'streaming-needs-no-token' : 'streaming-wants-token');
}

/** A paying account's own formats are worth its client first. */
function clientOrder({ isPremium }: TierFacts): readonly InnertubeClient[] {
  const paying = ({ gives }: InnertubeClient) => (gives.includes('premium') ? 0 : 1);
  return isPremium ? otherClients.toSorted((a, b) => paying(a) - paying(b)) : otherClients;
}

function planClient(client: InnertubeClient, facts: TierFacts): PlannedTier {
  const tier: Tier = `client:${client.name}`;
  const needs = (need: InnertubeClient['needs'][number]) => client.needs.includes(need);
  if (needs('login') && !facts.isLoggedIn) return leave(tier, 'needs-login');
  if (needs('player-script') && !facts.hasPlayerScript) return leave(tier, 'needs-player-script');
  if (needs('embeddable') && facts.isEmbeddable === false) return leave(tier, 'not-embeddable');
  if (needs('not-for-kids') && facts.isForKids) return leave(tier, 'made-for-kids');
  if (facts.isMusic && client.streamsMusic) return leave(tier, 'music-is-streamed-there');
  return keep(tier, 'client-has-addresses');
}

/**
 * Whether a way may be open although the page refuses: for the person's age, to clients that know no age
 * gate; a video that may not be embedded, to every client that is not embedded.
 */
function answersDespite(tier: Tier, { refused, isEmbed }: TierFacts): boolean {
  const client = clientOf(tier);
  if (client === undefined) return false;
  if (refused === 'age-restricted') return client.gives.includes('age-restricted');
  return refused === 'video-unavailable' && isEmbed && !client.needs.includes('embeddable');
}

/** The client that a tier asks; `undefined` where it is the page itself. */
export function clientOf(tier: Tier): InnertubeClient | undefined {
  return otherClients.find(({ name }) => tier === `client:${name}`);
}
