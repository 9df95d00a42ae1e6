import { BinaryWriter } from '@bufbuild/protobuf/wire';
import {
  FormatInitializationMetadata,
  MediaHeader,
  NextRequestPolicy,
  ReloadPlaybackContext,
  RequestIdentifier,
  SabrContextSendingPolicy,
  SabrContextUpdate,
  SabrContextWritePolicy,
  SabrError,
  SabrRedirect,
  SnackbarMessage,
  StreamProtectionStatus,
  UMPPartId,
} from 'googlevideo/protos';
import type { SabrSwitches } from './sabr-switches';
import { formatIdOf, type SabrTrack } from './sabr-video';
import { endTicks, type MapSegment } from './segment-map';

/** One part of an answer before it is framed. */
export interface SabrPart {
  readonly type: number;
  readonly payload: Uint8Array;
  /** More of the payload, read straight to where it goes out: copying is what serving costs most. */
  readonly rest?: {
    readonly bytes: number;
    readonly read: (into: Uint8Array) => Promise<void> | void;
  };
}

export const protectionStatus = (status: 1 | 2 | 3): SabrPart => ({
  type: UMPPartId.STREAM_PROTECTION_STATUS,
  payload: StreamProtectionStatus.encode({ status, maxRetries: 5 }).finish(),
});

const cookieField = 7;

/** The cookie is no message that clients could decode and encode without a loss. */
export function nextRequestPolicy(backoffTimeMs: number, cookie: Uint8Array): SabrPart {
  const writer = new BinaryWriter();
  NextRequestPolicy.encode(
    { targetAudioReadaheadMs: 20_000, targetVideoReadaheadMs: 20_000, backoffTimeMs },
    writer,
  );
  const tag = (cookieField << 3) | 2;
  return {
    type: UMPPartId.NEXT_REQUEST_POLICY,
    payload: writer.uint32(tag).bytes(cookie).finish(),
  };
}

export const contextUpdate = (
  type: number,
  value: Uint8Array,
  sendByDefault: boolean,
): SabrPart => ({
  type: UMPPartId.SABR_CONTEXT_UPDATE,
  payload: SabrContextUpdate.encode({
    ...{ type, scope: 1, value, sendByDefault },
    writePolicy: SabrContextWritePolicy.OVERWRITE,
  }).finish(),
});

export const sendingPolicy = (
  policy: Partial<Record<'startPolicy' | 'stopPolicy' | 'discardPolicy', number[]>>,
): SabrPart => ({
  type: UMPPartId.SABR_CONTEXT_SENDING_POLICY,
  payload: SabrContextSendingPolicy.encode({
    ...{ startPolicy: [], stopPolicy: [], discardPolicy: [] },
    ...policy,
  }).finish(),
});

export const redirect = (url: string): SabrPart => ({
  type: UMPPartId.SABR_REDIRECT,
  payload: SabrRedirect.encode({ url }).finish(),
});

export const reload = (token: string): SabrPart => ({
  type: UMPPartId.RELOAD_PLAYER_RESPONSE,
  payload: ReloadPlaybackContext.encode({ reloadPlaybackParams: { token } }).finish(),
});

export const sabrError = (type: string, code: number): SabrPart => ({
  type: UMPPartId.SABR_ERROR,
  payload: SabrError.encode({ type, code }).finish(),
});

/** Of kinds that a client may read past, and one that nobody knows. */
export const chatter: readonly SabrPart[] = [
  {
    type: UMPPartId.REQUEST_IDENTIFIER,
    payload: RequestIdentifier.encode({ token: 'offline' }).finish(),
  },
  { type: UMPPartId.SNACKBAR_MESSAGE, payload: SnackbarMessage.encode({ id: 1 }).finish() },
  { type: 4711, payload: new Uint8Array(300) },
];

const ms = (ticks: number, timescale: number): number => Math.floor((ticks * 1000) / timescale);

export function formatMetadata(videoId: string, track: SabrTrack): SabrPart {
  const { map, mime } = track;
  const durationTicks = endTicks(map);
  const payload = FormatInitializationMetadata.encode({
    videoId,
    formatId: formatIdOf(track),
    endTimeMs: String(ms(durationTicks, map.timescale)),
    endSegmentNumber: String(map.segments.length),
    mimeType: mime,
    initRange: { start: 0, end: map.initBytes - 1 },
    durationUnits: String(durationTicks),
    durationTimescale: String(map.timescale),
  }).finish();
  return { type: UMPPartId.FORMAT_INITIALIZATION_METADATA, payload };
}

/** `segment` absent: the beginning of the file. */
export function mediaHeader(
  videoId: string,
  track: SabrTrack,
  segment: MapSegment | undefined,
  headerId: number,
  times: SabrSwitches['times'],
): SabrPart {
  const header: MediaHeader = {
    ...{ headerId, videoId, itag: track.itag, lmt: track.lastModified },
    ...(track.xtags !== undefined && { xtags: track.xtags }),
    formatId: formatIdOf(track),
    ...(segment
      ? placed(track, segment, times)
      : { isInitSeg: true, startRange: '0', contentLength: String(track.map.initBytes) }),
  };
  return { type: UMPPartId.MEDIA_HEADER, payload: MediaHeader.encode(header).finish() };
}

function placed(
  { map: { timescale } }: SabrTrack,
  { sequence, startByte, bytes, startTicks, durationTicks }: MapSegment,
  times: SabrSwitches['times'],
): Partial<MediaHeader> {
  const round = times === 'rounded-up' ? Math.ceil : Math.floor;
  const stated = (ticks: number): string => String(round((ticks * 1000) / timescale));
  return {
    sequenceNumber: sequence,
    startRange: String(startByte),
    contentLength: String(bytes),
    ...(times !== 'ticks' && { startMs: stated(startTicks), durationMs: stated(durationTicks) }),
    ...(times !== 'rounded-up' && {
      timeRange: {
        ...{ startTicks: String(startTicks), durationTicks: String(durationTicks), timescale },
      },
    }),
  };
}
