import { ReelkeepError } from '../../errors';
import type { Cue } from '../../formats/cue';
import type { Segment } from '../../formats/segment-list';
import { ask } from '../ask-json';
import { boundedText } from '../bounded-text';
import type { Fetch } from '../extractor';
import { fetchList } from '../read-manifest';
import { parseVtt, type VttPiece } from './parse-vtt';
import { readHlsSegments } from './read-hls';

/** Ten hours in pieces of ten seconds. */
const mostPieces = 4_000;
const longestPiece = 4_000_000;
const atOnce = 4;

/**
 * All that a text track of a stream says, in the order of its time: of a playlist of its pieces, as HLS has
 * it, or of one file, as DASH does. What stands at the border of two pieces is in both; here it is once.
 * @throws captions-empty where there is no word, page-data-too-large, and what `fetchList` and `readHlsSegments` throw.
 */
export async function readTexts(fetch: Fetch, url: string, signal: AbortSignal): Promise<Cue[]> {
  const list = await fetchList(fetch, 'hls', url, signal);
  const pieces = isVtt(list.text)
    ? [parseVtt(list.text)]
    : await readPieces(fetch, readHlsSegments(list.text, list.url).segments, signal);
  // The video begins where its first captions' clock does: where that is, only its media tell.
  const begin = pieces[0]?.clockMs ?? 0;
  const cues = new Map<string, Cue>();
  for (const { cues: said, clockMs } of pieces) {
    const shift = clockMs - begin;
    for (const cue of said) {
      const startMs = Math.max(0, cue.startMs + shift);
      cues.set(`${startMs} ${cue.text}`, {
        ...cue,
        startMs,
        endMs: Math.max(startMs + 1, cue.endMs + shift),
      });
    }
  }
  if (cues.size === 0) throw new ReelkeepError('captions-empty', 'There is no word in them.');
  return [...cues.values()].toSorted((a, b) => a.startMs - b.startMs);
}

const isVtt = (text: string): boolean => /^\uFEFF?WEBVTT/.test(text);

async function readPieces(
  fetch: Fetch,
  segments: readonly Segment[],
  signal: AbortSignal,
): Promise<VttPiece[]> {
  if (segments.length > mostPieces) {
    throw new ReelkeepError('page-data-too-large', 'The captions have too many pieces.', {
      facts: { pieces: segments.length },
    });
  }
  const pieces: VttPiece[] = [];
  for (let at = 0; at < segments.length; at += atOnce) {
    const next = segments.slice(at, at + atOnce).map(async (segment) => {
      const response = await ask(fetch, segment.url, { credentials: 'omit' }, signal);
      return parseVtt(await boundedText(response, longestPiece));
    });
    pieces.push(...(await Promise.all(next)));
  }
  return pieces;
}
