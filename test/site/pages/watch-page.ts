import type { Account } from '../accounts/accounts';
import type { SabrIssue } from '../sabr/issue-sabr';
import type { VideoSpec } from '../video-spec';
import type { IssuedFormat } from './issue-formats';
import type { JsonObject } from './json';
import type { Place } from './place';
import type { Trouble } from './troubles';

/** Everything that one load of a watch page is made of. */
export interface WatchPage {
  readonly video: VideoSpec;
  readonly place: Place;
  /** Who is logged in. */
  readonly account?: Account;
  /** A paying account's page, and it says so. */
  readonly isPremium: boolean;
  /** Of an embed in another site's page. */
  readonly hostFlags: string | undefined;
  /** Whose data the page carries: the video itself, but for the page that answers with another one. */
  readonly shown: VideoSpec;
  readonly trouble: Trouble;
  /** Of `shown`; empty where its trouble leaves none. */
  readonly formats: readonly IssuedFormat[];
  /** As the page writes it: `//s.ytimg.com/…` until 2015, a path after that. */
  readonly playerUrl: string;
  readonly sts: number;
  readonly expiresInSeconds: number;
  readonly links: readonly VideoSpec[];
  /** `EVENT_ID`: another one for each load, as far as tokens hang on it. */
  readonly event: string;
  /** What today's videos are streamed with. */
  readonly sabr?: SabrIssue;
  /** What another client than the page is given. */
  readonly client?: 'addresses' | 'streaming' | 'playlists';
  /** The first of its playlists. */
  readonly manifest?: string;
  /** Runs in the page before everything else. */
  readonly minter: string;
  /** For the page that forges the extension's own events. */
  readonly forgedEvents: readonly string[];
}

/** `args` of 2013–2019 that say nothing of formats. */
export const thumbnailUrl = (id: string, name = 'hqdefault'): string =>
  `https://i.ytimg.com/vi/${id}/${name}.jpg`;

export const channelId = (channel: string): string =>
  `UC${Buffer.from(channel).toString('base64url').padEnd(22, 'x').slice(0, 22)}`;

export type PageJson = JsonObject;
