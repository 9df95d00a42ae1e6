import * as v from 'valibot';
import { ReelkeepError } from '../../errors';
import type { Cue } from '../../formats/cue';
import { boundedJson } from '../bounded-json';
import type { CaptionTrack } from '../video';
import { list, optional } from './page-fields';

/** Characters. A ten-hour talk with every word's time has about ten million. */
export const longestCaptions = 30_000_000;
const deepestCaptions = 8;
const mostEvents = 200_000;
/** Of the last event, where it does not say. */
const usualMs = 3_000;

const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e9));
const eventSchema = v.object({
  tStartMs: milliseconds,
  dDurationMs: optional(milliseconds),
  /** Absent in events that only open a window. */
  segs: list(v.object({ utf8: v.string() }), 5_000),
});
const captionsSchema = v.object({ events: list(eventSchema, mostEvents) });

/**
 * Captions as the site notates them (`json3`) → cues in the order of their time. Automatic ones roll: a
 * line stays while the next one comes, which a file's reader would show twice; there each gives way to the next.
 * @throws captions-empty where there is no word; captions-invalid.
 */
export function parseCaptions(text: string, kind: CaptionTrack['kind']): Cue[] {
  if (text.trim() === '') throw empty();
  const lines = eventsOf(text)
    .map(({ tStartMs, dDurationMs, segs }) => ({
      startMs: Math.round(tStartMs),
      durationMs: dDurationMs,
      text: plain(segs.map(({ utf8 }) => utf8).join('')),
    }))
    .filter((line) => line.text !== '')
    .toSorted((a, b) => a.startMs - b.startMs);
  const cues = lines.flatMap(({ startMs, durationMs, text }, at): Cue[] => {
    const next = lines[at + 1]?.startMs ?? Number.POSITIVE_INFINITY;
    const own = Math.round(startMs + (durationMs ?? Math.min(usualMs, next - startMs)));
    const endMs = kind === 'automatic' ? Math.min(own, next) : own;
    return endMs > startMs ? [{ startMs, endMs, text }] : [];
  });
  if (cues.length === 0) throw empty();
  return cues;
}

function eventsOf(text: string) {
  let json: unknown;
  try {
    json = boundedJson(text, longestCaptions, deepestCaptions);
  } catch (cause) {
    throw new ReelkeepError('captions-invalid', 'The captions cannot be read.', { cause });
  }
  const parsed = v.safeParse(captionsSchema, json);
  if (!parsed.success) throw new ReelkeepError('captions-invalid', 'They are no captions.');
  return parsed.output.events;
}

/** U+200B is how the site keeps its own boxes open. */
const plain = (text: string): string =>
  text
    .replaceAll('\u200b', '')
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

const empty = () => new ReelkeepError('captions-empty', 'The captions came without a word.');
