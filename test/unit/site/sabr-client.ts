import { HostGate } from '../../../src/transfer/host-gate';
import { fetchSabrTrack } from '../../../src/transfer/sabr/fetch-sabr-track';
import { SabrAccess } from '../../../src/transfer/sabr/sabr-access';
import type { RenewSabr, SabrFormat, SabrSource } from '../../../src/transfer/sabr/sabr-source';
import { SegmentLedger } from '../../../src/transfer/sabr/segment-ledger';
import { webClient } from '../../site/sabr/issue-sabr';
import { mintToken } from '../../site/sabr/po-token';
import type { Site } from '../../site/start-site';
import { MemorySink } from '../transfer/rig';
import { rushedClock } from '../transfer/sabr/sabr-rig';
import { siteFetch } from '../transfer/site-fetch';
import { playerQuestion } from './player-question';
import { ask, pageText } from './site-client';

/** What of a player's response the streaming protocol needs. */
export interface StreamedResponse {
  readonly streamingData: {
    readonly formats?: readonly { readonly itag: number; readonly url?: string }[];
    readonly adaptiveFormats: readonly StreamedEntry[];
    readonly serverAbrStreamingUrl: string;
  };
  readonly playerConfig: {
    readonly mediaCommonConfig: {
      readonly mediaUstreamerRequestConfig: { readonly videoPlaybackUstreamerConfig: string };
    };
  };
}

export interface StreamedEntry {
  readonly itag: number;
  readonly mimeType: string;
  readonly lastModified: string;
  readonly contentLength: string;
  readonly approxDurationMs: string;
  readonly xtags?: string;
  readonly url?: string;
}

export interface StreamedPage {
  readonly text: string;
  readonly response: StreamedResponse;
  readonly event: string;
}

/** A watch page of today, and what it says. */
export async function streamedPage(site: Site, id: string): Promise<StreamedPage> {
  const text = await pageText(site, id);
  const [, json = ''] =
    /(?:var ytInitialPlayerResponse|window\.sitePlayerResponse) = (\{.*?\});var /.exec(text) ?? [];
  const [, event = ''] = /"EVENT_ID":"([\w-]+)"/.exec(text) ?? [];
  return { text, response: JSON.parse(json), event };
}

/** What InnerTube answers to the page. */
export async function innertubeResponse(
  site: Site,
  videoId: string,
  reloadToken?: string,
): Promise<StreamedResponse> {
  const { body } = await ask(site, 'https://www.youtube.com/youtubei/v1/player', {
    ...playerQuestion(videoId, 'WEB', {
      reloadPlaybackContext: { reloadPlaybackParams: { token: reloadToken } },
    }),
  });
  return JSON.parse(body.toString());
}

/** By what the site itself knows: `n` solved, the token minted in the page's name. */
export function sourceOf(
  site: Site,
  videoId: string,
  response: StreamedResponse,
  event: string,
): SabrSource {
  const url = new URL(response.streamingData.serverAbrStreamingUrl);
  const { searchParams } = url;
  searchParams.set('n', site.players.of('2026').solveN(searchParams.get('n') ?? ''));
  const { mediaUstreamerRequestConfig } = response.playerConfig.mediaCommonConfig;
  return {
    url: url.href,
    ustreamerConfig: mediaUstreamerRequestConfig.videoPlaybackUstreamerConfig,
    client: webClient,
    poToken: mintToken({ binding: videoId, event, mint: 1 }),
  };
}

export const formatFrom = (entry: StreamedEntry): SabrFormat => ({
  itag: entry.itag,
  kind: entry.mimeType.startsWith('video/') ? 'video' : 'audio',
  lastModified: entry.lastModified,
  ...(entry.xtags !== undefined && { xtags: entry.xtags }),
  contentLength: Number(entry.contentLength),
  durationSeconds: Number(entry.approxDurationMs) / 1000,
});

export interface TrackOptions {
  readonly windows?: number;
  readonly renew?: RenewSabr;
  readonly onServerWait?: () => void;
}

/** Fetches a whole format by the project's own client; answers with its bytes. */
export async function streamedTrack(
  site: Site,
  source: SabrSource,
  format: SabrFormat,
  { windows = 1, renew, onServerWait }: TrackOptions = {},
): Promise<Uint8Array> {
  const clock = { ...rushedClock(20), wallTime: Date.now };
  const ledger = new SegmentLedger();
  const sink = new MemorySink(format.contentLength ?? 0);
  const access = new SabrAccess(source, {
    renew: renew ?? (() => Promise.reject(new Error('No other source.'))),
    received: () => ledger.received,
    wallTime: clock.wallTime,
  });
  const fetch = siteFetch(site.port);
  const ports = {
    ...{ fetch, clock, gate: new HostGate(clock), random: Math.random, stallLimitMs: 400_000 },
    checkAddress: () => undefined,
    ...(onServerWait && { onServerWait }),
  };
  try {
    const request = { format, ledger, sink, windows };
    await fetchSabrTrack(request, access, ports, new AbortController().signal);
  } finally {
    fetch.close();
  }
  return sink.bytes;
}
