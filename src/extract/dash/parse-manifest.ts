import { inheritAttributes, type RepresentationInfo, stringToMpdXml } from 'mpd-parser';
import { playlistInvalid, understood } from '../playlist-invalid';
import { finite, text } from './attribute';
import { checkXml } from './check-xml';
import type { PeriodTime } from './count-segments';

/** One encoding in one period. */
export interface Representation {
  readonly info: RepresentationInfo;
  /** Within its period. */
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
    const mpd = stringToMpdXml(source);
    refuseRemote(mpd);
    const { representationInfo } = inheritAttributes(mpd, { manifestUri: url, NOW: now * 1000 });
    return readManifest(representationInfo, protectedIds(mpd), now);
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

const trickMode = /trickmode|thumbnail/i;

/** Those that no key is given out for; and none is, for what is only shown while somebody seeks. */
function protectedIds(mpd: Element): {
  readonly locked: Set<string>;
  readonly passing: Set<string>;
} {
  const locked = new Set<string>();
  const passing = new Set<string>();
  for (const element of Array.from(mpd.getElementsByTagName('Representation'))) {
    const id = element.getAttribute('id') ?? '';
    const around = [element, element.parentNode].filter((node) => isElement(node));
    if (around.some((node) => childrenOf(node, 'ContentProtection').length > 0)) locked.add(id);
    const properties = around.flatMap((node) => childrenOf(node, 'EssentialProperty'));
    if (properties.some((node) => trickMode.test(node.getAttribute('schemeIdUri') ?? '')))
      passing.add(id);
  }
  return { locked, passing };
}

const isElement = (node: ParentNode | Node | null): node is Element => node?.nodeType === 1;

const childrenOf = (parent: Element, name: string): Element[] =>
  Array.from(parent.childNodes).filter(
    (node): node is Element => isElement(node) && node.nodeName === name,
  );

function readManifest(
  found: readonly RepresentationInfo[],
  { locked, passing }: ReturnType<typeof protectedIds>,
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
  const known = new Set<string>();
  const representations: Representation[] = [];
  for (const info of found) {
    const start = startOf(info);
    const id = text(info.attributes.id) ?? `${representations.length}`;
    // Each further base address names the same bytes once more.
    if (passing.has(id) || known.has(`${start} ${id}`)) continue;
    known.add(`${start} ${id}`);
    const next = starts[starts.indexOf(start) + 1] ?? total;
    const length = finite(info.attributes.periodDuration) ?? (next && next - start);
    const time: PeriodTime = {
      now,
      start,
      ...(length !== undefined && length > 0 ? { length } : {}),
      ...(liveSince === undefined ? {} : { liveSince }),
    };
    representations.push({ info, id, time, isProtected: locked.has(id) });
  }
  const update = finite(attributes.minimumUpdatePeriod) ?? shortestReload;
  return {
    representations,
    ...(total === undefined ? {} : { seconds: total }),
    ...(isLive ? { reloadSeconds: Math.min(longestReload, Math.max(shortestReload, update)) } : {}),
  };
}

function startOf({ attributes }: RepresentationInfo): number {
  const start = finite(attributes.periodStart);
  if (start === undefined) throw playlistInvalid('a period that begins nowhere');
  return start;
}
