import * as v from 'valibot';
import { errorCodes } from '../errors';
import { conflictActions } from '../settings/settings';
import type { LedgerRecord } from '../transfer/file-ledger';
import type { Job } from './job';

export const journalVersion = 1;

/** One part file: which format it holds and how much of it. */
export interface PartRecord {
  readonly formatId: string;
  readonly ledger: LedgerRecord;
}

/** The finished, verified file in the job's folder. */
export interface OutputRecord {
  readonly name: string;
  readonly bytes: number;
}

/**
 * A job as it lies in the journal. It never says more than the disk holds: bytes are flushed before
 * the record that counts them, and files are deleted after the record that no longer needs them.
 */
export interface JournalRecord {
  readonly version: typeof journalVersion;
  readonly job: Job;
  readonly parts: readonly PartRecord[];
  /** Set once verified; from then on the parts are gone. */
  readonly output?: OutputRecord;
  /** How often the engine took the job up since it last got on; written before it does. */
  readonly attempts?: number;
}

const bytes = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.string();
const maybeText = v.exactOptional(text);
const maybeNumber = v.exactOptional(v.number());

const errorData = v.object({
  code: v.fallback(v.picklist(errorCodes), 'internal'),
  message: text,
  facts: v.record(text, v.union([text, v.number(), v.boolean()])),
});

const progress = v.object({
  received: bytes,
  total: v.exactOptional(bytes),
  speed: maybeNumber,
  eta: maybeNumber,
});

const state = v.variant('state', [
  v.object({ state: v.picklist(['queued', 'verifying', 'cancelled']) }),
  v.object({ state: v.literal('fetching'), progress }),
  v.object({ state: v.literal('muxing'), done: v.number() }),
  v.object({ state: v.literal('saving'), downloadId: v.exactOptional(v.number()) }),
  v.object({
    state: v.literal('done'),
    file: v.object({ path: text, bytes, downloadId: v.number() }),
  }),
  v.object({ state: v.literal('failed'), error: errorData }),
]);

const part = v.object({
  role: v.picklist(['video', 'audio', 'whole']),
  formatId: text,
  itag: v.number(),
  url: text,
  contentLength: v.exactOptional(bytes),
});

const extensions = ['mp4', 'webm', 'mkv', 'm4a', 'opus', 'ogg', 'mp3', '3gp', 'flv'] as const;

const request = v.object({
  id: text,
  title: text,
  videoUrl: text,
  thumbnailUrl: maybeText,
  label: text,
  durationSeconds: maybeNumber,
  parts: v.array(part),
  allowedHosts: v.array(text),
  output: v.object({ extension: v.picklist(extensions), mime: text }),
  file: v.object({ name: text, conflictAction: v.picklist(conflictActions), saveAs: v.boolean() }),
  connectionsPerHost: v.number(),
  tabId: maybeNumber,
  notes: v.exactOptional(
    v.array(
      v.object({
        what: v.picklist(['page-and-plan-disagree', 'strategies-disagree']),
        player: text,
      }),
    ),
  ),
});

const record = v.object({
  version: v.literal(journalVersion),
  job: v.object({ request, createdAt: v.number(), updatedAt: v.number(), current: state }),
  parts: v.array(
    v.object({
      formatId: text,
      ledger: v.object({
        total: v.exactOptional(bytes),
        etag: maybeText,
        lastModified: maybeText,
        blocks: v.array(v.tuple([bytes, bytes, bytes])),
      }),
    }),
  ),
  output: v.exactOptional(v.object({ name: text, bytes })),
  attempts: v.exactOptional(bytes),
});

/**
 * A record as stored, of this version or an older one → a record of this version. Undefined where it
 * is damaged or from a later version: the job is then unknown, which is better than half known.
 */
export function readJournalRecord(stored: unknown): JournalRecord | undefined {
  const result = v.safeParse(record, migrate(stored));
  return result.success ? result.output : undefined;
}

/** One step per version: `if (version === 1) …`. Version 1 is the first. */
const migrate = (stored: unknown): unknown => stored;
