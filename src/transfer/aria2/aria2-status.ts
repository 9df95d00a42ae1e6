import * as v from 'valibot';
import type { ErrorData } from '../../errors';
import { aria2Failure } from './aria2-failure';

/** What aria2 is asked to tell of a download. */
export const statusKeys = [
  'status',
  'completedLength',
  'totalLength',
  'downloadSpeed',
  'errorCode',
  'errorMessage',
  'dir',
  'files',
] as const;

/** How a download stands. Bytes, and bytes per second. */
export interface Aria2Status {
  readonly state: 'active' | 'waiting' | 'paused' | 'complete' | 'failed';
  readonly received: number;
  /** Absent until the server has said it. */
  readonly total?: number;
  readonly speed: number;
  readonly error?: ErrorData;
  /** Where it writes; absent until it does. `name` is below `folder`. */
  readonly place?: { readonly folder: string; readonly name: string };
  /** What it asks, as often as it has it: each is taken away by itself. */
  readonly urls: readonly string[];
}

/** aria2 writes numbers as text. */
const number = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));
const text = v.pipe(v.string(), v.maxLength(20_000));

const statusSchema = v.object({
  status: v.picklist(['active', 'waiting', 'paused', 'complete', 'error', 'removed']),
  completedLength: number,
  totalLength: number,
  downloadSpeed: number,
  errorCode: v.optional(v.pipe(v.string(), v.maxLength(4)), '0'),
  errorMessage: v.optional(text, ''),
  dir: text,
  files: v.pipe(
    v.array(
      v.object({
        path: text,
        uris: v.pipe(v.array(v.object({ uri: text })), v.maxLength(200)),
      }),
    ),
    v.minLength(1),
    v.maxLength(10),
  ),
});

/** `undefined`: what aria2 said is no status. */
export function readStatus(said: unknown): Aria2Status | undefined {
  const parsed = v.safeParse(statusSchema, said);
  if (!parsed.success) return undefined;
  const { status, completedLength, totalLength, downloadSpeed, dir, files } = parsed.output;
  const [file] = files;
  const isOver = status === 'error' || status === 'removed';
  const place = placeOf(file?.path ?? '', dir);
  return {
    state: isOver ? 'failed' : status,
    received: completedLength,
    ...(totalLength > 0 ? { total: totalLength } : {}),
    speed: downloadSpeed,
    ...(isOver && { error: failureOf(parsed.output) }),
    ...(place && { place }),
    urls: file?.uris.map(({ uri }) => uri) ?? [],
  };
}

const failureOf = ({ status, errorCode, errorMessage }: v.InferOutput<typeof statusSchema>) =>
  status === 'removed'
    ? { code: 'cancelled' as const, message: 'It was removed in aria2.', facts: {} }
    : aria2Failure(errorCode, errorMessage);

/** Also of an aria2 on Windows. */
function placeOf(path: string, folder: string): Aria2Status['place'] {
  const base = folder.replace(/[/\\]$/, '');
  if (!path.startsWith(base) || !/[/\\]/.test(path.charAt(base.length))) return undefined;
  const name = path.slice(base.length + 1);
  return name === '' ? undefined : { folder, name };
}
