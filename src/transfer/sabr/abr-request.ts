import { type BufferedRange, type FormatId, VideoPlaybackAbrRequest } from 'googlevideo/protos';
import { fromBase64 } from './base64';
import type { SabrContexts } from './sabr-contexts';
import type { SabrFormat, SabrSource } from './sabr-source';
import type { Run, SegmentLedger } from './segment-ledger';

/** `enabledTrackTypesBitfield`: one track at a time, so that each has its own windows and its own pace. */
const trackTypes = { audio: 1, video: 2 } as const;
/** The largest number that the field takes: "all of it". */
const endless = 2 ** 31 - 1;
/** More would only make the request long: what matters lies around the wanted time. */
const mostRanges = 50;

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
      ...nearest(ledger.runs, playerTimeMs).map((run) => bufferedRange(id, run)),
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

/** What is there, so that the server goes on with what is missing after the wanted time. */
function nearest(runs: readonly Run[], timeMs: number): readonly Run[] {
  const before = runs.findLastIndex(({ startMs }) => startMs <= timeMs);
  const from = Math.max(0, before - 1);
  return runs.slice(from, from + mostRanges);
}

const wholly: Pick<Run, 'first' | 'last' | 'startMs' | 'endMs'> = {
  first: 0,
  last: endless,
  startMs: 0,
  endMs: endless,
};

const bufferedRange = (
  id: FormatId,
  { first, last, startMs, endMs }: Pick<Run, 'first' | 'last' | 'startMs' | 'endMs'>,
): BufferedRange => ({
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
