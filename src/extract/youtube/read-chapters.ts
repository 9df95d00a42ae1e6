import type { Chapter } from '../../formats/chapter';
import type { PageData } from './page-data';

const longestTitle = 200;
const mostChapters = 255;
/** By the site's own rule for descriptions: from the begin on, and no fewer. */
const fewestDescribed = 3;

/**
 * The video's chapters in the order of their time: by the player's bar, else the panel beside it, else the
 * times in the description (youtube.md §4). None where it has none.
 */
export function readChapters(page: PageData): Chapter[] {
  const { videoDetails: details } = page.playerResponse ?? {};
  const length = (details?.lengthSeconds || Number.POSITIVE_INFINITY) * 1000;
  for (const chapters of sources(page)) {
    const good = inOrder(chapters, length);
    if (good.length > 1) return good;
  }
  return [];
}

function* sources({ initialData, playerResponse }: PageData): Generator<readonly Chapter[]> {
  const bar =
    initialData?.playerOverlays?.playerOverlayRenderer.decoratedPlayerBarRenderer
      .decoratedPlayerBarRenderer.playerBar;
  const maps = bar?.multiMarkersPlayerBarRenderer?.markersMap ?? [];
  for (const wanted of ['DESCRIPTION_CHAPTERS', 'AUTO_CHAPTERS']) {
    yield maps.find(({ key }) => key === wanted)?.value.chapters ?? [];
  }
  yield bar?.chapteredPlayerBarRenderer?.chapters ?? [];
  for (const { engagementPanelSectionListRenderer: panel } of initialData?.engagementPanels ?? []) {
    yield panel.content.macroMarkersListRenderer.contents;
  }
  yield described(playerResponse?.videoDetails?.shortDescription ?? '');
}

/** `0:00 Intro`, `Intro - 00:00`, `(1:02:03) Intro`: one to a line. */
function described(description: string): Chapter[] {
  const chapters = description.split('\n').flatMap((line): Chapter[] => {
    const found = timeForm.exec(line);
    if (!found) return [];
    const [time, hours = '0', minutes, seconds] = found;
    const around = [line.slice(0, found.index), line.slice(found.index + time.length)];
    const [title, ...more] = around.map((part) => part.replace(edges, '')).filter(Boolean);
    // Between words a time is part of a sentence.
    if (title === undefined || more.length > 0) return [];
    const startMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
    return [{ startMs, title }];
  });
  const isFromBegin = chapters[0]?.startMs === 0;
  const isRising = chapters.every(({ startMs }, at) => startMs > (chapters[at - 1]?.startMs ?? -1));
  return isFromBegin && isRising && chapters.length >= fewestDescribed ? chapters : [];
}

const timeForm = /(?<![\d:])(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?![\d:])/;
const edges = /^[\s\-–—:|•·.,()[\]]+|[\s\-–—:|•·,()[\]]+$/g;

function inOrder(chapters: readonly Chapter[], length: number): Chapter[] {
  const sorted = chapters
    .map(({ startMs, title }) => ({ startMs, title: title.trim().slice(0, longestTitle) }))
    .filter(({ startMs, title }) => title !== '' && startMs < length)
    .toSorted((a, b) => a.startMs - b.startMs);
  return sorted
    .filter(({ startMs }, at) => startMs !== sorted[at - 1]?.startMs)
    .slice(0, mostChapters);
}
