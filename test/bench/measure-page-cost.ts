import type { Page } from 'puppeteer-core';
import { startChromium } from '../helpers/chromium-session';
import { Cleanup } from '../helpers/cleanup';
import { watchUrl } from '../site/video-spec';
import type { Measure } from './bench-context';

const rounds = 31;
const warmUps = 3;
const videoId = 'era2020sign';

/** How much later a watch page has loaded for having the extension: two browsers, by turns, nobody asking anything. */
export const measurePageCost: Measure = async ({ site, extension }) => {
  const cleanup = new Cleanup();
  try {
    const open = async (installed: string | null): Promise<Page> => {
      const session = await startChromium({ sitePort: site.port, extension: installed });
      cleanup.defer(session.close);
      return session.page;
    };
    const pages = [
      { page: await open(extension), samples: [] as number[] },
      { page: await open(null), samples: [] as number[] },
    ] as const;
    for (let round = -warmUps; round < rounds; round += 1) {
      for (const { page, samples } of round % 2 === 0 ? pages : pages.toReversed()) {
        const milliseconds = await loadTime(page);
        if (round >= 0) samples.push(milliseconds);
      }
    }
    const [ours, bare] = pages;
    return [
      {
        name: 'page: load of a watch page',
        unit: 'ms',
        samples: ours.samples,
        peer: { name: 'without the extension', samples: bare.samples },
      },
      {
        name: '  later than without, pair by pair',
        unit: 'ms',
        samples: ours.samples.map((milliseconds, at) => milliseconds - (bare.samples[at] ?? 0)),
        wanted: { of: 'noise' },
      },
    ];
  } finally {
    await cleanup.run();
  }
};

/** Milliseconds from the navigation's start to the end of `load`. */
async function loadTime(page: Page): Promise<number> {
  await page.goto(watchUrl(videoId), { waitUntil: 'load' });
  const time = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    return navigation instanceof PerformanceNavigationTiming ? navigation.loadEventEnd : Number.NaN;
  });
  // An empty page in between: what the last one still does is not the next one's time.
  await page.goto('about:blank');
  return time;
}
