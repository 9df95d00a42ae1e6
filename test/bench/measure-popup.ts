import { type ChromiumSession, startChromium } from '../helpers/chromium-session';
import {
  killServiceWorker,
  openExtensionPage,
  openPopup,
  tabIdOf,
} from '../helpers/extension-pages';
import { PopupDriver } from '../helpers/popup-driver';
import { watchUrl } from '../site/video-spec';
import type { Measure } from './bench-context';
import type { Result } from './result';
import { type PopupTimes, timePopup } from './watch-popup';

const rounds = 21;
/** Sixteen formats. */
const videoId = 'era2020sign';

/** How long a person waits for the formats after the popup opens, and where that time goes. */
export const measurePopup: Measure = async ({ site, extension }) => {
  const session = await startChromium({ sitePort: site.port, extension });
  try {
    await session.page.goto(watchUrl(videoId), { waitUntil: 'load' });
    const tabId = await tabIdOf(session, session.page);
    await solvePlayer(session, tabId);
    const awake: PopupTimes[] = [];
    const asleep: PopupTimes[] = [];
    const empty: number[] = [];
    // The first ones warm the browser's caches up and are not counted.
    for (let round = -2; round < rounds; round += 1) {
      const times = {
        empty: await timeEmptyPage(session),
        awake: await timeOnce(session, tabId),
        asleep: await killServiceWorker(session).then(() => timeOnce(session, tabId)),
      };
      if (round < 0) continue;
      empty.push(times.empty);
      awake.push(times.awake);
      asleep.push(times.asleep);
    }
    return results(awake, asleep, empty);
  } finally {
    await session.close();
  }
};

function results(awake: PopupTimes[], asleep: PopupTimes[], empty: number[]): Result[] {
  const part = (name: string, of: PopupTimes[], value: (times: PopupTimes) => number): Result => ({
    name,
    unit: 'ms',
    samples: of.map(value),
  });
  const peer = { name: 'an empty extension page', samples: empty };
  return [
    {
      ...part('popup: formats listed', awake, ({ listed }) => listed),
      peer,
      wanted: { of: 'median', below: 100 },
    },
    part('  of it, until it asks', awake, ({ asked }) => asked),
    part('  of it, reading the page', awake, ({ answered, asked }) => answered - asked),
    part('  of it, drawing the rows', awake, ({ listed, answered }) => listed - answered),
    part('popup: formats on the screen', awake, ({ shown }) => shown),
    { ...part('popup: listed, background asleep', asleep, ({ listed }) => listed), peer },
    part('  of it, until it asks', asleep, ({ asked }) => asked),
    part('  of it, waking and reading', asleep, ({ answered, asked }) => answered - asked),
  ];
}

/** The player is solved, as on every page but the first of a new player: a small save does it. */
async function solvePlayer(session: ChromiumSession, tabId: number): Promise<void> {
  const popup = await new PopupDriver(await openPopup(session, tabId)).ready();
  const title = await popup.title();
  await popup.choosePreset('audio');
  await popup.save();
  await popup.job(title, 'done');
  await popup.page.close();
}

async function timeOnce(session: ChromiumSession, tabId: number): Promise<PopupTimes> {
  const page = await session.browser.newPage();
  try {
    const address = `chrome-extension://${session.extensionId}/src/popup/index.html?tabId=${tabId}`;
    return await timePopup(page, address);
  } finally {
    await page.close();
  }
}

/** What opening any document of the extension costs here, before a line of ours runs. */
async function timeEmptyPage(session: ChromiumSession): Promise<number> {
  const page = await openExtensionPage(session, 'manifest.json');
  try {
    return await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation');
      return navigation instanceof PerformanceNavigationTiming
        ? navigation.domContentLoadedEventEnd
        : Number.NaN;
    });
  } finally {
    await page.close();
  }
}
