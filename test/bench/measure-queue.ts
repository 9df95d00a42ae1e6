import type { Page } from 'puppeteer-core';
import type { JobsPortMessage } from '../../src/protocol/jobs-port';
import { type ChromiumSession, startChromium } from '../helpers/chromium-session';
import { tabIdOf } from '../helpers/extension-pages';
import { fakeEngine } from '../helpers/fake-engine';
import { longQueue } from '../helpers/job-views';
import { watchUrl } from '../site/video-spec';
import type { Measure } from './bench-context';
import { QueueUpdates } from './queue-updates';
import type { Result } from './result';
import { quantile } from './statistics';

const jobCount = 500;
/** As often as the engine tells. */
const everyMs = 250;
const rounds = { progress: 40, turn: 16, all: 8, idle: 16 };

/** How long a screen with hundreds of jobs takes from a message of the engine to the frame that shows it. */
export const measureQueue: Measure = async ({ site, extension, say }) => {
  const session = await startChromium({ sitePort: site.port, extension });
  try {
    await session.page.goto(watchUrl('era2020sign'), { waitUntil: 'load' });
    const tabId = await tabIdOf(session, session.page);
    const popup = await timeScreen(session, `popup/index.html?tabId=${tabId}`, '.popup');
    const manager = await timeScreen(session, 'manager/index.html', '.job-row');
    return [...results('popup', popup, say), ...results('manager', manager, say)];
  } finally {
    await session.close();
  }
};

/** Milliseconds each, from the message to the end of the frame. */
interface ScreenTimes {
  readonly first: readonly number[];
  readonly idle: readonly number[];
  readonly progress: readonly number[];
  readonly turn: readonly number[];
  readonly all: readonly number[];
  /** Tasks over 50 ms while progress was told. */
  readonly longTasks: readonly number[];
}

async function timeScreen(
  session: ChromiumSession,
  path: string,
  drawn: string,
): Promise<ScreenTimes> {
  const page = await session.browser.newPage();
  try {
    await fakeEngine(page);
    await page.goto(`chrome-extension://${session.extensionId}/src/${path}`);
    await page.waitForFunction(() => globalThis.tellScreen !== undefined);
    const updates = new QueueUpdates(longQueue(jobCount));
    const some = (count: number, make: () => JobsPortMessage) =>
      Array.from({ length: count }, make);
    const first = await timeUpdates(page, [updates.snapshot()]);
    await page.waitForSelector(drawn);
    const idle = await timeUpdates(
      page,
      some(rounds.idle, () => ({ kind: 'delta', changed: [], removed: [] })),
    );
    const progress = await timeUpdates(
      page,
      some(rounds.progress, () => updates.progress()),
    );
    const turn = await timeUpdates(
      page,
      some(rounds.turn, () => updates.turn()),
    );
    const all = await timeUpdates(
      page,
      some(rounds.all, () => updates.toggleAll()),
    );
    return {
      first: first.times,
      idle: idle.times,
      progress: progress.times,
      turn: turn.times,
      all: all.times,
      longTasks: progress.longTasks,
    };
  } finally {
    await page.close();
  }
}

function timeUpdates(page: Page, messages: readonly JobsPortMessage[]) {
  return page.evaluate(
    async (told, pause) => {
      const longTasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasks.push(duration);
      });
      observer.observe({ type: 'longtask' });
      const times: number[] = [];
      for (const message of told) {
        await new Promise((resolve) => setTimeout(resolve, pause));
        const start = performance.now();
        globalThis.tellScreen?.(message);
        // A task queued in a frame's callback runs when that frame is done.
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        times.push(performance.now() - start);
      }
      observer.disconnect();
      return { times, longTasks };
    },
    messages,
    everyMs,
  );
}

function results(screen: string, times: ScreenTimes, say: (line: string) => void): Result[] {
  const { progress, longTasks } = times;
  const late = quantile(progress, 0.95).toFixed(1);
  say(`${screen}: 95 % of the updates within ${late} ms, ${longTasks.length} tasks over 50 ms`);
  return [
    {
      name: `${screen}: an update, ${jobCount} jobs queued`,
      unit: 'ms',
      samples: progress,
      peer: { name: 'a frame without news', samples: times.idle },
      wanted: { of: 'median', below: 50 },
    },
    { name: '  a job ends, the next begins', unit: 'ms', samples: times.turn },
    { name: '  all in the line change', unit: 'ms', samples: times.all },
    { name: '  the first snapshot', unit: 'ms', samples: times.first },
  ];
}
