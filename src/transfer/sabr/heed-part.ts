import {
  FormatInitializationMetadata,
  MediaHeader,
  NextRequestPolicy,
  ReloadPlaybackContext,
  SabrContextSendingPolicy,
  SabrContextUpdate,
  SabrError,
  SabrRedirect,
  StreamProtectionStatus,
  UMPPartId,
} from 'googlevideo/protos';
import { ReelkeepError } from '../../errors';
import type { Incoming, IncomingTrack } from './incoming';
import { isOf } from './media-header';
import { playbackCookieIn } from './playback-cookie';
import type { SabrContexts } from './sabr-contexts';

/** What one answer told, beside its media. */
export interface RoundNews {
  /** Milliseconds until the server wants to be asked again: advertisements are waited for so. */
  backoffMs: number;
  cookie?: Uint8Array;
  redirect?: string;
  reloadToken?: string;
  /** 1: well; 2: a token is wanted soon; 3: without one nothing comes any more. */
  protection?: number;
}

export interface Hearing {
  readonly track: IncomingTrack;
  readonly incoming: Incoming;
  readonly contexts: SabrContexts;
  readonly news: RoundNews;
}

const longestBackoffMs = 120_000;

/** Takes in one part of an answer that is not media; where it ends a segment, until that is kept. @throws sabr-error, content-changed. */
export function heedPart(
  type: number,
  bytes: Uint8Array<ArrayBuffer>,
  hearing: Hearing,
): Promise<void> | undefined {
  const { track, incoming, contexts, news } = hearing;
  switch (type) {
    case UMPPartId.MEDIA_HEADER:
      incoming.header(decode(MediaHeader, bytes));
      break;
    case UMPPartId.MEDIA_END:
      return incoming.end(bytes);
    case UMPPartId.FORMAT_INITIALIZATION_METADATA:
      learn(decode(FormatInitializationMetadata, bytes), track);
      break;
    case UMPPartId.NEXT_REQUEST_POLICY: {
      const { backoffTimeMs = 0 } = decode(NextRequestPolicy, bytes);
      news.backoffMs = Math.min(Math.max(0, backoffTimeMs), longestBackoffMs);
      const cookie = decode({ decode: playbackCookieIn }, bytes);
      if (cookie) news.cookie = cookie;
      break;
    }
    case UMPPartId.SABR_CONTEXT_UPDATE:
      contexts.keep(decode(SabrContextUpdate, bytes));
      break;
    case UMPPartId.SABR_CONTEXT_SENDING_POLICY:
      contexts.follow(decode(SabrContextSendingPolicy, bytes));
      break;
    case UMPPartId.SABR_REDIRECT: {
      const { url } = decode(SabrRedirect, bytes);
      if (url) news.redirect = url;
      break;
    }
    case UMPPartId.RELOAD_PLAYER_RESPONSE:
      news.reloadToken = decode(ReloadPlaybackContext, bytes).reloadPlaybackParams?.token ?? '';
      break;
    case UMPPartId.STREAM_PROTECTION_STATUS: {
      const { status } = decode(StreamProtectionStatus, bytes);
      if (status) news.protection = status;
      break;
    }
    case UMPPartId.SABR_ERROR: {
      const { type: kind = '', code = 0 } = decode(SabrError, bytes);
      throw new ReelkeepError('sabr-error', 'The server answered with an error of its own.', {
        facts: { serverError: kind.slice(0, 100), serverCode: code },
      });
    }
  }
}

interface Codec<T> {
  decode(bytes: Uint8Array): T;
}

function decode<T>(codec: Codec<T>, bytes: Uint8Array): T {
  try {
    return codec.decode(bytes);
  } catch (cause) {
    throw new ReelkeepError('sabr-error', 'The server sent what cannot be read.', { cause });
  }
}

function learn(metadata: FormatInitializationMetadata, { format, ledger }: IncomingTrack): void {
  const { endSegmentNumber, durationUnits, durationTimescale } = metadata;
  if (!isOf({ ...metadata, itag: 0, lmt: '', xtags: '' }, format)) return;
  const lastSegment = whole(Number(endSegmentNumber));
  const ticksMs = whole(Math.round((1000 * Number(durationUnits)) / Number(durationTimescale)));
  const endMs = whole(Number(metadata.endTimeMs)) ?? ticksMs;
  ledger.learn({
    ...(lastSegment === undefined ? {} : { lastSegment }),
    ...(endMs === undefined ? {} : { endMs }),
  });
}

/** What the decoder fills in for what is not said is 0. */
const whole = (value: number): number | undefined =>
  Number.isSafeInteger(value) && value > 0 ? value : undefined;
