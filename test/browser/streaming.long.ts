import { rmSync, statSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { watchExtensionMemory } from '../bench/extension-memory';
import { median } from '../bench/statistics';
import { Cleanup } from '../helpers/cleanup';
import { askExtension, openPopup, tabIdOf } from '../helpers/extension-pages';
import type { LastingChromium } from '../helpers/lasting-chromium';
import { PopupDriver } from '../helpers/popup-driver';
import { packetsDiffer } from '../helpers/same-packets';
import { waitForSavedFile } from '../helpers/saved-file';
import { waitFor } from '../helpers/wait-for';
import { makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';
import { Seeded } from '../site/players/seeded';
import { type VideoSpec, watchUrl } from '../site/video-spec';
import { startLastingWorld } from './lasting-world';
import { videoOf } from './video-of';

/** Two hours, 2.2 GB, computed as they are served. */
const video = videoOf('sabr2hour2g');
/** The same files by ranges, to compare with. */
const ranged = videoOf('hours2gbyte');
/** A gigabyte the one way and the other: what only the first jobs of a browser take is no job's of those. */
const firstJobs = [videoOf('hour1gbytes'), videoOf('sabrhour1gb')];
/** Garbage makes any two runs differ: none comes first or last more often than the other. */
const turns = [ranged, video, video, ranged, ranged, video];
const patience = { timeoutMs: 900_000 };
const testLimitMs = 1_800_000;
const cuts = 20;
/** Requests that may be open at once: six to a host. */
const mostOpen = 6;

let cleanup = new Cleanup();
afterEach(async () => {
  await cleanup.run();
  cleanup = new Cleanup();
});

async function press({ session }: LastingChromium, id: string): Promise<void> {
  await session.page.goto(watchUrl(id), { waitUntil: 'domcontentloaded' });
  const popup = await openPopup(session, await tabIdOf(session, session.page));
  await (await new PopupDriver(popup).ready()).save();
  await popup.close();
}

/** The computed files that a plain save of the video is put together from. */
async function sourcesOf({ clip }: VideoSpec) {
  const [video, audio] = await Promise.all(
    [137, 140].map(async (itag) => (await makeMedia(profileOf(itag), clip)).source),
  );
  if (!video || !audio) throw new Error('Nothing is computed.');
  return { video, audio };
}

test(
  'two hours, 2.2 GB over the streaming protocol: packet by packet, nothing twice, in no more memory than in ranges',
  async () => {
    const { site, chromium, downloads } = await startLastingWorld(cleanup, 'streaming');
    const { log } = site.control.sabr;
    // Until one of its pages is open the extension has no process whose memory could be watched.
    await chromium.session.page.goto(watchUrl(ranged.id), { waitUntil: 'domcontentloaded' });
    await openPopup(chromium.session, await tabIdOf(chromium.session, chromium.session.page));
    for (const { id } of firstJobs) {
      await press(chromium, id);
      rmSync(await waitForSavedFile(downloads, patience));
    }
    const peaks = new Map([ranged, video].map(({ id }) => [id, [] as number[]]));
    for (const spec of turns) {
      log.clear();
      const memory = await watchExtensionMemory(chromium.session);
      const start = Date.now();
      await press(chromium, spec.id);
      const file = await waitForSavedFile(downloads, patience);
      const seconds = (Date.now() - start) / 1000;
      const peak = Math.max(...(await memory.stop()).map(({ megabytes }) => megabytes));
      peaks.get(spec.id)?.push(peak);
      console.log(
        `${spec.id}: ${(statSync(file).size / 1e6).toFixed(0)} MB in ${seconds.toFixed(0)} s, at the most ${peak.toFixed(0)} MB.`,
      );
      expect(await packetsDiffer(file, await sourcesOf(spec))).toBeUndefined();
      expect(log.arrivedAgain().length).toBeLessThanOrEqual(mostOpen);
      rmSync(file);
    }
    const { [ranged.id]: byRanges = [], [video.id]: bySegments = [] } = Object.fromEntries(peaks);
    // No higher than by ranges, which differ so much among themselves.
    expect(median(bySegments)).toBeLessThanOrEqual(Math.max(...byRanges));
  },
  testLimitMs,
);

test(
  `cut at ${cuts} random points: worker, network, token and browser; packet by packet, no segment twice but those in flight`,
  async () => {
    const { site, chromium, downloads } = await startLastingWorld(cleanup, 'streaming');
    const { log } = site.control.sabr;
    const random = new Seeded(2026);
    const { video: pictureFile, audio } = await sourcesOf(video);
    const total = pictureFile.bytes + audio.bytes;
    site.control.limits = { totalBytesPerSecond: 60_000_000 };
    const cut: Record<string, () => Promise<void>> = {
      worker: async () => {
        await askExtension(chromium.session, () => chrome.offscreen.closeDocument());
        await askExtension(chromium.session, () =>
          chrome.runtime.sendMessage({ to: 'background', name: 'wakeEngine', request: {} }),
        );
      },
      network: async () => {
        await site.unplug();
        await site.plugIn();
      },
      token: async () => {
        site.control.sabr.turn({
          leastMint: Math.max(0, ...log.list().map(({ mint }) => mint)) + 1,
        });
      },
      browser: async () => {
        await chromium.kill();
        // Another page has another account of its mints.
        site.control.sabr.turn({ leastMint: 0 });
        await chromium.start();
        await chromium.session.page.goto(watchUrl(video.id), { waitUntil: 'domcontentloaded' });
      },
    };
    let before = 0;
    /**
     * What the last cut cost: of each open request the segment that it was in, and what came since the last
     * checkpoint; what lay whole in a socket that nobody reads any more counts here as well.
     */
    const tellAgain = (): void => {
      const again = log.arrivedAgain().length;
      console.log(`${again - before} segments arrived again.`);
      expect(again - before).toBeLessThanOrEqual(2 * mostOpen);
      before = again;
    };
    await press(chromium, video.id);
    for (let at = 1; at <= cuts; at += 1) {
      const point = (total * (at + random.between(-40, 40) / 100)) / (cuts + 1);
      await waitFor(`the bytes of cut ${at}`, () => log.sentBytes >= point, {
        ...patience,
        everyMs: 20,
      });
      tellAgain();
      const name = random.pick(Object.keys(cut));
      console.log(`Cut ${at} at ${(log.sentBytes / 1e6).toFixed(0)} MB: ${name}.`);
      await cut[name]?.();
    }
    const file = await waitForSavedFile(downloads, patience);
    expect(await packetsDiffer(file, { video: pictureFile, audio })).toBeUndefined();
    tellAgain();
    console.log(`${before} segments arrived twice.`);
    expect(before).toBeLessThanOrEqual(cuts * mostOpen);
  },
  testLimitMs,
);
