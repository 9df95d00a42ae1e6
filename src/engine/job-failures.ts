import { type ErrorData, type ReelkeepError, toErrorData } from '../errors';
import type { WaitReason } from '../jobs/job';
import { afterFailure, asksPage, isLastTry } from '../jobs/wait-rules';
import type { Clock } from '../transfer/clock';
import { dueAfter } from './due';
import type { Entry } from './job-entry';
import type { JobTable } from './job-table';
import { bytesOnDisk } from './record-bytes';
import { missingRoom } from './room';

const refusals: ReadonlySet<string> = new Set([
  'http-403',
  'http-410',
  'attestation-required',
  'sabr-error',
]);

/** The parts were whole, and no good file came of them: a video that is saved again is not made of them. */
const wrongParts: ReadonlySet<string> = new Set(['mux-failed', 'verification-failed']);

export const hasWrongParts = ({ code }: Pick<ErrorData, 'code'>): boolean => wrongParts.has(code);

export const isRefusal = ({ code }: Pick<ErrorData, 'code'>): boolean => refusals.has(code);

/** Lets a job wait for what comes by itself, or fail with what only a person can mend. Whatever failed, what is on the disk stays. */
export class JobFailures {
  constructor(
    private readonly table: JobTable,
    private readonly clock: Clock,
    private readonly freeBytes: () => Promise<number | undefined>,
    /** Somebody has to look when the wait is over. */
    private readonly onWait: () => void,
  ) {}

  async settle(entry: Entry, failure: ReelkeepError): Promise<void> {
    this.judge(entry, await this.#withRoom(entry, failure));
    await this.table.put(entry);
    this.onWait();
  }

  /** The same at once, of what needs no looking into; it is not yet journalled, and nobody looks for its end. */
  judge(entry: Entry, error: ErrorData): void {
    const verdict = afterFailure(error, (reason) => waitsBefore(entry, reason));
    if (verdict.kind === 'wait') {
      const { reason, delayMs } = verdict;
      const until = reason === 'server' ? { until: this.clock.wallTime() + delayMs } : {};
      const wait = { reason, error, ...until };
      if (this.table.advance(entry, { kind: 'waiting', wait })) {
        const bytes = bytesOnDisk(entry.record.parts);
        entry.streak = { reason, bytes, count: waitsBefore(entry, reason) + 1 };
        entry.due = dueAfter(this.clock, delayMs);
        entry.isRefused = isRefusal(error);
        entry.isUnanswered = asksPage(error, entry.streak.count);
        entry.isLastTry = isLastTry(error, entry.streak.count);
      }
    } else {
      this.table.advance(entry, { kind: 'failed', error });
    }
  }

  /** Whatever it is, a person is to decide. */
  async fail(entry: Entry, failure: ReelkeepError): Promise<void> {
    this.table.advance(entry, { kind: 'failed', error: await this.#withRoom(entry, failure) });
    await this.table.put(entry);
  }

  async #withRoom(entry: Entry, failure: ReelkeepError): Promise<ErrorData> {
    const error = toErrorData(failure);
    if (error.code !== 'disk-full') return error;
    const freeBytes = await this.freeBytes();
    const free = freeBytes === undefined ? {} : { freeBytes };
    return {
      ...error,
      facts: { ...error.facts, ...free, ...missingRoom(entry.record, freeBytes) },
    };
  }
}

const waitsBefore = ({ streak, record }: Entry, reason: WaitReason): number =>
  streak?.reason === reason && bytesOnDisk(record.parts) <= streak.bytes ? streak.count : 0;
