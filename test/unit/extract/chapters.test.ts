import { describe, expect, it } from 'vitest';
import { copyShape } from '../../../src/extract/youtube/copy-shape';
import { initialDataShape } from '../../../src/extract/youtube/initial-data-shape';
import {
  answeredInitialData,
  initialDataInText,
} from '../../../src/extract/youtube/own-initial-data';
import { readChapters } from '../../../src/extract/youtube/read-chapters';
import { readInitialDataInPage } from '../../../src/extract/youtube/read-initial-data-in-page';
import { videoId } from '../../helpers/fake-page-view';
import { pageData } from '../../helpers/page-data';
import { runInPage } from '../../helpers/page-world';

const said = (title: string) => ({ simpleText: title });
const chapter = (title: string, timeRangeStartMillis: number) => ({
  chapterRenderer: { title: said(title), timeRangeStartMillis },
});
const bar = (playerBar: object) => ({
  playerOverlays: {
    playerOverlayRenderer: {
      decoratedPlayerBarRenderer: { decoratedPlayerBarRenderer: { playerBar } },
    },
  },
});
const marked = (key: string, chapters: object[]) =>
  bar({ multiMarkersPlayerBarRenderer: { markersMap: [{ key, value: { chapters } }] } });
const panel = (items: readonly [string, number][]) => ({
  engagementPanels: [
    { engagementPanelSectionListRenderer: { content: { adsRenderer: {} } } },
    {
      engagementPanelSectionListRenderer: {
        content: {
          macroMarkersListRenderer: {
            contents: items.map(([title, startTimeSeconds]) => ({
              macroMarkersListItemRenderer: {
                title: said(title),
                onTap: { watchEndpoint: { startTimeSeconds } },
              },
            })),
          },
        },
      },
    },
  ],
});

const details = (shortDescription: string, lengthSeconds = '600') => ({
  playerResponse: { videoDetails: { videoId, lengthSeconds, shortDescription } },
});
const read = (said: object) => readChapters(pageData({ ...details(''), ...said }));

describe('chapters', () => {
  it.each([
    ['of today’s bar', marked('DESCRIPTION_CHAPTERS', [chapter('B', 9_000), chapter('A', 0)])],
    ['by machine', marked('AUTO_CHAPTERS', [chapter('A', 0), chapter('B', 9_000)])],
    [
      'of the bar of 2020',
      bar({ chapteredPlayerBarRenderer: { chapters: [chapter('A', 0), chapter('B', 9_000)] } }),
    ],
    [
      'of the panel',
      panel([
        ['A', 0],
        ['B', 9],
      ]),
    ],
  ])('%s', (_, initialData) => {
    expect(copyShape(initialData, initialDataShape)).toMatchObject(
      'playerOverlays' in initialData ? initialData : {},
    );
    expect(read({ initialData })).toEqual([
      { startMs: 0, title: 'A' },
      { startMs: 9_000, title: 'B' },
    ]);
  });

  it('are none where they lie beyond the end, have no name, or stand alone', () => {
    const chapters = [chapter('A', 0), chapter(' ', 5_000), chapter('C', 600_000), chapter('A', 0)];
    expect(read({ initialData: marked('DESCRIPTION_CHAPTERS', chapters) })).toEqual([]);
  });

  it.each([
    ['0:00 Intro\ntext\n1:05 - Part\n(5:00) End', ['Intro', 'Part', 'End']],
    ['Intro 0:00\nPart — 1:05\nEnd [5:00]', ['Intro', 'Part', 'End']],
    ['0:00 Intro\n1:05 Part', []],
    ['0:10 Intro\n1:05 Part\n5:00 End', []],
    ['0:00 Intro\n5:05 Part\n1:00 End', []],
    ['0:00 Intro\nmeet at 12:30 today\n1:05 Part\n5:00 End', ['Intro', 'Part', 'End']],
    ['2020:01:01 a\n1:2 b', []],
  ])('in the description: %j', (description, titles) => {
    expect(read(details(description)).map(({ title }) => title)).toEqual(titles);
  });
});

describe('the page’s own data', () => {
  const own = (id: string) => ({ currentVideoEndpoint: { watchEndpoint: { videoId: id } } });
  const inPage = async (ytInitialData: object) => {
    const said = await runInPage(readInitialDataInPage.toString(), { ytInitialData });
    return answeredInitialData(JSON.stringify(said), videoId);
  };
  const inText = (data: object) =>
    initialDataInText(`<script>var ytInitialData = ${JSON.stringify(data)};</script>`, videoId);

  it.each([
    ['a live page', inPage],
    ['a fetched page', inText],
  ])('counts where it is of this video: %s', async (_where, read) => {
    const chapters = panel([['One', 0]]);
    const data = await read({ ...own(videoId), ...chapters, contents: 'much' });
    expect(JSON.stringify(data)).toContain('{"title":"One","startMs":0}');
    expect(data).not.toHaveProperty('contents');
    expect(await read({ ...own('otherother1'), ...chapters })).toBeUndefined();
  });

  it('that names no video counts only in a page that was fetched for it', async () => {
    const chapters = panel([['One', 0]]);
    expect(await inPage(chapters)).toBeUndefined();
    expect(inText(chapters)).toHaveProperty('engagementPanels');
  });

  it('costs nothing where the page’s things cannot be looked at', async () => {
    const refuse = () => {
      throw new Error('no');
    };
    expect(await inPage(new Proxy({}, { get: refuse, ownKeys: refuse }))).toBeUndefined();
  });
});
