import { expect } from 'vitest';
import { filesInOpfs } from '../helpers/extension-pages';
import type { PopupDriver } from '../helpers/popup-driver';
import { listFiles, waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import type { VideoSpec } from '../site/video-spec';
import { expectSameFrames } from './expect-same-frames';
import type { World } from './world';

/**
 * Saves the video from its page by the popup: what comes of it is what the site expects, its file holds
 * the site's frames and was fetched once, and nothing is left, whichever it is.
 */
export async function expectOutcome(world: World, video: VideoSpec): Promise<void> {
  const { site, chromium } = world;
  const tab = await world.watch(video.id);
  const popup = await tab.popup();

  // A refusal is no matter of patience: nothing turns in circles before it.
  const mostMs = video.expects.includes('saved') ? 45_000 : 8_000;
  const outcome = await saveByPopup(popup, mostMs);

  expect(video.expects).toContain(outcome);
  if (outcome === 'saved') {
    const file = await waitForSavedFile(chromium.downloads);
    await expectSameFrames(file, site, video);
    expect(site.control.requests.fetchedTwice({ videoId: video.id })).toEqual([]);
  } else {
    expect(listFiles(chromium.downloads)).toEqual([]);
  }
  expect(site.control.requests.list({ kind: 'evil' })).toEqual([]);
  // What a failed job has on disk is kept for another try, and goes with the job.
  for (const { title, state } of await popup.jobs()) {
    if (state === 'failed') await popup.remove(title);
  }
  await waitFor(
    'OPFS to be empty',
    async () => Object.keys(await filesInOpfs(chromium)).length === 0,
  );
}

/** Presses the popup's main button; `saved`, or the code of what went wrong, wherever it went wrong. */
async function saveByPopup(popup: PopupDriver, timeoutMs: number): Promise<string> {
  if ((await popup.settled()) === 'error') return popup.errorCode();
  await popup.save();
  const end = await waitFor(
    'the save to end',
    async () => {
      const [job] = await popup.jobs();
      if (job?.state === 'done') return 'saved';
      if (job?.state === 'failed') return job.code ?? job.words;
      return (await popup.hasError()) && popup.errorCode();
    },
    { timeoutMs, everyMs: 50 },
  );
  return end;
}
