import { inheritAttributes, type RepresentationInfo, stringToMpdXml } from 'mpd-parser';
import { ownNames } from '../own-names';
import { playlistInvalid, understood } from '../playlist-invalid';
import { finite, text } from './attribute';
import { checkXml } from './check-xml';
import type { PeriodTime } from './count-segments';
import { type Mark, markElements } from './marked-elements';
import { plainElements } from './plain-elements';

/** One encoding in one period. */
export interface Representation {
  readonly info: RepresentationInfo;
  /** Within its period its own: sets may use one twice. */
  readonly id: string;
  readonly time: PeriodTime;
  readonly isProtected: boolean;
}

export interface Manifest {
  readonly representations: readonly Representation[];
  /** Of the whole presentation, in seconds. */
  readonly seconds?: number;
  /** Set while it is live. */
  readonly reloadSeconds?: number;
}

const mostRepresentations = 2_000;
const shortestReload = 1;
const longestReload = 30;

/**
 * A DASH manifest (ISO/IEC 23009-1), what is inherited put where it belongs. `now`: seconds since 1970.
 * @throws playlist-invalid
 */
export function parseManifest(source: string, url: string, now: number): Manifest {
  checkXml(source);
  return understood(() => {
    const mpd = stringToMpdXml(plainElements(source));
    refuseRemote(mpd);
    const markOf = markElements(mpd);
    const { representationInfo } = inheritAttributes(mpd, { manifestUri: url, NOW: now * 1000 });
    return readManifest(representationInfo, markOf, now);
  });
}

/** What must be fetched to be known would be missing in the file. */
function refuseRemote(mpd: Element): void {
  for (const name of ['Period', 'AdaptationSet']) {
    for (const element of Array.from(mpd.getElementsByTagName(name))) {
      const href = element.getAttribute('xlink:href') ?? '';
      if (href !== '' && !href.includes('resolve-to-zero')) throw playlistInvalid('remote parts');
    }
  }
}

function readManifest(
  found: readonly RepresentationInfo[],
  markOf: ReturnType<typeof markElements>,
  now: number,
): Manifest {
  const [head] = found;
  if (!head) throw playlistInvalid('nothing in it');
  if (found.length > mostRepresentations) throw playlistInvalid('too many representations');
  const { attributes } = head;
  const total = finite(attributes.mediaPresentationDuration);
  const isLive = attributes.type === 'dynamic';
  const liveSince = isLive ? (finite(attributes.availabilityStartTime) ?? 0) : undefined;
  const starts = [...new Set(found.map((info) => startOf(info)))].sort((a, b) => a - b);
  const representations = distinct(found, markOf).map(
    ({ info, start, id, mark }): Representation => {
      const next = starts[starts.indexOf(start) + 1] ?? total;
      const length = finite(info.attributes.periodDuration) ?? (next && next - start);
      const time: PeriodTime = {
        now,
        start,
        ...(length !== undefined && length > 0 ? { length } : {}),
        ...(liveSince === undefined ? {} : { liveSince }),
      };
      return { info, id, time, isProtected: mark.isProtected };
    },
  );
  const update = finite(attributes.minimumUpdatePeriod) ?? shortestReload;
  return {
    representations,
    ...(total === undefined ? {} : { seconds: total }),
    ...(isLive ? { reloadSeconds: Math.min(longestReload, Math.max(shortestReload, update)) } : {}),
  };
}

/** Each once, though it has several base addresses: they name the same bytes. */
function distinct(found: readonly RepresentationInfo[], markOf: ReturnType<typeof markElements>) {
  const known = new Set<Mark>();
  const namesAt = new Map<number, (name: string) => string>();
  return found.flatMap((info) => {
    const mark = markOf(info);
    if (!mark || mark.isPassing || known.has(mark)) return [];
    known.add(mark);
    const start = startOf(info);
    const ownName = namesAt.get(start) ?? ownNames();
    namesAt.set(start, ownName);
    return [{ info, mark, start, id: ownName(text(info.attributes.id) ?? `${known.size - 1}`) }];
  });
}

function startOf({ attributes }: RepresentationInfo): number {
  const start = finite(attributes.periodStart);
  if (start === undefined) throw playlistInvalid('a period that begins nowhere');
  return start;
}
