import { ReelkeepError } from '../errors';
import { fetchRange, type RangePorts, type RangeTry } from './fetch-range';
import type { FileHost } from './file-hosts';
import type { FileLedger } from './file-ledger';
import type { BlockRecord } from './range-plan';
import type { Sink } from './sink';

/** So many bytes of media are the same in two files by no chance. */
export const specimenBytes = 16 * 1024;
/** Fewer prove nothing. */
export const leastSpecimenBytes = 1024;

/** Whether what is known of the file, and may be on disk, came from another host than this one. */
export function needsProof({ isProven, isFirst, name }: FileHost, ledger: FileLedger): boolean {
  if (isProven) return false;
  // Before there were several hosts, records did not say which one it was.
  if (ledger.host === undefined) return ledger.plan.received > 0 && !isFirst;
  return ledger.host !== name;
}

/** The end of the longest stretch on disk: the farthest from the headers that different versions share. */
export function specimenOf(records: readonly BlockRecord[]): { start: number; end: number } {
  const stretches = records.map(([start, done]) => ({ start, end: done }));
  const [longest = { start: 0, end: 0 }] = stretches.toSorted(
    (a, b) => b.end - b.start - (a.end - a.start),
  );
  return { start: Math.max(longest.start, longest.end - specimenBytes), end: longest.end };
}

/**
 * Asks a host for a few bytes that are on disk already, and holds them, the length and the dates against
 * what is known: ETags are each host's own and prove nothing. Only then may its bytes stand beside those
 * of another.
 * @throws content-changed where they differ or cannot be compared; else as `fetchRange` does.
 */
export async function proveHost(
  { url, ledger, sink, speed }: Pick<RangeTry, 'url' | 'ledger' | 'sink' | 'speed'>,
  ports: RangePorts,
  signal: AbortSignal,
): Promise<void> {
  const { start, end } = specimenOf(ledger.record().blocks);
  const known =
    end - start < leastSpecimenBytes ? undefined : await sink.read?.(start, end - start);
  if (!known) throw unlike('nothing to compare');
  const seen = new Uint8Array(end - start);
  const specimen: Sink = { write: (at, bytes) => seen.set(bytes, at - start) };
  const block = { start, done: start, end };
  const attempt = { url, block, ledger, sink: specimen, ...(speed ? { speed } : {}) };
  await fetchRange(attempt, ports, signal);
  if (known.some((byte, at) => byte !== seen[at])) throw unlike('bytes');
}

const unlike = (field: string): ReelkeepError =>
  new ReelkeepError('content-changed', 'Another host has another file under this address.', {
    facts: { field },
  });
