import type { ErrorFacts } from '../errors';
import type { JournalRecord } from '../jobs/journal-record';

/**
 * How much room a job still needs, in bytes: what is not fetched yet and, where parts are put together,
 * the finished file beside them. `freeBytes`: what the browser says is left.
 */
export function roomFacts(
  { job, parts }: JournalRecord,
  freeBytes: number | undefined,
): ErrorFacts {
  const { parts: wanted } = job.request;
  const total = wanted.reduce((sum, { formatId, contentLength }) => {
    const record = parts.find((part) => part.formatId === formatId);
    return sum + (contentLength ?? record?.ledger.total ?? 0);
  }, 0);
  const onDisk = parts
    .flatMap(({ ledger }) => ledger.blocks)
    .reduce((sum, [start, done]) => sum + done - start, 0);
  const served = wanted.some(({ role }) => role === 'whole');
  const neededBytes = total - onDisk + (served ? 0 : total);
  if (freeBytes === undefined) return { neededBytes };
  return { neededBytes, freeBytes, missingBytes: Math.max(0, neededBytes - freeBytes) };
}
