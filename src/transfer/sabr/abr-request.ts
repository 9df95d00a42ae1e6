import { type BufferedRange, type FormatId, VideoPlaybackAbrRequest } from 'googlevideo/protos';
import { fromBase64 } from './base64';
import type { SabrContexts } from './sabr-contexts';
import type { SabrFormat, SabrSource } from './sabr-source';
import type { Run, SegmentLedger } from './segment-ledger';

/** `enabledTrackTypesBitfield`: one track at a time, so that each has its own windows and its own pace. */
const trackTypes = { audio: 1, video: 2 } as const;
/** The largest number that the field takes: "all of it". */
const endless = 2 ** 31 - 1;

export interface AbrWish {
  readonly source: SabrSource;
  readonly format: SabrFormat;
  readonly ledger: SegmentLedger;
  readonly contexts: SabrContexts;
  /** Of the session. */
  readonly cookie: Uint8Array | undefined;
  readonly unwanted: readonly FormatId[];
  /** Where media is wanted from, in milliseconds. */
  readonly playerTimeMs: number;
}

/** The body of a request (youtube.md §3.1). `MediaCapabilities` must not be sent by a web client. */
export function abrRequest(wish: AbrWish): Uint8Array<ArrayBuffer> {
  const { source, format, ledger, contexts, cookie, unwanted, playerTimeMs } = wish;
  const id = formatId(format);
  const message: VideoPlaybackAbrRequest = {
    clientAbrState: {
      playerTimeMs: String(Math.round(playerTimeMs)),
      enabledTrackTypesBitfield: trackTypes[format.kind],
      visibility: 0,
      playbackRate: 1,
      ...(format.resolution === undefined ? {} : { stickyResolution: format.resolution }),
      ...(format.drc ? { drcEnabled: true } : {}),
      ...(format.audioTrackId === undefined ? {} : { audioTrackId: format.audioTrackId }),
    },
    // The server describes, and sends the beginning of, what is not named here.
    selectedFormatIds: [...(isInitialised(ledger) ? [id] : []), ...unwanted],
    bufferedRanges: [
      ...claimed(ledger, playerTimeMs).map((claim) => bufferedRange(id, claim)),
      ...unwanted.map((other) => bufferedRange(other, wholly)),
    ],
    videoPlaybackUstreamerConfig: fromBase64(source.ustreamerConfig),
    preferredAudioFormatIds: format.kind === 'audio' ? [id] : [],
    preferredVideoFormatIds: format.kind === 'video' ? [id] : [],
    streamerContext: {
      clientInfo: {
        clientName: source.client.name,
        clientVersion: source.client.version,
        ...(source.client.osName === undefined ? {} : { osName: source.client.osName }),
        ...(source.client.osVersion === undefined ? {} : { osVersion: source.client.osVersion }),
      },
      ...(source.poToken === undefined ? {} : { poToken: fromBase64(source.poToken) }),
      ...(cookie === undefined ? {} : { playbackCookie: cookie }),
      sabrContexts: contexts.sent,
      unsentSabrContexts: contexts.unsent,
    },
    preferredSubtitleFormatIds: [],
    field1000: [],
  };
  return new Uint8Array(VideoPlaybackAbrRequest.encode(message).finish());
}

const isInitialised = ({ hasInit, lastSegment }: SegmentLedger): boolean =>
  hasInit && lastSegment !== undefined;

const formatId = ({ itag, lastModified, xtags }: SabrFormat): FormatId => ({
  itag,
  ...(lastModified === undefined ? {} : { lastModified }),
  ...(xtags === undefined ? {} : { xtags }),
});

/**
 * What the server need not send: the run that reaches up to the wanted time, and everything from the
 * next one on. Behind that one others fetch; whatever came of it would be there twice.
 */
function claimed({ runs, lastSegment, endMs }: SegmentLedger, timeMs: number): Claim[] {
  const at = runs.findLastIndex(({ startMs }) => startMs <= timeMs);
  const before = runs[at];
  const next = runs[at + 1];
  const rest = next && {
    last: lastSegment ?? endless,
    endMs: Math.max(next.endMs, endMs ?? endless),
  };
  return [...(before ? [before] : []), ...(next ? [{ ...next, ...rest }] : [])];
}

type Claim = Pick<Run, 'first' | 'last' | 'startMs' | 'endMs'>;

const wholly: Claim = {
  first: 0,
  last: endless,
  startMs: 0,
  endMs: endless,
};

const bufferedRange = (id: FormatId, { first, last, startMs, endMs }: Claim): BufferedRange => ({
  formatId: id,
  startTimeMs: String(startMs),
  durationMs: String(endMs - startMs),
  startSegmentIndex: first,
  endSegmentIndex: last,
  timeRange: {
    startTicks: String(startMs),
    durationTicks: String(endMs - startMs),
    timescale: 1000,
  },
});
