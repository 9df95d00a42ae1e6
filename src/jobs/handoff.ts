import * as v from 'valibot';
import type { ErrorData } from '../errors';
import { bytes, list, maybe, number, text } from './record-fields';

const fileSchema = v.object({
  /** The download's name in aria2, chosen by us. */
  gid: v.pipe(v.string(), v.regex(/^[\da-f]{16}$/)),
  /** As it was asked for, below the folder. */
  name: text,
  formatId: text,
  itag: number,
  contentLength: maybe(bytes),
  lastModified: maybe(text),
  md5: maybe(text),
  /** Where aria2 writes it: what is fetched anew goes on there. */
  place: maybe(v.object({ folder: text, name: text })),
  /** Seen whole, of so many bytes: aria2 need not remember it any more. */
  savedBytes: maybe(bytes),
  /** A refused address was asked anew since a person wanted it: once is enough. */
  isRenewed: maybe(v.literal(true)),
});

const handoffSchema = v.object({
  id: text,
  title: text,
  label: text,
  videoUrl: text,
  /** Which of the site's ways to the media its addresses are of. */
  tier: text,
  referer: maybe(text),
  /** Firefox: the container whose session may be asked again. */
  cookieStoreId: maybe(text),
  /** Milliseconds since 1970. */
  createdAt: number,
  files: list(fileSchema, 500),
});

/** A video that was handed to aria2, as it is remembered: without addresses and without the secret. */
export type Handoff = v.InferOutput<typeof handoffSchema>;
export type HandoffFile = Handoff['files'][number];

/** Newest first; what is damaged costs only itself. */
export const handoffsSchema = v.fallback(
  v.pipe(
    v.array(v.fallback(v.nullable(handoffSchema), null)),
    v.transform((all): Handoff[] => all.filter((one) => one !== null)),
  ),
  [],
);

export type HandoffFileState =
  | 'waiting'
  | 'active'
  | 'paused'
  | 'saved'
  | 'failed'
  /** aria2 does not answer. */
  | 'unknown';

export interface HandoffFileView {
  readonly name: string;
  readonly state: HandoffFileState;
  /** Bytes, and bytes per second. */
  readonly received: number;
  readonly total?: number;
  readonly speed: number;
  readonly error?: ErrorData;
}

export interface HandoffView extends Pick<Handoff, 'id' | 'title' | 'label' | 'createdAt'> {
  readonly files: readonly HandoffFileView[];
}
