import type { FormatId, MediaHeader } from 'googlevideo/protos';
import { nonsense } from './nonsense';
import type { SabrFormat } from './sabr-source';
import { isPossible, type Segment } from './segment-ledger';

/** What a media header announces, held against the format that is wanted. */
export type Announced =
  | { readonly kind: 'other'; readonly formatId: FormatId }
  /** The file's beginning, up to its first segment. */
  | { readonly kind: 'init'; readonly bytes: number }
  | { readonly kind: 'segment'; readonly segment: Segment };

const longestInit = 4 * 1024 * 1024;
/** Nothing in YouTube's streams is compressed, and a compressed segment has no place in the file. */
const uncompressed = 0;

/** @throws sabr-error where no segment of the format can be so. */
export function readMediaHeader(header: MediaHeader, format: SabrFormat): Announced {
  const formatId = formatIdOf(header);
  if (!isOf(header, format)) return { kind: 'other', formatId };
  if ((header.compressionAlgorithm ?? uncompressed) !== uncompressed) {
    throw nonsense('compressed media');
  }
  const { contentLength: fileBytes = Number.POSITIVE_INFINITY } = format;
  const bytes = Number(header.contentLength ?? 0);
  if (header.isInitSeg) {
    const isInit = Number.isSafeInteger(bytes) && bytes > 0 && bytes <= longestInit;
    if (!isInit || bytes > fileBytes) throw nonsense('an initialisation', { bytes });
    return { kind: 'init', bytes };
  }
  const segment: Segment = {
    sequence: header.sequenceNumber ?? 0,
    startMs: milliseconds(header.startMs, header.timeRange?.startTicks, header),
    durationMs: milliseconds(header.durationMs, header.timeRange?.durationTicks, header),
    startByte: Number(header.startRange ?? 0),
    bytes,
  };
  const isInside = segment.startByte + segment.bytes <= fileBytes;
  if (!isPossible(segment) || !isInside) throw nonsense('a segment', { ...segment });
  return { kind: 'segment', segment };
}

/** Whether what is said of a format is said of this one. */
export function isOf(
  about: Pick<MediaHeader, 'formatId' | 'itag' | 'lmt' | 'xtags' | 'videoId'>,
  { itag, lastModified, xtags, videoId }: SabrFormat,
): boolean {
  const theirs = formatIdOf(about);
  const agree = (ours: string | undefined, other: string | undefined): boolean =>
    stated(ours) === undefined || stated(other) === undefined || ours === other;
  return (
    theirs.itag === itag &&
    // Dubs share everything else: no xtags is a name, too.
    stated(theirs.xtags) === stated(xtags) &&
    agree(lastModified, theirs.lastModified) &&
    agree(videoId, about.videoId)
  );
}

function formatIdOf({
  formatId,
  itag,
  lmt,
  xtags,
}: Pick<MediaHeader, 'formatId' | 'itag' | 'lmt' | 'xtags'>): FormatId {
  return formatId?.itag ? formatId : { itag, lastModified: lmt, xtags };
}

/** The decoder fills in what a message does not say. */
const stated = (text: string | undefined): string | undefined =>
  text === '' || text === '0' ? undefined : text;

/** In whole milliseconds, which is what headers mostly state; some have ticks only. */
function milliseconds(
  plain: string | undefined,
  ticks: string | undefined,
  { timeRange }: MediaHeader,
): number {
  const ms = Number(plain ?? 0);
  const scale = timeRange?.timescale ?? 0;
  if (ms !== 0 || stated(ticks) === undefined || scale <= 0) return ms;
  return Math.max(1, Math.round((Number(ticks) * 1000) / scale));
}
