import * as v from 'valibot';
import { type ErrorData, errorCodes } from '../errors';
import type { Chapter } from '../formats/chapter';
import { presets } from '../formats/choice';
import { imageContainers } from '../formats/format';
import { conflictActions } from '../settings/settings';
import {
  type CollectionItem,
  type FileTarget,
  type Job,
  type JobOptions,
  type JobRequest,
  type Origin,
  type PendingRequest,
  type Progress,
  priorities,
  type SavedFile,
} from './job';
import { migrateRecord } from './migrate-record';
import { type PartRecord, partRecordSchema, partSchema } from './part-record';
import { bytes, type Fields, list, maybe, number, text } from './record-fields';

export const journalVersion = 4;

/** The finished, verified file in the job's folder. */
export interface OutputRecord {
  readonly name: string;
  readonly bytes: number;
  /** As `SavedFile` has it. */
  readonly missedSeconds?: number;
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

/** A film of three hours comes in clips of five minutes. */
const mostParts = 200;
const mostChapters = 1_000;

// What is only told to people falls back: no job is lost for a sentence.
const errorData = v.object({
  code: v.fallback(v.picklist(errorCodes), 'internal'),
  message: v.fallback(text, ''),
  facts: v.fallback(
    v.pipe(v.record(text, v.union([text, number, v.boolean()])), v.maxEntries(100)),
    {},
  ),
} satisfies Fields<ErrorData>);

const progress = v.object({
  received: bytes,
  total: maybe(bytes),
  speed: maybe(number),
  eta: maybe(number),
} satisfies Fields<Progress>);

const savedFile = v.object({
  path: text,
  bytes,
  downloadId: number,
  missedSeconds: maybe(number),
} satisfies Fields<SavedFile>);

const state = v.variant('state', [
  v.object({ state: v.picklist(['queued', 'resolving', 'verifying', 'cancelled']) }),
  v.object({
    state: v.literal('waiting'),
    reason: v.picklist(['network', 'disk', 'server', 'advertisements', 'metered', 'quiet-hours']),
    until: maybe(number),
    error: maybe(errorData),
    progress: maybe(progress),
  }),
  v.object({ state: v.literal('fetching'), progress }),
  v.object({ state: v.literal('paused'), progress: maybe(progress) }),
  v.object({ state: v.literal('muxing'), done: number }),
  v.object({ state: v.literal('saving'), downloadId: maybe(number) }),
  v.object({ state: v.literal('done'), file: savedFile }),
  v.object({ state: v.literal('failed'), error: errorData }),
]);

const origin = v.object({
  tabId: maybe(number),
  cookieStoreId: maybe(text),
  isPrivate: maybe(v.literal(true)),
} satisfies Fields<Origin>);

const options = v.object({
  priority: v.picklist(priorities),
  rank: number,
  speedLimit: maybe(number),
} satisfies Fields<JobOptions>);

const extensions = [
  ...(['mp4', 'webm', 'mkv', 'm4a', 'opus', 'ogg', 'mp3', '3gp', 'flv'] as const),
  ...imageContainers,
];

const heard = { track: maybe(text), fromNow: maybe(v.literal(true)) };
const saveWish = v.variant('kind', [
  v.object({ ...heard, kind: v.literal('preset'), preset: v.picklist(presets) }),
  v.object({ ...heard, kind: v.literal('choice'), choiceId: text }),
]);

/** That a file is to stand in is asked on the spot: no record says it. */
type Pending<K extends PendingRequest['kind']> = Extract<PendingRequest, { kind: K }>;

const request = v.object({
  id: text,
  title: text,
  videoUrl: text,
  thumbnailUrl: maybe(text),
  label: text,
  durationSeconds: maybe(number),
  isLive: maybe(v.literal(true)),
  parts: list(partSchema, mostParts),
  chapters: maybe(
    list(v.object({ startMs: number, title: text } satisfies Fields<Chapter>), mostChapters),
  ),
  pending: maybe(
    v.variant('kind', [
      v.object({
        kind: v.literal('unseen'),
        preset: v.picklist(presets),
        folder: list(text, 10),
      } satisfies Fields<Pending<'unseen'>>),
      v.object({
        kind: v.literal('refused'),
        wish: saveWish,
        error: errorData,
      } satisfies Fields<Pending<'refused'>>),
    ]),
  ),
  item: maybe(v.object({ collection: text, id: text } satisfies Fields<CollectionItem>)),
  preset: maybe(v.picklist(presets)),
  standsIn: maybe(v.picklist(errorCodes)),
  tier: maybe(text),
  allowedHosts: list(text, 100),
  output: v.object({ extension: v.picklist(extensions), mime: text }),
  file: v.object({
    name: text,
    conflictAction: v.picklist(conflictActions),
    saveAs: v.boolean(),
  } satisfies Fields<FileTarget>),
  origin,
  notes: maybe(
    list(
      v.variant('what', [
        v.object({
          what: v.picklist(['page-and-plan-disagree', 'strategies-disagree']),
          player: text,
        }),
        v.object({
          what: v.literal('tier-failed'),
          tier: text,
          code: v.fallback(v.picklist(errorCodes), 'internal'),
        }),
      ]),
      100,
    ),
  ),
} satisfies Fields<JobRequest>);

const record = v.object({
  version: v.literal(journalVersion),
  job: v.object({
    request,
    createdAt: number,
    updatedAt: number,
    options,
    current: state,
  } satisfies Fields<Job>),
  parts: list(partRecordSchema, mostParts),
  output: maybe(
    v.object({ name: text, bytes, missedSeconds: maybe(number) } satisfies Fields<OutputRecord>),
  ),
  attempts: maybe(bytes),
} satisfies Fields<JournalRecord>);

/**
 * A record as stored, of this version or an older one → a record of this version. Undefined where it
 * is damaged or from a later version: the job is then unknown, which is better than half known.
 */
export function readJournalRecord(stored: unknown): JournalRecord | undefined {
  const result = v.safeParse(record, migrateRecord(stored));
  return result.success ? result.output : undefined;
}
