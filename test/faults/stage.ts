import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, WebWorker } from 'puppeteer-core';
import type { Choice } from '../../src/formats/choice';
import type { JobView } from '../../src/protocol/jobs-port';
import { videoOf } from '../browser/video-of';
import { filesInOpfs, offscreenPage } from '../helpers/extension-pages';
import type { JobsWatch } from '../helpers/jobs-watch';
import type { LastingChromium } from '../helpers/lasting-chromium';
import type { SmallDisk } from '../helpers/small-disk';
import { waitFor } from '../helpers/wait-for';
import type { Site } from '../site/start-site';
import { watchUrl } from '../site/video-spec';
import type { Running } from './arena';
import { ByteAccount } from './byte-account';
import type { Struck } from './family';
import { newestJournalFile } from './journal-files';
import { NothingThere } from './nothing-there';
import { type Scene, sourcesOf } from './scene';

/** Whoever forgets a job tidies up a moment later. */
const tidyMs = 3000;
const endedStates: readonly string[] = ['done', 'failed', 'cancelled'];
/** An engine that does not come by itself within this is none to strike. */
const engineWaitMs = 3000;

/** One seed's world: the save, the page it came from, and what a fault or a person can do to them. */
export class Stage {
  readonly site: Site;
  readonly chromium: LastingChromium;
  readonly watch: JobsWatch;
  readonly disk: SmallDisk | undefined;
  readonly account: ByteAccount;
  /** What was refused or looked odd on the way, for `--verbose`. */
  readonly notes: string[] = [];
  /** What must not be. */
  readonly problems: string[] = [];
  jobId = '';
  readonly #extensionId: string;
  #tab: Page | undefined;

  private constructor(
    readonly scene: Scene,
    site: Site,
    running: Running,
    /** Bytes of all its sources. */
    readonly need: number,
    readonly biggestPart: number,
  ) {
    this.site = site;
    this.chromium = running.chromium;
    this.watch = running.watch;
    this.disk = running.disk;
    this.#extensionId = running.extensionId;
    this.account = new ByteAccount(site.control.requests, scene.videoId);
  }

  static async set(scene: Scene, site: Site, running: Running): Promise<Stage> {
    const sizes = (await sourcesOf(scene, videoOf(scene.videoId))).map(({ bytes }) => bytes);
    const need = sizes.reduce((sum, bytes) => sum + bytes, 0);
    const rate = need / scene.seconds;
    // A connection's share is sent in small pieces: what is on the wire when it breaks is little.
    site.control.limits = {
      totalBytesPerSecond: Math.round(rate),
      connectionBytesPerSecond: Math.round(rate / 3),
    };
    return new Stage(scene, site, running, need, Math.max(...sizes));
  }

  readonly pause = (milliseconds: number): Promise<void> => sleep(milliseconds);

  readonly hasBegun = (): boolean => this.jobId !== '';

  readonly tab = (): Page | undefined => (this.#tab?.isClosed() ? undefined : this.#tab);

  readonly closeTab = async (): Promise<Struck> => {
    const page = this.tab();
    if (!page) return 'moot';
    await page.close();
    return 'over';
  };

  /** The job as a screen shows it at this moment. */
  readonly job = async (): Promise<JobView | undefined> =>
    (await this.watch.read()).jobs.find(({ id }) => id === this.jobId);

  readonly ask: JobsWatch['ask'] = async (name, request) => {
    const answer = await this.watch.ask(name, request);
    if (!answer.ok) this.notes.push(`${name}: ${answer.error.code} (${answer.error.message})`);
    return answer;
  };

  /** As from the popup, on the video's page, which is opened where it is not. */
  readonly save = async (): Promise<void> => {
    const { videoId } = this.scene;
    const tabId = await this.#tabId();
    const view = await waitFor(
      'the page to be read',
      async () => {
        const answer = await this.ask('describePage', { tabId });
        return answer.ok && answer.value.kind === 'video' && answer.value.video;
      },
      { timeoutMs: 20_000, everyMs: 250 },
    );
    const choice = view.choices.find((each) => isOf(each, this.scene.itags));
    if (!choice) throw new Error(`${videoId} offers no choice of ${this.scene.itags.join('+')}.`);
    const saved = await this.ask('saveVideo', {
      tabId,
      videoId,
      wish: { kind: 'choice', choiceId: choice.id },
    });
    if (!saved.ok) throw new Error(`The save could not begin: ${saved.error.code}`);
    this.jobId = saved.value.jobId;
  };

  readonly saveAgain = async (): Promise<Struck> => {
    this.account.reset();
    await this.save();
    return 'over';
  };

  /** Whether it was there to be cancelled; then nothing of it may be left. */
  readonly cancel = async (): Promise<boolean> => {
    const before = await this.job();
    if (!before || endedStates.includes(before.current.state)) return false;
    await this.ask('cancelJob', { jobId: this.jobId });
    const after = await waitFor('the cancelled job to end', async () => {
      const job = await this.job();
      return job && endedStates.includes(job.current.state) && job;
    });
    if (after.current.state !== 'cancelled') return false;
    const left = Object.keys(await this.parts());
    if (left.length > 0) this.problems.push(`left by a cancel: ${left.join(', ')}`);
    return true;
  };

  /** The jobs' files in OPFS, by path, with their sizes; the journal's copies are none of them. */
  readonly parts = async (): Promise<Record<string, number>> => {
    const files = Object.entries(await filesInOpfs(this.chromium.session));
    return Object.fromEntries(files.filter(([path]) => !path.startsWith('journal/')));
  };

  /** The engine's worker and its page. @throws NothingThere. */
  readonly engine = async (): Promise<{ engine: WebWorker; host: Page }> => {
    const found = async () => {
      const host = await offscreenPage(this.chromium.session);
      const [engine] = host.workers();
      return engine && { engine, host };
    };
    try {
      return await waitFor('the engine', found, { timeoutMs: engineWaitMs, everyMs: 50 });
    } catch (cause) {
      throw new NothingThere('No engine runs.', { cause });
    }
  };

  readonly closeOffscreen = async (): Promise<void> => {
    this.account.kill();
    const page = await this.watch.page();
    await page.evaluate(async () => {
      if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument();
    });
  };

  /** The profile is nobody's while `meanwhile` runs. */
  readonly killBrowser = async (meanwhile: () => Promise<void>): Promise<void> => {
    this.account.kill();
    this.#tab = undefined;
    await this.chromium.kill();
    await meanwhile();
    await this.chromium.start();
  };

  readonly reloadExtension = async (): Promise<void> => {
    this.account.kill();
    const page = await this.watch.page();
    // It ends the page that asks for it, so its answer never comes.
    page.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
    await waitFor('the extension to be gone', () => page.isClosed());
    await waitFor('the extension to come back', () => this.watch.page(), { everyMs: 100 });
  };

  readonly journalFile = (): string => newestJournalFile(this.chromium.profile, this.#extensionId);

  /** What the engine says of it, for a bug report. */
  readonly log = async (): Promise<readonly string[]> => {
    const answer = await this.watch.ask('jobLog', { jobId: this.jobId });
    return answer.ok ? answer.value.text.trim().split('\n') : [];
  };

  /** At the end of the seed: forgotten, nothing of the job may be left. */
  readonly leave = async (): Promise<void> => {
    await this.closeTab();
    await this.ask('setSettings', { speedLimit: 0, connectionsPerHost: 4 });
    await this.ask('forgetJob', { jobId: this.jobId });
    let left: string[] = [];
    const look = async (): Promise<boolean> => {
      left = Object.keys(await filesInOpfs(this.chromium.session));
      return left.length === 0;
    };
    await waitFor('nothing to be left', look, { timeoutMs: tidyMs }).catch(() =>
      this.problems.push(`left by a forgotten job: ${left.join(', ')}`),
    );
  };

  async #tabId(): Promise<number> {
    const { videoId } = this.scene;
    const url = watchUrl(videoId);
    let page = this.tab();
    if (page?.url() !== url) {
      page ??= await this.chromium.session.browser.newPage();
      this.#tab = page;
      await page.goto(url, { waitUntil: 'domcontentloaded' });
    }
    const screen = await this.watch.page();
    return waitFor('the tab', () =>
      screen.evaluate(async (address) => (await chrome.tabs.query({ url: address }))[0]?.id, url),
    );
  }
}

function isOf(choice: Choice, itags: readonly number[]): boolean {
  switch (choice.kind) {
    case 'progressive':
      return itags.length === 1 && choice.format.itag === itags[0];
    case 'paired':
      return choice.video.itag === itags[0] && choice.audio.itag === itags[1];
    default:
      return false;
  }
}
