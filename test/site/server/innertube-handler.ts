import { videoById } from '../catalogue';
import { sabrVideos } from '../catalogue-sabr';
import { type Judged, judgeCall, type PlayerCall } from '../clients/judge-call';
import { isSiteClient, pageClient, siteClientNamed } from '../clients/site-clients';
import type { JsonObject } from '../pages/json';
import { isPageOrigin } from '../pages/place';
import { playerResponse } from '../pages/player-response';
import type { VideoSpec } from '../video-spec';
import { type Answer, type Ask, statusAnswer, textAnswer } from './answer';
import { loadPage } from './load-page';
import type { SiteContext } from './site-context';

/** What the page asks after an SPA navigation, and what other clients ask from there. An extension's origin is refused (facts §3.5, §5). */
export async function innertubeAnswer(context: SiteContext, ask: Ask): Promise<Answer> {
  if (ask.method !== 'POST') return statusAnswer('innertube', 405);
  if (!isPageOrigin(ask.headers.origin)) return statusAnswer('innertube', 403);
  const asked = askedIn(await ask.readBody());
  const video = asked && videoById(asked.videoId);
  if (!video) return statusAnswer('innertube', 400);
  const { clientName } = asked;
  const about = { videoId: video.id, note: clientName };
  const given = isSiteClient(clientName) ? context.control.clients[clientName] : undefined;
  if (given === 'busy') {
    const headers = { 'retry-after': '120' };
    return statusAnswer('innertube', 429, { ...about, headers });
  }
  const judged = judge(context, video, ask, asked);
  if ('status' in judged) return statusAnswer('innertube', judged.status, about);
  const response =
    'playability' in judged
      ? { playabilityStatus: judged.playability }
      : await responseFor(context, video, asked, judged);
  const delayMs = clientName === 'WEB' ? context.control.playerDelayMs : 0;
  const text = JSON.stringify(response);
  return textAnswer('innertube', 'application/json', text, { ...about, delayMs });
}

interface Asked {
  readonly videoId: string;
  readonly clientName: string;
  readonly said: PlayerCall['said'];
  readonly reloadToken?: string;
}

function askedIn(body: string): Asked | undefined {
  try {
    const asked = JSON.parse(body);
    const { client, thirdParty } = asked?.context ?? {};
    if (asked?.videoId === undefined || client?.clientName === undefined) return undefined;
    const playback = asked.playbackContext;
    const { signatureTimestamp: sts, encryptedHostFlags } = playback?.contentPlaybackContext ?? {};
    const token = playback?.reloadPlaybackContext?.reloadPlaybackParams?.token;
    return {
      ...{ videoId: String(asked.videoId), clientName: String(client.clientName) },
      said: {
        ...{ version: String(client.clientVersion), visitor: client.visitorData },
        ...{ embedUrl: thirdParty?.embedUrl, hostFlags: encryptedHostFlags },
        sts: sts === undefined ? undefined : Number(sts),
      },
      ...(token && { reloadToken: String(token) }),
    };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Of older videos other clients than the page are told nothing. */
function judge(
  { players }: SiteContext,
  { era }: VideoSpec,
  { headers }: Ask,
  { clientName, said }: Asked,
): Judged {
  const isPage = clientName === 'WEB';
  const client = isPage ? pageClient : siteClientNamed(clientName);
  if (!client || (!isPage && era !== '2026'))
    return { playability: unplayable('Video unavailable') };
  const header = (name: string): string => String(headers[name] ?? '');
  const call: PlayerCall = {
    ...{ said, cookie: header('cookie'), authorization: header('authorization') },
    clientNumber: header('x-youtube-client-name'),
    clientVersion: header('x-youtube-client-version'),
    visitor: header('x-goog-visitor-id'),
    ...{ origin: header('origin'), xOrigin: header('x-origin') },
    ...{ authUser: header('x-goog-authuser'), pageId: header('x-goog-pageid') },
  };
  return judgeCall(client, call, { sts: players.of(era).sts, nowSeconds: Date.now() / 1000 });
}

async function responseFor(
  context: SiteContext,
  video: VideoSpec,
  { clientName: name, said, reloadToken }: Asked,
  { viewer }: Extract<Judged, { viewer: unknown }>,
): Promise<JsonObject> {
  if (!isSiteClient(name)) {
    const load = { viewer, ...(reloadToken !== undefined && { reloadToken }) };
    return playerResponse(await loadPage(context, video, load));
  }
  const given = context.control.clients[name] ?? 'addresses';
  if (given === 'unplayable')
    return { playabilityStatus: unplayable('This video is not available') };
  if (given === 'not-a-bot') {
    return { playabilityStatus: unplayable('Sign in to confirm you’re not a bot') };
  }
  if (given === 'rate-limit') {
    return { playabilityStatus: unplayable('This content isn’t available, try again later.') };
  }
  const shown = given === 'another-video' ? otherThan(video) : video;
  const way = given === 'streaming' || given === 'playlists' ? given : 'addresses';
  const client = { name, version: said.version, given: way } as const;
  return playerResponse(await loadPage(context, shown, { viewer, client }));
}

const unplayable = (reason: string): JsonObject => ({ status: 'UNPLAYABLE', reason });

const otherThan = ({ id }: VideoSpec): VideoSpec =>
  sabrVideos.find((other) => other.id !== id) ?? sabrVideos[0];
