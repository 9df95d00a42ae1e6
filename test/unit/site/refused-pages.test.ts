import { afterAll, expect, test } from 'vitest';
import { asReelkeepError } from '../../../src/errors';
import { fetchedPage } from '../../../src/extract/youtube/fetched-page';
import { readYoutubePage } from '../../../src/extract/youtube/page';
import { parsePageAnswer } from '../../../src/extract/youtube/parse-page-answer';
import { playerScript } from '../../../src/extract/youtube/player-script';
import { readVideo } from '../../../src/extract/youtube/read-video';
import { alikePages } from '../../site/alike-pages';
import { catalogue } from '../../site/catalogue';
import { startSite } from '../../site/start-site';
import { watchUrl } from '../../site/video-spec';
import { pageText } from './site-client';

const site = await startSite();
afterAll(() => site.close());

/** The page is as any other: what its scripts or its media are comes out later. */
const refusedLater = ['nociph2020p', 'noscri2020p', 'evilredirec', 'evilfalsele'];

/** Videos that cannot be had, by what their pages say. */
const refused = catalogue.filter(
  ({ id, expects }) => !expects.includes('saved') && !refusedLater.includes(id),
);

/** The code that reading the page ends with, all the way from its text to the video; `read` where nothing speaks against it. */
async function outcomeOf(id: string): Promise<string> {
  const html = await pageText(site, id);
  try {
    const answer = readYoutubePage(fetchedPage(html, watchUrl(id)));
    const page = parsePageAnswer(JSON.stringify(answer));
    readVideo(page);
    playerScript(page);
  } catch (thrown) {
    return asReelkeepError(thrown).code;
  }
  return 'read';
}

test.each(refused)('$id, $era: $expects', async ({ id, expects }) => {
  expect(expects).toContain(await outcomeOf(id));
});

test.each(refusedLater)('%s is read like any other', async (id) => {
  expect(await outcomeOf(id)).toBe('read');
});

test('what browsers read in long runs only is among them', () => {
  const ids = refused.map(({ id }) => id);
  expect([...alikePages].filter((id) => !ids.includes(id))).toEqual([]);
});
