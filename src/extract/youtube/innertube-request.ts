import { clientNamed, type InnertubeClient } from './clients';
import type { PageClient, PageData } from './page-data';

/**
 * What the page is to send for us: `askInnertubeInPage` takes it as it is. A type, not an interface: what
 * crosses into a page is JSON, and only of a type the compiler sees that it is nothing else.
 */
export type InnertubeCall = {
  readonly endpoint: 'player' | 'next' | 'browse';
  /** JSON. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: 'include' | 'omit';
  /** Signs with the page's own cookie; of whose session the hash tells besides. */
  readonly sign?: { readonly userSessionId?: string };
  readonly timeoutMs: number;
  /** Of the answer. */
  readonly mostCharacters: number;
};

/** What a request says beside its client. */
export interface PlayerWish {
  /** Bound to what the client's row says. */
  readonly poToken?: string;
  /** Of an embed page (`readEmbedPage`): without it the server may refuse the embedded player. */
  readonly encryptedHostFlags?: string;
  /** From the media server's own request for a reload. */
  readonly reloadToken?: string;
}

/** The largest answer known has 240 formats and 1.2 million characters. */
const mostCharacters = 5_000_000;
const timeoutMs = 15_000;

/** Asks InnerTube's `player` for the page's video, as this client. */
export function playerCall(
  page: PageData,
  client: InnertubeClient,
  wish: PlayerWish,
): InnertubeCall {
  const { poToken, encryptedHostFlags, reloadToken } = wish;
  const needsScript = client.needs.includes('player-script');
  return innertubeCall('player', page, client, {
    videoId: page.videoId,
    playbackContext: {
      contentPlaybackContext: {
        html5Preference: 'HTML5_PREF_WANTS',
        ...(needsScript && page.sts !== undefined ? { signatureTimestamp: page.sts } : {}),
        ...(encryptedHostFlags === undefined ? {} : { encryptedHostFlags }),
      },
      ...(reloadToken === undefined
        ? {}
        : { reloadPlaybackContext: { reloadPlaybackParams: { token: reloadToken } } }),
    },
    // What the site keeps back behind a warning is asked for by a person who wants to see it.
    contentCheckOk: true,
    racyCheckOk: true,
    ...(poToken === undefined ? {} : { serviceIntegrityDimensions: { poToken } }),
  });
}

/** Any endpoint, with the client's context and, where it has an account, the page's own. */
export function innertubeCall(
  endpoint: InnertubeCall['endpoint'],
  page: PageClient,
  client: InnertubeClient,
  asked: Readonly<Record<string, unknown>>,
): InnertubeCall {
  const { visitorData, hl = 'en', gl } = page;
  const version = versionOf(page, client);
  const context = {
    client: {
      clientName: client.name,
      clientVersion: version,
      ...client.device,
      hl,
      ...(gl === undefined ? {} : { gl }),
      ...(visitorData === undefined ? {} : { visitorData }),
    },
    ...(client.embedUrl === undefined ? {} : { thirdParty: { embedUrl: client.embedUrl } }),
    user: { lockedSafetyMode: false },
    request: { useSsl: true },
  };
  const isSigned = client.cookies === 'include' && page.loggedIn === true;
  return {
    endpoint,
    body: JSON.stringify({ context, ...asked }),
    headers: {
      'X-Youtube-Client-Name': String(client.id),
      'X-Youtube-Client-Version': version,
      ...(visitorData === undefined ? {} : { 'X-Goog-Visitor-Id': visitorData }),
      ...(isSigned ? accountHeaders(page) : {}),
    },
    credentials: client.cookies,
    ...(isSigned ? { sign: signature(page) } : {}),
    timeoutMs,
    mostCharacters,
  };
}

/** A page that is this client itself knows its version better than our table. */
export const versionOf = (page: PageClient, client: InnertubeClient): string =>
  (page.clientNumber === client.id ? page.clientVersion : undefined) ?? client.version;

function accountHeaders(page: PageClient): Record<string, string> {
  const { channel } = accountOf(page);
  return {
    'X-Goog-AuthUser': String(page.sessionIndex ?? 0),
    'X-Youtube-Bootstrap-Logged-In': 'true',
    ...(channel === undefined ? {} : { 'X-Goog-PageId': channel }),
  };
}

function signature(page: PageClient): { userSessionId?: string } {
  const { user } = accountOf(page);
  return user === undefined ? {} : { userSessionId: user };
}

/** `DATASYNC_ID` is `channel||user` for who acts as another channel, else `user||`. */
function accountOf({ dataSyncId = '', delegatedSessionId }: PageClient): {
  channel: string | undefined;
  user: string | undefined;
} {
  const [first = '', second = ''] = dataSyncId.split('||');
  const user = second || first || undefined;
  return { channel: delegatedSessionId ?? (second ? first : undefined), user };
}

/** Asks InnerTube's `browse` for what follows in a list, as the page that began it. */
export const continuationCall = (page: PageClient, continuation: string): InnertubeCall =>
  innertubeCall('browse', page, clientNamed('WEB'), { continuation });
