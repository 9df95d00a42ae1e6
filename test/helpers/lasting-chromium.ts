import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChromiumOptions, type ChromiumSession, startChromium } from './chromium-session';
import { createTempDir, type TempDir } from './temp-dir';

/** The browser's own helpers follow it a moment later; until then they may still write. */
const lastWritesMs = 150;

export type LastingOptions = Omit<ChromiumOptions, 'profile' | 'downloads'> & {
  /** Outside of the profile. */
  readonly downloads: string;
};

/** A Chromium whose profile outlives it: it can be killed and started again, like a machine that lost its power. */
export class LastingChromium {
  #session: ChromiumSession | undefined;

  private constructor(
    private readonly options: LastingOptions,
    private readonly folder: TempDir,
  ) {}

  /** With a new profile, under `profileParent` where that is named. */
  static async start(options: LastingOptions): Promise<LastingChromium> {
    const folder = createTempDir('lasting', options.profileParent);
    const chromium = new LastingChromium(options, folder);
    try {
      await chromium.start();
      folder.removeAtExit();
      return chromium;
    } catch (error) {
      folder.remove();
      throw error;
    }
  }

  /** @throws while it does not run. */
  get session(): ChromiumSession {
    if (this.#session === undefined) throw new Error('The browser does not run.');
    return this.#session;
  }

  get isRunning(): boolean {
    return this.#session !== undefined;
  }

  get profile(): string {
    return this.folder.path;
  }

  /** Again on the same profile; the extension is installed where the profile does not know it (any more). */
  async start(): Promise<void> {
    this.#session = await startChromium({ ...this.options, profile: this.folder.path });
  }

  /** SIGKILL: nothing is written, closed or said any more. */
  async kill(): Promise<void> {
    const browser = this.session.browser.process();
    this.#session = undefined;
    if (!browser) return;
    const ended = once(browser, 'exit');
    browser.kill('SIGKILL');
    await ended;
    await sleep(lastWritesMs);
  }

  /** Ends it and removes the profile. */
  async close(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    try {
      await session?.close();
    } finally {
      this.folder.remove();
    }
  }
}
