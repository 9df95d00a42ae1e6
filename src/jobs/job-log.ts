import type { ErrorFacts } from '../errors';
import { cleanFacts } from './clean-facts';
import type { JobState } from './job';

/** One line of a job's log: plain data, nothing secret in it. */
export interface LogEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A job's state, or a word for what happened: `try-failed`, `renewed` … */
  readonly what: string;
  readonly facts: ErrorFacts;
}

export const maxLogEntries = 500;
/** How a job began explains more than its middle. */
export const keptFirst = 100;
const leftOut = 'entries-left-out';

/** Stands for so many entries that gave way to others. */
export const leftOutEntry = (at: number, count: number): LogEntry => ({
  at,
  what: leftOut,
  facts: { count },
});

/** An entry with facts that may be shown to anybody. */
export const logEntry = (at: number, what: string, facts: ErrorFacts = {}): LogEntry => ({
  at,
  what,
  facts: cleanFacts(facts),
});

/** The entry for a state that a job has just come to. */
export const stateEntry = (at: number, current: JobState): LogEntry =>
  logEntry(at, current.state, stateFacts(current));

/** At most `maxLogEntries`: where there are more, the middle gives way to one that counts what is gone. */
export function boundLog(entries: readonly LogEntry[]): readonly LogEntry[] {
  if (entries.length <= maxLogEntries) return entries;
  const first = entries.slice(0, keptFirst);
  const last = entries.slice(entries.length - (maxLogEntries - keptFirst - 1));
  const gone = entries.slice(keptFirst, entries.length - last.length);
  const count = gone.reduce(
    (sum, { what, facts }) => sum + (what === leftOut ? Number(facts.count) : 1),
    0,
  );
  return [...first, leftOutEntry(gone[0]?.at ?? 0, count), ...last];
}

function stateFacts(current: JobState): ErrorFacts {
  switch (current.state) {
    case 'waiting': {
      const { reason, until, error } = current;
      return {
        // `reason` is a word of the browser's among an error's facts.
        for: reason,
        ...(until === undefined ? {} : { until: isoTime(until) }),
        ...(error === undefined ? {} : { code: error.code, ...error.facts }),
      };
    }
    case 'fetching': {
      const { received, total } = current.progress;
      return { received, ...(total === undefined ? {} : { total }) };
    }
    case 'failed': {
      const { code, message, facts } = current.error;
      // Of our own codes the facts say all; what we did not foresee has only its message.
      return { code, ...facts, ...(code === 'internal' ? { message } : {}) };
    }
    case 'done': {
      const { bytes, missedSeconds } = current.file;
      return { bytes, ...(missedSeconds === undefined ? {} : { missedSeconds }) };
    }
    default:
      return {};
  }
}

/** `2026-11-21T04:36:00.000Z`; the number itself where no calendar knows it. */
export const isoTime = (at: number): string => {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString();
};
