/** What a client is good for only under. */
export type ClientNeed =
  /** A person who is logged in: the request is signed with the page's own cookie. */
  | 'login'
  /** The player script's timestamp in the request, and its solver for what comes back. */
  | 'player-script'
  | 'embeddable'
  | 'not-for-kids';

export type ClientGift =
  /** An address of its own for every adaptive format. */
  | 'addresses'
  | 'hls'
  | 'itag-18'
  /** The formats that only a paying account has. */
  | 'premium'
  /** Videos that the page keeps back for the person's age. */
  | 'age-restricted';

/** What a token for media has to be bound to. */
export type TokenBinding = 'video' | 'visitor' | 'session';

/** One way to ask InnerTube, which answers each client differently. */
interface ClientRow {
  /** InnerTube's number of it, and the version that was seen to work. */
  readonly id: number;
  readonly version: string;
  /** What pages are this client themselves; the version is then the page's own. */
  readonly page?: 'www' | 'music' | 'mobile';
  /** More of `context.client`. */
  readonly device?: Readonly<Record<string, string>>;
  /** `context.thirdParty.embedUrl`: the page that the player is embedded in. */
  readonly embedUrl?: string;
  readonly needs: readonly ClientNeed[];
  readonly gives: readonly ClientGift[];
  /** Without it about the first minute of media comes, and then nothing. Absent: never asked for. */
  readonly token?: { readonly boundTo: TokenBinding; readonly unlessPremium: boolean };
  /** Official music has no addresses there. */
  readonly streamsMusic?: true;
  /** `omit`: it answers only who is logged out. */
  readonly cookies: 'include' | 'omit';
  /** Where this is known from, and when it was true. */
  readonly fact: string;
}

/** Best first for an ordinary video. */
export const clientNames = [
  'VISIONOS',
  'WEB_EMBEDDED_PLAYER',
  'TVHTML5_SIMPLY',
  'WEB_CREATOR',
  'WEB',
  'WEB_REMIX',
  'MWEB',
] as const;
export type ClientName = (typeof clientNames)[number];

/** All that we know of each client stands here and nowhere else: what the site changes, changes here. */
const rows: Readonly<Record<ClientName, ClientRow>> = {
  VISIONOS: {
    id: 101,
    version: '1.02',
    device: {
      deviceMake: 'Apple',
      deviceModel: 'RealityDevice17,1',
      osName: 'visionOS',
      osVersion: '26.5.23O471',
      // A page cannot send another header of that name: the context alone says it.
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_7_3) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    },
    needs: ['not-for-kids'],
    gives: ['addresses', 'hls'],
    cookies: 'omit',
    fact: 'youtube.md §1.2; yt-dlp 1328586f72 (2026-07-09), default since 69ea200067 (2026-07-20); seen by pytubefix, FuoEvolve, Kopuz in 2026-09',
  },
  WEB_EMBEDDED_PLAYER: {
    id: 56,
    version: '2.20260708.00.00',
    embedUrl: 'https://www.reddit.com/',
    needs: ['embeddable', 'player-script'],
    gives: ['addresses', 'age-restricted'],
    cookies: 'include',
    fact: 'youtube.md §1.2; yt-dlp _base.py (2026-08-20), encryptedHostFlags f2bd3202c0 (2026-03-10); on some cookies streaming only since 2026-09',
  },
  TVHTML5_SIMPLY: {
    id: 75,
    version: '1.0',
    needs: ['player-script'],
    gives: ['addresses', 'itag-18'],
    token: { boundTo: 'visitor', unlessPremium: false },
    streamsMusic: true,
    cookies: 'omit',
    fact: 'youtube.md §1.2, §3.5: 12 of 12 ordinary videos, token bound to the visitor even when logged in (2026-08); music videos mostly streaming only',
  },
  WEB_CREATOR: {
    id: 62,
    version: '1.20260708.06.00',
    needs: ['login', 'player-script'],
    gives: ['addresses', 'itag-18', 'premium', 'age-restricted'],
    token: { boundTo: 'video', unlessPremium: true },
    cookies: 'include',
    fact: 'youtube.md §1.2, §3.5: plain addresses for everything when logged in (2026-08); its streaming host is below c.youtube.com',
  },
  WEB: {
    id: 1,
    version: '2.20260708.00.00',
    page: 'www',
    needs: ['player-script'],
    gives: ['itag-18', 'premium'],
    token: { boundTo: 'video', unlessPremium: true },
    cookies: 'include',
    fact: 'youtube.md §1.1: 18 and streaming (captured 2026-01-28, said again 2026-09-11)',
  },
  WEB_REMIX: {
    id: 67,
    version: '1.20260707.12.00',
    page: 'music',
    needs: ['player-script'],
    gives: ['itag-18', 'premium'],
    token: { boundTo: 'session', unlessPremium: true },
    cookies: 'include',
    fact: 'youtube.md §1.2, §1.4: token bound to the session (2026-08-20)',
  },
  MWEB: {
    id: 2,
    version: '2.20260708.05.00',
    page: 'mobile',
    needs: ['player-script'],
    gives: ['itag-18', 'premium'],
    token: { boundTo: 'video', unlessPremium: true },
    cookies: 'include',
    fact: 'youtube.md §1.2: addresses until 2026-09, then streaming only on some cookies (yt-dlp #17666, 2026-09-11)',
  },
};

export interface InnertubeClient extends ClientRow {
  readonly name: ClientName;
}

export const clientNamed = (name: ClientName): InnertubeClient => ({ name, ...rows[name] });

const all = clientNames.map(clientNamed);

/** Those that no page is, and that may know more than it. */
export const otherClients = all.filter(({ page }) => page === undefined);

/** The client that a page of this address is, by InnerTube's number of it where it says one. */
export function pageClient(pageUrl: string, clientNumber: number | undefined): InnertubeClient {
  const { hostname } = new URL(pageUrl);
  const page =
    hostname === 'music.youtube.com' ? 'music' : hostname.startsWith('m.') ? 'mobile' : 'www';
  return (
    all.find(({ id }) => id === clientNumber) ??
    all.find((client) => client.page === page) ??
    clientNamed('WEB')
  );
}
