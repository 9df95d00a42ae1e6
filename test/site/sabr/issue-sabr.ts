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
  /** Seconds of advertisements before anything is served, as far as the page tells. */
  readonly adSeconds: number;
}

export interface SabrIssueOptions extends Issue {
  /** Given out in answer to a reload token. */
  readonly isReload: boolean;
  /** Who was given it: InnerTube's number and version. */
  readonly client: UstreamerConfig['client'];
}

export function issueSabr(
  { id, era }: VideoSpec,
  { expire, generation, namesMirrors, isReload, client }: SabrIssueOptions,
  desk: SabrDesk,
): SabrIssue {
  const { adSeconds, tellsAds } = desk.switches;
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
    ...{ videoId: id, playback: desk.nextPlayback(), client, isReload },
    availableAt: Date.now() + adSeconds * 1000,
  });
  return { url: url.href, config, adSeconds: tellsAds ? adSeconds : 0 };
}

/** Opaque to clients: on this site, when what is served begins. */
export const spcOf = (adSeconds: number): string =>
  Buffer.from(String(Date.now() + adSeconds * 1000)).toString('base64url');

/** Milliseconds since 1970; 0 where an address says nothing of it. */
export const beginOf = (query: URLSearchParams): number =>
  Number(Buffer.from(query.get('spc') ?? '', 'base64url').toString()) || 0;
