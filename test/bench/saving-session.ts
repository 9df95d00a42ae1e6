import { rm } from 'node:fs/promises';
import { type ChromiumSession, startChromium } from '../helpers/chromium-session';
import { openPopup, tabIdOf } from '../helpers/extension-pages';
import { PopupDriver } from '../helpers/popup-driver';
import type { BenchContext } from './bench-context';
import { type JobTimes, observeJob } from './observe-job';
import { settleDisk } from './settle-disk';

/** A browser with a watch page and the popup open on it. */
export interface SavingSession {
  readonly session: ChromiumSession;
  /** Presses the first row's button and waits for the saved file, which is deleted again. Clears the site's log first. */
  save(sound: 'with sound' | 'without sound'): Promise<JobTimes>;
  close(): Promise<void>;
}

export async function openSavingSession(
  { site, extension }: BenchContext,
  videoId: string,
): Promise<SavingSession> {
  const video = site.videos.find(({ id }) => id === videoId);
  if (video === undefined) throw new Error(`The site has no video ${videoId}.`);
  // Made on the first run, which takes a while: no page should wait for it.
  for (const format of video.formats) await format.file();
  const session = await startChromium({ sitePort: site.port, extension });
  try {
    await session.page.goto(video.url, { waitUntil: 'load' });
    const tabId = await tabIdOf(session, session.page);
    const popup = await new PopupDriver(await openPopup(session, tabId)).ready();
    return {
      session,
      save: async (sound) => {
        site.control.requests.clear();
        const { ended } = await observeJob(session);
        await popup.saveRow(0, sound);
        const times = await ended;
        await rm(session.downloads, { recursive: true });
        await settleDisk();
        return times;
      },
      close: session.close,
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}
