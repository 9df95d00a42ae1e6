import { notEmbeddable } from '../clients/judge-access';
import type { VideoSpec } from '../video-spec';
import type { JsonObject } from './json';

/** What kind of page a video is looked at on; each is a client of its own (facts §1.2, §1.3). */
export type Place = 'watch' | 'shorts' | 'mobile' | 'music' | 'embed';

interface PlaceFacts {
  /** InnerTube's number and name of the client, and its version. */
  readonly client: readonly [number: number, name: string, version: string];
  readonly context: string;
  /** Of the element that is the player. */
  readonly player: 'movie_player' | 'shorts-player';
}

const web = [1, 'WEB', '2.20260708.00.00'] as const;
const kevlar = 'WEB_PLAYER_CONTEXT_CONFIG_ID_KEVLAR_WATCH';

export const placeFacts: Readonly<Record<Place, PlaceFacts>> = {
  watch: { client: web, context: kevlar, player: 'movie_player' },
  shorts: {
    client: web,
    context: 'WEB_PLAYER_CONTEXT_CONFIG_ID_KEVLAR_SHORTS',
    player: 'shorts-player',
  },
  mobile: {
    client: [2, 'MWEB', '2.20260708.05.00'],
    context: 'WEB_PLAYER_CONTEXT_CONFIG_ID_MWEB_WATCH',
    player: 'movie_player',
  },
  music: {
    client: [67, 'WEB_REMIX', '1.20260707.12.00'],
    context: 'WEB_PLAYER_CONTEXT_CONFIG_ID_MUSIC_WATCH',
    player: 'movie_player',
  },
  embed: {
    client: [56, 'WEB_EMBEDDED_PLAYER', '2.20260708.00.00'],
    context: 'WEB_PLAYER_CONTEXT_CONFIG_ID_EMBEDDED_PLAYER',
    player: 'movie_player',
  },
};

const hosts: Readonly<Record<string, Place>> = {
  'www.youtube.com': 'watch',
  'm.youtube.com': 'mobile',
  'music.youtube.com': 'music',
  'www.youtube-nocookie.com': 'embed',
};

/** Whether the site serves pages there, and answers them. */
export const isPageOrigin = (origin: string | undefined): boolean =>
  Object.keys(hosts).some((host) => origin === `https://${host}`);

/** Which video an address shows, and where. */
export function shownAt({
  hostname,
  pathname,
  searchParams,
}: URL): { place: Place; id: string } | undefined {
  const place = hosts[hostname];
  if (place === undefined) return undefined;
  const [, kind, id = ''] = /^\/(shorts|embed)\/([\w-]+)$/.exec(pathname) ?? [];
  if (kind === 'embed') return { place: 'embed', id };
  if (place === 'embed') return undefined;
  if (kind === 'shorts') return { place: 'shorts', id };
  return pathname === '/watch' ? { place, id: searchParams.get('v') ?? '' } : undefined;
}

/** What an embed page has instead of a player's response: nothing of media; and in nobody's page nothing at all (facts §1.3). */
export const embeddedResponse = (
  { id, traits = [] }: VideoSpec,
  isEmbedded: boolean,
): JsonObject => ({
  playabilityStatus: !isEmbedded
    ? { status: 'ERROR', reason: 'Error 153. Video player configuration error' }
    : traits.includes('not-embeddable')
      ? { ...notEmbeddable.playability, playableInEmbed: false }
      : { status: 'OK', playableInEmbed: true },
  videoDetails: { videoId: id },
});
