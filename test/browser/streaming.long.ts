import { afterEach, expect, inject, test } from 'vitest';
import { watchExtensionMemory } from '../bench/extension-memory';
import { Cleanup } from '../helpers/cleanup';
import { askExtension, openPopup, tabIdOf } from '../helpers/extension-pages';
import { JobsWatch } from '../helpers/jobs-watch';
import { LastingChromium } from '../helpers/lasting-chromium';
import { PopupDriver } from '../helpers/popup-driver';
import { packetsDiffer } from '../helpers/same-packets';
import { waitForSavedFile } from '../helpers/saved-file';
import { createTempDir } from '../helpers/temp-dir';
import { waitFor } from '../helpers/wait-for';
import { makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';
import { Seeded } from '../site/players/seeded';
import { type Site, startSite } from '../site/start-site';
import { watchUrl } from '../site/video-spec';
import { videoOf } from './video-of';

/** Two hours, 2.2 GB, computed as they are served. */
const video = videoOf('sabr2hour2g');
const [picture, sound] = [137, 140];
const patience = { timeoutMs: 900_000 };
const testLimitMs = 1_200_000;
const cuts = 20;
/** Requests that may be open at once: six to a host. */
const mostOpen = 6;

let cleanup = new Cleanup();
afterEach(async () => {
  await cleanup.run();
  cleanup = new Cleanup();
});

interface Saving {
  readonly site: Site;
  readonly chromium: LastingChromium;
  readonly watch: JobsWatch;
  readonly downloads: string;
}

async function prepare(): Promise<Saving> {
  const downloads = createTempDir('streaming');
  cleanup.defer(downloads.remove);
  downloads.removeAtExit();
  const site = await startSite();
  cleanup.defer(site.close);
  const chromium = await LastingChromium.start({
    sitePort: site.port,
    extension: inject('builds').chromium,
    downloads: downloads.path,
  });
  cleanup.defer(() => chromium.close());
  return {
    site,
    chromium,
    watch: new JobsWatch(() => chromium.session),
    downloads: downloads.path,
  };
}

async function press({ session }: LastingChromium): Promise<void> {
  await session.page.goto(watchUrl(video.id), { waitUntil: 'domcontentloaded' });
  const popup = await openPopup(session, await tabIdOf(session, session.page));
  await (await new PopupDriver(popup).ready()).save();
  await popup.close();
}

async function sources() {
  const [video, audio] = await Promise.all(
    [picture, sound].map(async (itag) => (await makeMedia(profileOf(itag ?? 0), clip)).source),
  );
  if (!video || !audio) throw new Error('Nothing is computed.');
  return { video, audio };
}
const { clip } = video;

test(
  'two hours, 2.2 GB over the streaming protocol: packet by packet, nothing twice, in little memory',
  async () => {
    const { site, chromium, downloads } = await prepare();
    const memory = await watchExtensionMemory(chromium.session);
    await press(chromium);
    const file = await waitForSavedFile(downloads, patience);
    const peak = Math.max(...(await memory.stop()).map(({ megabytes }) => megabytes));
    console.log(`At the most ${peak.toFixed(0)} MB.`);
    expect(await packetsDiffer(file, await sources())).toBeUndefined();
    expect(site.control.sabr.log.arrivedAgain().length).toBeLessThanOrEqual(mostOpen);
    expect(peak).toBeLessThan(900);
  },
  testLimitMs,
);

test(
  `cut at ${cuts} random points: worker, network, token and browser; packet by packet, no segment twice but those in flight`,
  async () => {
    const { site, chromium, watch, downloads } = await prepare();
    const { log } = site.control.sabr;
    const random = new Seeded(2026);
    const { video: pictureFile, audio } = await sources();
    const total = pictureFile.bytes + audio.bytes;
    site.control.limits = { totalBytesPerSecond: 60_000_000 };
    const cut: Record<string, () => Promise<void>> = {
      worker: async () => {
        await askExtension(chromium.session, () => chrome.offscreen.closeDocument());
        await watch.ask('wakeEngine', {});
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
    await press(chromium);
    for (let at = 1; at <= cuts; at += 1) {
      const point = (total * (at + random.between(-40, 40) / 100)) / (cuts + 1);
      await waitFor(`the bytes of cut ${at}`, () => log.sentBytes >= point, {
        ...patience,
        everyMs: 20,
      });
      const name = random.pick(Object.keys(cut));
      console.log(`Cut ${at} at ${(log.sentBytes / 1e6).toFixed(0)} MB: ${name}.`);
      await cut[name]?.();
    }
    const file = await waitForSavedFile(downloads, patience);
    expect(await packetsDiffer(file, { video: pictureFile, audio })).toBeUndefined();
    const again = log.arrivedAgain().length;
    console.log(`${again} segments arrived twice.`);
    expect(again).toBeLessThanOrEqual(cuts * mostOpen);
  },
  testLimitMs,
);
