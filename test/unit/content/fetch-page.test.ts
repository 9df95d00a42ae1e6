import { expect, test } from 'vitest';
import { fetchPage } from '../../../src/content/fetch-page';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import { otherId, playable, videoId } from '../../helpers/fake-page-view';

const answering = async () =>
  new Response(`<script>ytInitialPlayerResponse = ${JSON.stringify(playable('x'))};</script>`);
const never = () => new AbortController().signal;

test.each(['https://www.youtube.com/', watchUrl(otherId)])(
  'fetches the video’s page whatever the tab shows: %s',
  async (URL) => {
    expect(await fetchPage({ URL }, answering, videoId, never())).toMatchObject({ videoId });
  },
);

test.each([
  'https://m.youtube.com/',
  'http://www.youtube.com/',
  'https://www.youtube-nocookie.com/',
])('asks nothing from another origin: %s', async (URL) => {
  let asked = 0;
  const counting = async () => {
    asked += 1;
    return answering();
  };
  const fetched = fetchPage({ URL }, counting, videoId, never());
  await expect(fetched).rejects.toMatchObject({ code: 'page-not-reachable' });
  expect(asked).toBe(0);
});
