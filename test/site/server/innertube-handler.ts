import { videoById } from '../catalogue';
import { sabrVideos } from '../catalogue-sabr';
import { refuseCall } from '../clients/judge-call';
import { isSiteClient, siteClients } from '../clients/site-clients';
import { pageHost } from '../hosts';
import type { JsonObject } from '../pages/json';
import { isPageOrigin } from '../pages/place';
import { playerResponse } from '../pages/player-response';
import type { VideoSpec } from '../video-spec';
import { type Answer, type Ask, statusAnswer, textAnswer } from './answer';
import { loadPage } from './load-page';
import type { SiteContext } from './site-context';

/** What the page asks after an SPA navigation. An extension's origin is refused (facts §3.5, §5). */
export async function innertubeAnswer(context: SiteContext, ask: Ask): Promise<Answer> {
  if (ask.method !== 'POST') return statusAnswer('innertube', 405);
  if (!isPageOrigin(ask.headers.origin)) return statusAnswer('innertube', 403);
  const asked = askedIn(await ask.readBody());
  const video = asked && videoById(asked.videoId);
  if (!video) return statusAnswer('innertube', 400);
  const response =
    asked.clientName === 'WEB'
      ? playerResponse(await loadPage(context, video, asked))
      : await clientResponse(context, video, ask, asked);
  const delayMs = asked.clientName === 'WEB' ? context.control.playerDelayMs : 0;
  const about = { videoId: video.id, note: asked.clientName, delayMs };
  return textAnswer('innertube', 'application/json', JSON.stringify(response), about);
}

interface Asked {
  readonly videoId: string;
  readonly clientName: string;
  readonly clientVersion: string;
  readonly sts?: number;
  readonly reloadToken?: string;
}

function askedIn(body: string): Asked | undefined {
  try {
    const asked = JSON.parse(body);
    if (asked?.videoId === undefined) return undefined;
    const { clientName = 'WEB', clientVersion = '' } = asked.context?.client ?? {};
    const playback = asked.playbackContext;
    const token = playback?.reloadPlaybackContext?.reloadPlaybackParams?.token;
    const sts = playback?.contentPlaybackContext?.signatureTimestamp;
    return {
      ...{ videoId: String(asked.videoId), clientName, clientVersion },
      ...(sts !== undefined && { sts: Number(sts) }),
      ...(token && { reloadToken: String(token) }),
    };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What another client than the page is told: of today's videos by the table, of older ones nothing. */
async function clientResponse(
  context: SiteContext,
  video: VideoSpec,
  { headers }: Ask,
  { clientName: name, clientVersion: version, sts }: Asked,
): Promise<JsonObject> {
  const { control, players } = context;
  if (!isSiteClient(name) || video.era !== '2026') return refusedResponse('Video unavailable');
  const given = control.clients[name] ?? 'addresses';
  const call = {
    clientNumber: String(headers['x-youtube-client-name']),
    ...{ cookie: headers.cookie ?? '', authorization: headers.authorization ?? '', sts },
  };
  const site = { origin: `https://${pageHost}`, sts: players.of(video.era).sts };
  const refusal = refuseCall(siteClients[name], call, site);
  if (refusal !== undefined) return refusedResponse(refusal);
  if (given === 'unplayable') return refusedResponse('This video is not available');
  if (given === 'not-a-bot') return refusedResponse('Sign in to confirm you’re not a bot');
  const shown = given === 'another-video' ? otherThan(video) : video;
  const way = given === 'streaming' || given === 'playlists' ? given : 'addresses';
  return playerResponse(await loadPage(context, shown, { client: { name, version, given: way } }));
}

const refusedResponse = (reason: string): JsonObject => ({
  playabilityStatus: { status: 'UNPLAYABLE', reason },
});

const otherThan = ({ id }: VideoSpec): VideoSpec =>
  sabrVideos.find((other) => other.id !== id) ?? sabrVideos[0];
