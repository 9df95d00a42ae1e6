import * as v from 'valibot';
import type { ContentIdentity } from '../transfer/content-identity';
import type { LedgerRecord } from '../transfer/file-ledger';
import type { SabrClient, SabrFormat, SabrSource } from '../transfer/sabr/sabr-source';
import { mostRuns, type SegmentRecord } from '../transfer/sabr/segment-record';
import type { ListRecord } from '../transfer/segments/list-ledger';
import type { WholeRecord } from '../transfer/whole-ledger';
import type { PartRequest } from './job';
import { bytes, type Fields, list, maybe, number, text } from './record-fields';

/** What of a part lies on the disk, in the terms of how it came. */
export type FetchedRecord =
  | { readonly kind: 'ranges'; readonly ranges: LedgerRecord }
  | { readonly kind: 'segments'; readonly segments: SegmentRecord }
  | { readonly kind: 'listed'; readonly listed: ListRecord }
  | { readonly kind: 'whole'; readonly whole: WholeRecord };

/** One part file: which format it holds and how much of it. */
export interface PartRecord {
  readonly formatId: string;
  readonly fetched: FetchedRecord;
}

/** Of the streaming protocol's configuration; the pages' own bound. */
const longText = v.pipe(v.string(), v.maxLength(100_000));
const mostMirrors = 20;
const mostBlocks = 20_000;

const sabrClient = v.object({
  name: number,
  version: text,
  osName: maybe(text),
  osVersion: maybe(text),
} satisfies Fields<SabrClient>);

const sabrSource = v.object({
  url: text,
  mirrors: maybe(list(text, mostMirrors)),
  ustreamerConfig: longText,
  client: sabrClient,
  poToken: maybe(text),
  notBefore: maybe(number),
} satisfies Fields<SabrSource>);

const sabrFormat = v.object({
  itag: number,
  lastModified: maybe(text),
  xtags: maybe(text),
  kind: v.picklist(['video', 'audio']),
  videoId: maybe(text),
  contentLength: maybe(bytes),
  durationSeconds: maybe(number),
  resolution: maybe(number),
  audioTrackId: maybe(text),
  drc: maybe(v.boolean()),
} satisfies Fields<SabrFormat>);

const source = v.variant('kind', [
  v.object({
    kind: v.literal('url'),
    url: text,
    mirrors: maybe(list(text, mostMirrors)),
    notBefore: maybe(number),
    inOnePiece: maybe(v.literal(true)),
  }),
  v.object({ kind: v.literal('sabr'), source: sabrSource, format: sabrFormat }),
  v.object({
    kind: v.literal('listed'),
    list: v.variant('protocol', [
      v.object({ protocol: v.literal('hls'), url: text }),
      v.object({ protocol: v.literal('dash'), url: text, track: text }),
    ]),
  }),
]);

export const partSchema = v.object({
  role: v.picklist(['video', 'audio', 'whole', 'clip']),
  formatId: text,
  itag: number,
  source,
  contentLength: maybe(bytes),
  lastModified: maybe(text),
  durationSeconds: maybe(number),
  md5: maybe(text),
  fromNow: maybe(v.literal(true)),
} satisfies Fields<PartRequest>);

const identity = {
  total: maybe(bytes),
  etag: maybe(text),
  lastModified: maybe(text),
  host: maybe(text),
} satisfies Fields<ContentIdentity>;

const ranges = v.object({
  ...identity,
  blocks: list(v.tuple([bytes, bytes, bytes]), mostBlocks),
} satisfies Fields<LedgerRecord>);

const segments = v.object({
  initBytes: maybe(bytes),
  lastSegment: maybe(bytes),
  endMs: maybe(bytes),
  runs: list(v.tuple([bytes, bytes, bytes, bytes, bytes, bytes]), mostRuns),
  marks: maybe(list(v.tuple([bytes, bytes, bytes]), mostBlocks)),
} satisfies Fields<SegmentRecord>);

const mostStretches = 10_000;

const listed = v.object({
  segments: bytes,
  bytes,
  seconds: number,
  last: maybe(number),
  lastPlace: maybe(bytes),
  sum: maybe(bytes),
  next: maybe(number),
  grew: maybe(v.literal(true)),
  missedSeconds: maybe(number),
  stretches: list(v.tuple([bytes, number, v.nullable(number)]), mostStretches),
  isComplete: maybe(v.literal(true)),
  whole: maybe(v.tuple([bytes, number])),
} satisfies Fields<ListRecord>);

const whole = v.object({
  bytes,
  total: maybe(bytes),
  isComplete: maybe(v.literal(true)),
} satisfies Fields<WholeRecord>);

export const partRecordSchema = v.object({
  formatId: text,
  fetched: v.variant('kind', [
    v.object({ kind: v.literal('ranges'), ranges }),
    v.object({ kind: v.literal('segments'), segments }),
    v.object({ kind: v.literal('listed'), listed }),
    v.object({ kind: v.literal('whole'), whole }),
  ]),
} satisfies Fields<PartRecord>);
