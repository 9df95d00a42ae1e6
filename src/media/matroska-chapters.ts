import type { Chapter } from '../formats/chapter';
import { element, ids, unsigned } from './ebml';

type Bytes = Uint8Array<ArrayBuffer>;

/** `Chapters` (RFC 9559 §5.1.7), each until the next begins; nothing where there are none. Its times are nanoseconds, whatever the blocks count in. */
export function matroskaChapters(
  chapters: readonly Chapter[],
  offsetSeconds: number,
): Bytes | undefined {
  if (chapters.length === 0) return undefined;
  const offsetMs = Math.round(offsetSeconds * 1000);
  const atoms = chapters.map(({ startMs, title }, at) =>
    element(
      ids.chapterAtom,
      unsigned(ids.chapterUid, at + 1),
      // Times a million: at ten hours still a whole number that a double holds.
      unsigned(ids.chapterTimeStart, (Math.round(startMs) + offsetMs) * 1_000_000),
      element(
        ids.chapterDisplay,
        words(ids.chapterString, title),
        words(ids.chapterLanguage, 'und'),
      ),
    ),
  );
  return element(ids.chapters, element(ids.editionEntry, ...atoms));
}

const words = (id: number, text: string): Bytes => element(id, new TextEncoder().encode(text));
