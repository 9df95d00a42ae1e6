import type { Chapter } from '../formats/chapter';
import { type Box, fullBox, longNumbers, numbers } from './mp4-box';

/** A byte counts them, and a byte the letters of each. */
const most = 255;
/** Ten million to the second. */
const ticksPerMs = 10_000;

/** `udta` with the list of chapters that Nero's writer began and players read (`chpl`, version 1); nothing where there are none. */
export function mp4Chapters(chapters: readonly Chapter[]): Box[] {
  if (chapters.length === 0) return [];
  const listed = chapters.slice(0, most);
  const entries = listed.flatMap(({ startMs, title }) => {
    const text = cutText(title);
    const start = longNumbers(Math.round(startMs) * ticksPerMs);
    return [start, Uint8Array.of(text.length), text];
  });
  const list = fullBox('chpl', 1, numbers(0), Uint8Array.of(listed.length), ...entries);
  return [{ type: 'udta', parts: [list] }];
}

/** In UTF-8, at a letter's end. */
function cutText(title: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(most);
  const { written } = new TextEncoder().encodeInto(title, bytes);
  return bytes.slice(0, written);
}
