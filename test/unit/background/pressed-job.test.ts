import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pressedJob } from '../../../src/background/pressed-job';
import type { InnertubeCall } from '../../../src/extract/youtube/innertube-request';
import { readVideo } from '../../../src/extract/youtube/read-video';
import { watchUrl } from '../../../src/extract/youtube/video-id';
import type { SaveWish } from '../../../src/jobs/save-wish';
import { readSettings } from '../../../src/settings/settings';
import { fakeBrowser } from '../../helpers/fake-browser';
import { videoId } from '../../helpers/fake-page-view';
import { pageData, streamedResponse } from '../../helpers/page-data';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));

const page = pageData({ sts: 20_000, clientNumber: 1, playerResponse: streamedResponse });
const video = readVideo(page);
const streamed = video.formats.filter(({ itag }) => itag !== 18);
const choiceId = streamed.map(({ id }) => id).join('+');

let answer: object;
const asked: string[] = [];
beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }));
  asked.length = 0;
  fakeBrowser.openTabs.push({
    id: 1,
    url: watchUrl(videoId),
    page: {
      readSessionInPage: () => '{}',
      mintInPage: () => '{"absent":true}',
      askInnertubeInPage: (call: InnertubeCall) => {
        asked.push(JSON.parse(call.body).context.client.clientName);
        return JSON.stringify(answer);
      },
    },
  });
});
afterEach(() => {
  fakeBrowser.reset();
  vi.unstubAllGlobals();
});

const press = (wish: SaveWish, fileName?: string) =>
  pressedJob(
    page,
    video,
    { wish, origin: { tabId: 1 }, ...(fileName === undefined ? {} : { fileName, saveAs: true }) },
    readSettings({}),
    new AbortController().signal,
  );
const busy = (retryAfter: string | null) => ({ status: 429, text: '', retryAfter, date: null });

test('of a site that asks for patience the job knows what was chosen, how it is called, and how long to wait', async () => {
  answer = busy('90');
  const wish = { kind: 'choice', choiceId } as const;
  const job = await press(wish, 'As I say');
  expect(job).toMatchObject({
    id: `youtube:${videoId}:${choiceId}`,
    ...{ title: video.title, videoUrl: video.url, origin: { tabId: 1 }, parts: [] },
    file: { name: 'As I say.mp4', saveAs: true },
    pending: { kind: 'refused', wish, error: { facts: { status: 429, retryAfterSeconds: 90 } } },
  });
  expect(job.label).toContain('1080p');
  expect(asked).toEqual(['VISIONOS']);
});

test('of a preset that nothing stands in for too, and it stays one', async () => {
  answer = busy(null);
  const wish = { kind: 'preset', preset: 'audio' } as const;
  const job = await press(wish);
  const sound = streamed.find(({ itag }) => itag === 140);
  expect(job).toMatchObject({
    id: `youtube:${videoId}:${sound?.id}`,
    ...{ preset: 'audio', pending: { wish, error: { code: 'http-429' } } },
  });
});

test('who is to wait longer than a job waits is told at once; so is what no wait mends', async () => {
  const wish = { kind: 'choice', choiceId } as const;
  answer = busy('86400');
  await expect(press(wish)).rejects.toMatchObject({ code: 'http-429' });
  answer = { status: 200, text: '{"playabilityStatus":{"status":"UNPLAYABLE","reason":"No."}}' };
  await expect(press(wish)).rejects.toMatchObject({ code: 'attestation-required' });
});
