import { siteClients } from '../clients/site-clients';
import { eventId, type Issue, mirrorParameters, unsolvedN } from '../googlevideo/media-address';
import { sign } from '../googlevideo/sign';
import { mediaHosts } from '../hosts';
import type { VideoSpec } from '../video-spec';
import type { SabrDesk } from './sabr-desk';
import { encodeConfig, type UstreamerConfig } from './ustreamer-config';

/** The client that today's watch pages are made for (facts §1.2). */
export const webClient = { name: 1, version: '2.20260708.00.00' };

/** What one answer with a player's data gives out for the streaming protocol. */
export interface SabrIssue {
  /** `n` unsolved. */
  readonly url: string;
  /** `videoPlaybackUstreamerConfig`. */
  readonly config: string;
  /** Seconds of advertisements before anything is served. */
  readonly adSeconds: number;
}

export interface SabrIssueOptions extends Issue {
  /** Given out in answer to a reload token. */
  readonly isReload: boolean;
  /** Who was given it: InnerTube's number and version. */
  readonly client: UstreamerConfig['client'];
  /** It is a paying account's. */
  readonly isPremium: boolean;
}

export function issueSabr(
  { id, era }: VideoSpec,
  { expire, generation, namesMirrors, isReload, isPremium, client }: SabrIssueOptions,
  desk: SabrDesk,
): SabrIssue {
  const { adSeconds } = desk.switches;
  const host = mediaHosts[0];
  const url = new URL('/videoplayback', `https://${host}`);
  const query = {
    ...{ expire: String(expire), ei: eventId(generation), ip: '127.0.0.1', id: `o-${id}` },
    ...{ source: 'youtube', requiressl: 'yes', ...(namesMirrors && mirrorParameters(host)) },
    ...{ sabr: '1', rqh: '1', c: 'WEB', n: unsolvedN(id, false), sefc: '1' },
    ...{ spc: spcOf(adSeconds), sparams: 'expire,ei,ip,id,source,requiressl,spc' },
  };
  url.search = new URLSearchParams(query).toString();
  url.searchParams.set('sig', sign(url.searchParams, era));
  const config = encodeConfig({
    ...{ videoId: id, playback: desk.nextPlayback(), client, isReload, isPremium },
    availableAt: Date.now() + adSeconds * 1000,
  });
  // The one client of accounts alone is sent to the same server by its other name.
  if (client.name === siteClients.WEB_CREATOR.id) {
    url.hostname = host.replace('googlevideo.com', 'c.youtube.com');
  }
  return { url: url.href, config, adSeconds };
}

/** Opaque to clients: on this site, when what is served begins, and whether a paying account was given it. */
export const spcOf = (adSeconds: number, isPremium = false): string =>
  Buffer.from(`${Date.now() + adSeconds * 1000}${isPremium ? paid : ''}`).toString('base64url');

const paid = ' paid';
const saidBy = (query: URLSearchParams): string =>
  Buffer.from(query.get('spc') ?? '', 'base64url').toString();

/** Milliseconds since 1970; 0 where an address says nothing of it. */
export const beginOf = (query: URLSearchParams): number => Number.parseInt(saidBy(query), 10) || 0;

export const isPaidFor = (query: URLSearchParams): boolean => saidBy(query).endsWith(paid);
