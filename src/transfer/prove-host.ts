import { ReelkeepError } from '../errors';
import type { ContentIdentity } from './content-identity';
import { fetchRange, type RangePorts, type RangeTry } from './fetch-range';
import type { FileHost } from './file-hosts';
import type { FileLedger } from './file-ledger';
import type { BlockRecord } from './range-plan';
import type { Sink } from './sink';

/** So many bytes of media are the same in two files by no chance. */
export const specimenBytes = 16 * 1024;
/** Fewer prove nothing. */
export const leastSpecimenBytes = 1024;

export interface Stretch {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Whether what is known of the file, and may be on disk, came from another host than this one. */
export function needsProof({ isProven, isFirst, name }: FileHost, ledger: FileLedger): boolean {
  if (isProven) return false;
  // Before there were several hosts, records did not say which one it was.
  if (ledger.host === undefined) return ledger.plan.received > 0 && !isFirst;
  return ledger.host !== name;
}

/** The end of the longest stretch on disk: the farthest from the headers that different versions share. */
export function specimenOf(records: readonly BlockRecord[]): Stretch {
  const { start, end } = longestOf(stretchesOf(records));
  return { start: Math.max(start, end - specimenBytes), end };
}

/**
 * Where the bytes on disk are to be held against an answer that calls itself another content: at the
 * end, in the middle of the longest stretch, and at the beginning. What tells most comes first.
 */
export function specimensOf(records: readonly BlockRecord[]): readonly Stretch[] {
  const stretches = stretchesOf(records);
  const longest = longestOf(stretches);
  const first = stretches[0] ?? longest;
  const last = stretches.at(-1) ?? longest;
  const middle = Math.max(
    longest.start,
    Math.floor((longest.start + longest.end - specimenBytes) / 2),
  );
  const chosen: Stretch[] = [];
  for (const { start, end } of [
    { start: Math.max(last.start, last.end - specimenBytes), end: last.end },
    { start: middle, end: Math.min(longest.end, middle + specimenBytes) },
    { start: first.start, end: Math.min(first.end, first.start + specimenBytes) },
  ]) {
    const isNew = chosen.every((other) => end <= other.start || other.end <= start);
    if (isNew && end - start >= leastSpecimenBytes) chosen.push({ start, end });
  }
  return chosen;
}

type Asked = Pick<RangeTry, 'url' | 'ledger' | 'sink' | 'speed'>;

/**
 * Asks a host for a few bytes that are on disk already, and holds them, the length and the dates against
 * what is known: ETags are each host's own and prove nothing. Only then may its bytes stand beside those
 * of another.
 * @throws content-changed where they differ or cannot be compared; else as `fetchRange` does.
 */
export async function proveHost(
  asked: Asked & { readonly ledger: FileLedger },
  ports: RangePorts,
  signal: AbortSignal,
): Promise<void> {
  const specimen = specimenOf(asked.ledger.record().blocks);
  if (!(await isSame(specimen, asked, ports, signal))) throw unlike('bytes');
}

/**
 * Whether what an address now serves under another ETag or date is, byte for byte, what is on disk. The
 * names under which all specimens came; undefined where the bytes differ, the names do from answer to
 * answer, or there is nothing to compare.
 * @throws as `fetchRange` does.
 */
export async function proveContent(
  asked: Asked & { readonly ledger: FileLedger },
  ports: RangePorts,
  signal: AbortSignal,
): Promise<ContentIdentity | undefined> {
  const { plan } = asked.ledger;
  const names: ContentIdentity[] = [];
  // The ledger itself would refuse to learn from these.
  const ledger = { plan, learn: (seen: ContentIdentity) => void names.push(seen) };
  const specimens = specimensOf(asked.ledger.record().blocks);
  for (const specimen of specimens) {
    if (!(await isSame(specimen, { ...asked, ledger }, ports, signal))) return undefined;
  }
  const [first, ...others] = names;
  if (first?.total !== plan.total) return undefined;
  return first && others.every((other) => isAlike(other, first)) ? first : undefined;
}

async function isSame(
  { start, end }: Stretch,
  { url, ledger, sink, speed }: Asked,
  ports: RangePorts,
  signal: AbortSignal,
): Promise<boolean> {
  const known =
    end - start < leastSpecimenBytes ? undefined : await sink.read?.(start, end - start);
  if (!known) throw unlike('nothing to compare');
  const seen = new Uint8Array(end - start);
  const specimen: Sink = { write: (at, bytes) => seen.set(bytes, at - start) };
  const block = { start, done: start, end };
  const attempt = { url, block, ledger, sink: specimen, ...(speed ? { speed } : {}) };
  await fetchRange(attempt, ports, signal);
  return known.length === seen.length && known.every((byte, at) => byte === seen[at]);
}

const isAlike = (one: ContentIdentity, other: ContentIdentity): boolean =>
  one.total === other.total &&
  one.etag === other.etag &&
  one.lastModified === other.lastModified &&
  one.host === other.host;

/** Neighbours are one. */
function stretchesOf(records: readonly BlockRecord[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const [start, done] of records) {
    const last = stretches.at(-1);
    if (start === done) continue;
    if (last?.end === start) stretches[stretches.length - 1] = { start: last.start, end: done };
    else stretches.push({ start, end: done });
  }
  return stretches;
}

const longestOf = (stretches: readonly Stretch[]): Stretch =>
  stretches.toSorted((a, b) => b.end - b.start - (a.end - a.start))[0] ?? { start: 0, end: 0 };

const unlike = (field: string): ReelkeepError =>
  new ReelkeepError('content-changed', 'Another host has another file under this address.', {
    facts: { field },
  });
