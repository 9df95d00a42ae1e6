import type { Attributes, RepresentationInfo, SegmentInfo } from 'mpd-parser';
import { demandRoomFor, playlistInvalid } from '../playlist-invalid';
import { finite } from './attribute';

/** When the manifest was read, and what its period is. Seconds; the wall time since 1970. */
export interface PeriodTime {
  readonly now: number;
  readonly start: number;
  /** Absent while nobody knows when it ends. */
  readonly length?: number;
  /** When the presentation began, where it is live. */
  readonly liveSince?: number;
}

/** Of a live stream no more than this is fetched from before: some keep all since their first day. */
const longestPast = 6 * 60 * 60;
/** Lengths are written with fewer digits than they have: so much of a segment is none of its own. */
const roundingShare = 1e-4;

/**
 * The same, with every segment's time written out, and their number held against a bound: told "as many
 * as fit", the parser would make billions of them. What it would count wrongly (repeats up to a
 * period's end, last numbers) is counted here.
 * @throws playlist-invalid
 */
export function countSegments(info: RepresentationInfo, time: PeriodTime): RepresentationInfo {
  const { template, list, segmentTimeline } = info.segmentInfo;
  const kind = template ? 'template' : 'list';
  const written = template ?? list;
  if (!written) return info;
  const timescale = finite(written.timescale) ?? 1;
  if (timescale < 1) throw playlistInvalid('a timescale that is none');
  const characters = addressCharacters(info.attributes.baseUrl, written.media);
  const startNumber = finite(written.startNumber) ?? 1;
  const counted = (timeline: Attributes[] | undefined, more: Attributes = {}) => ({
    // Of what surrounds it nothing may stand in for what it does not say.
    attributes: {
      ...info.attributes,
      type: 'static',
      sourceDuration: time.length ?? 0,
      duration: undefined,
    },
    segmentInfo: {
      [kind]: { ...written, timescale, startNumber, duration: undefined, ...more },
      ...(timeline ? { segmentTimeline: timeline } : {}),
    } satisfies SegmentInfo,
  });
  if (segmentTimeline) {
    const offset = finite(written.presentationTimeOffset) ?? 0;
    const until = endOf(time);
    const end = until === undefined ? undefined : offset + until * timescale;
    return counted(explicitTimeline(segmentTimeline, end, characters));
  }
  const urls = Array.isArray(written.segmentUrls) ? written.segmentUrls.length : undefined;
  const duration = finite(written.duration) ?? spread(time.length, timescale, urls);
  // One template without any times is one segment.
  if (duration === undefined && template) return counted(undefined);
  if (duration === undefined || duration <= 0) throw playlistInvalid('segments of no length');
  const { first, count } = numbersOf(
    written,
    info.attributes.timeShiftBufferDepth,
    duration / timescale,
    time,
  );
  const most = Math.min(count, urls ?? count);
  demandRoomFor(most, characters);
  const even = most > 0 ? [{ t: first * duration, d: duration, r: most - 1 }] : [];
  // The times of even segments begin with the period, whatever its clock says then.
  return counted(even, { startNumber: startNumber + first, presentationTimeOffset: 0 });
}

/** A list of addresses that says nothing of times covers its period. */
const spread = (length: number | undefined, timescale: number, urls: number | undefined) =>
  length !== undefined && urls ? (length * timescale) / urls : undefined;

/** Until when there are segments, from the period's begin on. */
function endOf({ now, start, length, liveSince }: PeriodTime): number | undefined {
  return liveSince === undefined ? length : Math.min(length ?? Infinity, now - liveSince - start);
}

function numbersOf(written: Attributes, depth: unknown, seconds: number, time: PeriodTime) {
  const startNumber = finite(written.startNumber) ?? 1;
  // The parser leaves it as it is written.
  const endNumber = finite(Number(written.endNumber ?? Number.NaN));
  const until = endOf(time);
  const fitting = until === undefined ? undefined : until / seconds;
  const stated = endNumber === undefined ? undefined : endNumber - startNumber + 1;
  if (time.liveSince === undefined) {
    const count = stated ?? (fitting && Math.ceil(fitting - roundingShare));
    if (count === undefined) throw playlistInvalid('a period of unknown length');
    return { first: 0, count: Math.max(1, count) };
  }
  const past = Math.min(longestPast, finite(depth) ?? longestPast);
  const first = Math.max(0, Math.floor(((until ?? 0) - past) / seconds));
  const last = Math.min(stated ?? Infinity, Math.floor(fitting ?? 0));
  return { first, count: Math.max(0, last - first) };
}

/** `r="-1"`: until the next entry, or the period's end. `end`: in the timeline's units. */
function explicitTimeline(
  timeline: readonly Attributes[],
  end: number | undefined,
  characters: number,
): Attributes[] {
  let time = 0;
  let total = 0;
  return timeline.map(({ t, d, r }, at) => {
    const duration = finite(d) ?? 0;
    const repeats = finite(r) ?? 0;
    time = Math.max(time, finite(t) ?? time);
    if (duration <= 0) throw playlistInvalid('segments of no length');
    const until = repeats < 0 ? (finite(timeline[at + 1]?.t) ?? end) : undefined;
    if (repeats < 0 && until === undefined) throw playlistInvalid('a period of unknown length');
    const fitting = until === undefined ? repeats + 1 : (until - time) / duration;
    const count = Math.max(1, Math.ceil(fitting - roundingShare));
    total += count;
    demandRoomFor(total, characters);
    const entry = { t: time, d: duration, r: count - 1 };
    time += duration * count;
    return entry;
  });
}

/** Of the longest address that comes of them. Numbers filled up with more zeros than any number has digits are a trap. */
function addressCharacters(baseUrl: unknown, media: unknown): number {
  const template = typeof media === 'string' ? media : '';
  if (/%0\d{3,}d/.test(template)) throw playlistInvalid('numbers without end');
  return (typeof baseUrl === 'string' ? baseUrl.length : 0) + template.length;
}
