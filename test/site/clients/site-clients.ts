/** What InnerTube asks of one client, and gives it, of today's videos (facts §1.2). */
export interface SiteClient {
  /** InnerTube's number of it; the header says the same. */
  readonly id: number;
  /** The player script's timestamp in the request, and `n` in the addresses. */
  readonly needsScript: boolean;
  /** Its addresses want a token that is bound so. */
  readonly tokenFor?: 'video' | 'visitor';
  /** Refuses who is logged in, or who is not. */
  readonly refuses?: 'login' | 'no-login';
  readonly has18: boolean;
  /** Is given what others are kept from for their age. */
  readonly knowsNoAge?: true;
}

export const siteClients = {
  VISIONOS: { id: 101, needsScript: false, refuses: 'login', has18: false },
  WEB_EMBEDDED_PLAYER: { id: 56, needsScript: true, has18: true, knowsNoAge: true },
  TVHTML5_SIMPLY: { id: 75, needsScript: true, tokenFor: 'visitor', has18: true },
  WEB_CREATOR: { id: 62, needsScript: true, tokenFor: 'video', refuses: 'no-login', has18: true },
} as const satisfies Record<string, SiteClient>;

export type SiteClientName = keyof typeof siteClients;

export const siteClientNamed = (name: string): SiteClient | undefined =>
  isSiteClient(name) ? siteClients[name] : undefined;

export const isSiteClient = (name: string): name is SiteClientName =>
  Object.hasOwn(siteClients, name);

/** How InnerTube answers a client: with an address for each format, with the streaming protocol or playlists alone, or not. */
export type ClientAnswer =
  | 'addresses'
  | 'streaming'
  | 'playlists'
  | 'unplayable'
  | 'not-a-bot'
  | 'another-video';
