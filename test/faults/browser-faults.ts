import {
  isServiceWorkerRunning,
  openPopup,
  serviceWorker,
  tabIdOf,
} from '../helpers/extension-pages';
import { watchUrl } from '../site/video-spec';
import type { Family, Struck } from './family';
import type { Stage } from './stage';
import { jumpClock, type Place, restoreClock } from './worker-patches';

export type BrowserFault =
  /** Of the engine, its page and the background at once; timers go on as they were. */
  | { readonly kind: 'clock-jumped'; readonly minutes: number }
  | { readonly kind: 'service-worker-ended' }
  | { readonly kind: 'offscreen-closed' }
  /** It throws where nobody catches, and the browser says so. */
  | { readonly kind: 'engine-threw' }
  /** It is gone, and nobody says so. */
  | { readonly kind: 'engine-vanished' }
  | { readonly kind: 'tab-closed' }
  /** To another video. */
  | { readonly kind: 'tab-navigated' }
  | { readonly kind: 'popup-closed' }
  | { readonly kind: 'browser-killed'; readonly downMs: number }
  /** As an update of the extension does it. */
  | { readonly kind: 'extension-reloaded' };

const anotherVideo = 'url2020only';
const popupShownMs = 250;
const evaluatedMs = 2000;

export const browserFaults: Family<BrowserFault> = {
  'clock-jumped': {
    draw: (random) => ({ minutes: random.pick([-1560, -60, -2, 2, 60, 480, 1560]) }),
    strike: async ({ minutes }, stage) => {
      const everywhere = async (work: (place: Place) => Promise<void>): Promise<void> => {
        for (const place of await clocks(stage)) {
          // One that is just being ended does not answer.
          await Promise.race([work(place), stage.pause(evaluatedMs)]);
        }
      };
      await everywhere((place) => jumpClock(place, minutes * 60_000));
      const lift = (): Promise<void> => everywhere(restoreClock);
      return { afterMs: Number.POSITIVE_INFINITY, lift };
    },
  },
  'service-worker-ended': {
    draw: () => ({}),
    strike: async (_fault, { chromium: { session } }) => {
      if (!isServiceWorkerRunning(session)) return 'moot';
      const worker = await serviceWorker(session);
      // The engine's news may wake it again before anybody sees that it was gone.
      await worker.close();
      return 'over';
    },
  },
  'offscreen-closed': {
    draw: () => ({}),
    strike: async (_fault, stage) => {
      await stage.closeOffscreen();
      return 'over';
    },
  },
  'engine-threw': {
    draw: () => ({}),
    strike: (_fault, stage) => endEngine(stage, 'aloud'),
  },
  'engine-vanished': {
    draw: () => ({}),
    strike: (_fault, stage) => endEngine(stage, 'silently'),
  },
  'tab-closed': {
    draw: () => ({}),
    strike: async (_fault, { closeTab }) => closeTab(),
  },
  'tab-navigated': {
    draw: () => ({}),
    strike: async (_fault, { tab }) => {
      const page = tab();
      if (!page) return 'moot';
      await page.goto(watchUrl(anotherVideo), { waitUntil: 'domcontentloaded' });
      return 'over';
    },
  },
  'popup-closed': {
    draw: () => ({}),
    strike: async (_fault, { chromium, tab, pause }) => {
      const page = tab();
      if (!page) return 'moot';
      const popup = await openPopup(chromium.session, await tabIdOf(chromium.session, page));
      await pause(popupShownMs);
      await popup.close();
      return 'over';
    },
  },
  'browser-killed': {
    draw: (random) => ({ downMs: random.pick([0, 200, 1000]) }),
    strike: async ({ downMs }, { killBrowser, pause }) => {
      await killBrowser(() => pause(downMs));
      return 'over';
    },
  },
  'extension-reloaded': {
    draw: () => ({}),
    strike: async (_fault, stage) => {
      await stage.reloadExtension();
      return 'over';
    },
  },
};

async function clocks(stage: Stage) {
  const { engine, host } = await stage.engine();
  const { session } = stage.chromium;
  return isServiceWorkerRunning(session)
    ? [engine, host, await serviceWorker(session)]
    : [engine, host];
}

async function endEngine(stage: Stage, how: 'aloud' | 'silently'): Promise<Struck> {
  const { engine } = await stage.engine();
  stage.account.kill();
  // The answer to a call that ends its own worker may never come.
  const ended =
    how === 'silently'
      ? engine.evaluate(() => self.close())
      : engine.evaluate(() => {
          setTimeout(() => {
            throw new Error('Ended by the torture chamber.');
          });
        });
  await Promise.race([ended.catch(() => undefined), stage.pause(500)]);
  return 'over';
}
