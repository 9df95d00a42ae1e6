import type { VideoTrait } from '../video-spec';

/** What InnerTube asks of one client, and gives it, of today's videos (facts §1.2). */
export interface SiteClient {
  /** InnerTube's number of it; the header says the same. */
  readonly id: number;
  /** The player script's timestamp in the request, and `n` in the addresses. */
  readonly needsScript: boolean;
  /** Its media want a token that is bound so; 18 never does. */
  readonly tokenFor?: 'video' | 'visitor';
  /** Of a paying account none is wanted. */
  readonly needsNoTokenForPremium?: true;
  /** Whom it answers. */
  readonly serves: 'strangers' | 'everybody' | 'accounts';
  readonly has18: boolean;
  /** Videos that it is refused, whoever asks. */
  readonly keptFrom: readonly VideoTrait[];
  /** Videos of which it is given the streaming protocol alone. */
  readonly streams?: VideoTrait;
  /** Must be embedded in another site's page, and say so. */
  readonly isEmbedded?: true;
  /** Is told a paying account's formats. */
  readonly givesPremium?: true;
}

/** What today's watch pages are. */
export const pageClient: SiteClient = {
  ...{ id: 1, needsScript: false, serves: 'everybody', has18: true, keptFrom: [] },
  ...{ tokenFor: 'video', needsNoTokenForPremium: true, givesPremium: true },
};

export const siteClients = {
  VISIONOS: {
    ...{ id: 101, needsScript: false, serves: 'strangers', has18: false },
    keptFrom: ['for-adults', 'for-kids'],
  },
  WEB_EMBEDDED_PLAYER: {
    ...{ id: 56, needsScript: true, serves: 'everybody', has18: true },
    ...{ isEmbedded: true, keptFrom: ['not-embeddable'] },
  },
  TVHTML5_SIMPLY: {
    ...{ id: 75, needsScript: true, tokenFor: 'visitor', serves: 'strangers', has18: true },
    ...{ keptFrom: ['for-adults'], streams: 'music' },
  },
  WEB_CREATOR: {
    ...{ id: 62, needsScript: true, tokenFor: 'video', needsNoTokenForPremium: true },
    ...{ serves: 'accounts', has18: true, keptFrom: [], givesPremium: true },
  },
} as const satisfies Record<string, SiteClient>;

export type SiteClientName = keyof typeof siteClients;

export const siteClientNamed = (name: string): SiteClient | undefined =>
  isSiteClient(name) ? siteClients[name] : undefined;

/** By InnerTube's number: one of the table, or the page. */
export const siteClientOf = (id: number): SiteClient =>
  Object.values<SiteClient>(siteClients).find((client) => client.id === id) ?? pageClient;

export const isSiteClient = (name: string): name is SiteClientName =>
  Object.hasOwn(siteClients, name);

/** How InnerTube answers a client: with an address for each format, with the streaming protocol or playlists alone, or not; `busy`: 429, `rate-limit`: the sentence of the same. */
export type ClientAnswer =
  | 'addresses'
  | 'streaming'
  | 'playlists'
  | 'unplayable'
  | 'not-a-bot'
  | 'busy'
  | 'rate-limit'
  | 'another-video';
