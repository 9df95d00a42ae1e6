import type { ErrorCode } from '../../src/errors';
import type { HostileName } from './hostile/hostile-pages';
import type { Clip } from './media/clips';
import type { Dub } from './media/dubs';
import type { TroubleName } from './pages/troubles';
import type { PlayerEra } from './players/generate-player';

/**
 * How a format's address is given: `s` in the maps; `sig` in the maps, ready; `url` ready in
 * `player_response` (while the maps of 2019 still carry `s`); `cipher` and `signatureCipher` there;
 * `sabr`: ready for 18, and one address of the streaming protocol for all others.
 */
export type Signing = 's' | 'sig' | 'url' | 'cipher' | 'signatureCipher' | 'sabr';

/** How the data reaches the page. */
export type Delivery =
  /** As the era did it: an inline script that sets the global. */
  | 'inline'
  /** In the document's text only: no global survives. */
  | 'text-only'
  /** By `#movie_player.getPlayerResponse()` only. */
  | 'player-only'
  /** The document says nothing of a player. */
  | 'absent'
  /** The document ends within the JSON. */
  | 'cut-off'
  /** After the marker comes something that is not JSON. */
  | 'not-json';

/** What must come of saving this video: a file, or one of these codes. */
export type Outcome = 'saved' | ErrorCode;

/** What the site keeps some people or some clients from (facts §1.2, §4). */
export type VideoTrait = 'for-adults' | 'for-kids' | 'not-embeddable' | 'music' | 'members-only';

/** One video of the site, as data: everything that is served for it follows from this. */
export interface VideoSpec {
  /** 11 characters, as YouTube's. */
  readonly id: string;
  readonly era: PlayerEra;
  readonly title: string;
  readonly channel: string;
  readonly description: string;
  readonly clip: Clip;
  /** Which formats, in the order in which the page names them. */
  readonly itags: readonly number[];
  /** Sounds that every format of sound alone is there in; absent: the clip's own. */
  readonly dubs?: readonly Dub[];
  readonly chapters?: readonly { readonly startMs: number; readonly title: string }[];
  readonly signing: Signing;
  readonly delivery: Delivery;
  readonly trouble?: TroubleName;
  readonly traits?: readonly VideoTrait[];
  /** Those of its formats that a paying account alone is told. */
  readonly premiumItags?: readonly number[];
  readonly hostile?: HostileName;
  /** Playlists of it are served: of a broadcast that goes on, or of all of it. */
  readonly broadcast?: 'moving' | 'whole';
  /** Any one of these is right. */
  readonly expects: readonly Outcome[];
}

export const watchUrl = (id: string): string => `https://www.youtube.com/watch?v=${id}`;
