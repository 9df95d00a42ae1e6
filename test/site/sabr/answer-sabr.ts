import { VideoPlaybackAbrRequest } from 'googlevideo/protos';
import { siteClientOf } from '../clients/site-clients';
import { visitorData } from '../pages/visitor-data';
import { refuseAddress, slowForN } from './address-rules';
import { chooseSegments } from './choose-segments';
import { calledOff, conversationRules, policy } from './conversation-rules';
import { judgeToken } from './judge-token';
import type { Reply, SabrAsk, SabrCase } from './sabr-ask';
import type { SabrDesk } from './sabr-desk';
import type { SabrRequest } from './sabr-log';
import { chatter, formatMetadata, protectionStatus, type SabrPart, sabrError } from './sabr-parts';
import { isFormat, type SabrTrack, type SabrVideo } from './sabr-video';
import { type Sending, sendSegments } from './send-segments';
import { decodeConfig } from './ustreamer-config';
import { wantedTracks } from './wanted-tracks';

export interface SabrAnswer {
  readonly status: number;
  /** Why there are no media, or fewer, or slowly. */
  readonly note?: string;
  readonly bytesPerSecond?: number;
  /** Of which formats there are media. */
  readonly itags: readonly number[];
  /** Empty unless the status is 200. */
  readonly parts: AsyncIterable<SabrPart>;
}

/** Answers one request by the rules in README.md, and logs it. Pure but for the desk. */
export function answerSabr(ask: SabrAsk, video: SabrVideo, desk: SabrDesk): SabrAnswer {
  const request = decode(ask.body);
  const config = decodeConfig(request?.videoPlaybackUstreamerConfig);
  const playback = desk.playback(config?.playback ?? '');
  const client = siteClientOf(config?.client.name ?? 0);
  const binding = client.tokenFor === 'visitor' ? visitorData : video.id;
  const token = judgeToken(request?.streamerContext?.poToken, binding, desk);
  const entry = desk.log.add({
    ...{ videoId: video.id, host: ask.url.hostname, sent: [], status: 200 },
    round: Number(ask.url.searchParams.get('rn') ?? 0),
    playerTimeMs: Number(request?.clientAbrState?.playerTimeMs ?? 0),
    ...{ token: token.kind, mint: token.mint },
  });
  const { switches } = desk;
  const refusal = refuseAddress(ask, switches, playback.requests);
  if (refusal) return refused(entry, refusal.status, refusal.note);
  if (!request || ask.url.searchParams.get('sabr') !== '1') return refused(entry, 400, 'body');
  playback.requests += 1;
  if (config?.videoId !== video.id) {
    return replied(entry, { parts: [sabrError('sabr.config', 1)], note: 'config' });
  }
  const { playerTimeMs } = entry;
  const about = { ask, video, request, config, desk, switches, playback, entry, playerTimeMs };
  for (const rule of conversationRules) {
    const reply = rule(about);
    if (reply) return replied(entry, reply);
  }
  const isFree =
    switches.token === 'free' ||
    client.tokenFor === undefined ||
    (config.isPremium === true && client.needsNoTokenForPremium === true);
  return withMedia(about, token.kind === 'good' || isFree);
}

function decode(body: Uint8Array): VideoPlaybackAbrRequest | undefined {
  try {
    return VideoPlaybackAbrRequest.decode(body);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function refused(entry: SabrRequest, status: number, note: string): SabrAnswer {
  entry.status = status;
  entry.note = note;
  return { status, note, itags: [], parts: only([]) };
}

function replied(entry: SabrRequest, { parts, note }: Reply): SabrAnswer {
  entry.note = note;
  return { status: 200, note, itags: [], parts: only(parts) };
}

async function* only(parts: readonly SabrPart[]): AsyncGenerator<SabrPart> {
  yield* parts;
}

function withMedia(about: SabrCase, isTrusted: boolean): SabrAnswer {
  const { switches, request, playback, entry, playerTimeMs } = about;
  const tracks = wantedTracks(about);
  if ('parts' in tracks) return replied(entry, tracks);
  const buffered = switches.bufferedRanges === 'ignored' ? [] : request.bufferedRanges;
  const beforeMs = isTrusted ? Number.POSITIVE_INFINITY : switches.freeMs;
  const wish = { playerTimeMs, buffered, readaheadMs: switches.readaheadMs, beforeMs };
  const choices = tracks.map((track) => ({ track, ...chooseSegments(track, wish) }));
  const sendings = choices.map(({ track, segments }) => ({
    ...{ track, segments },
    withInit: !request.selectedFormatIds.some((id) => isFormat(track, id)),
  }));
  const isHeldBack = choices.some((choice) => choice.isHeldBack);
  const count = choices.reduce((sum, { segments }) => sum + segments.length, 0);
  if (isHeldBack && count === 0 && switches.beyondFree === '403') {
    return refused(entry, 403, 'token');
  }
  if (isHeldBack) playback.heldBack += 1;
  if (count > 0) playback.answers += 1;
  if (isHeldBack) entry.note = 'token';
  const status = !isHeldBack ? 1 : playback.heldBack === 1 || count > 0 ? 2 : 3;
  return {
    status: 200,
    ...(isHeldBack && { note: 'token' }),
    ...(!about.ask.address.isSolved && { note: 'n', bytesPerSecond: slowForN }),
    itags: tracks.map(({ itag }) => itag),
    parts: mediaParts(about, sendings, status),
  };
}

async function* mediaParts(
  about: SabrCase,
  sendings: readonly Sending[],
  status: 1 | 2 | 3,
): AsyncGenerator<SabrPart> {
  const { switches, video, entry } = about;
  const isDescribed = ({ withInit }: Sending): boolean => withInit;
  if (switches.chatter) yield* chatter;
  yield protectionStatus(status);
  yield policy(
    about,
    sendings.some(({ segments }) => segments.length > 0) ? switches.backoffMs : 0,
  );
  if (sendings.some(({ segments }) => segments.length > 0)) yield* calledOff(about);
  const described: readonly SabrTrack[] = sendings.filter(isDescribed).map(({ track }) => track);
  for (const track of described) yield formatMetadata(video.id, track);
  entry.isCut = true;
  try {
    yield* sendSegments(video.id, sendings, switches, entry.sent);
    entry.isCut = false;
  } finally {
    entry.endedAt = Date.now();
  }
}
