import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { JobsWatch } from '../helpers/jobs-watch';
import { LastingChromium } from '../helpers/lasting-chromium';
import { mountSmallDisk, type SmallDisk } from '../helpers/small-disk';
import { createTempDir } from '../helpers/temp-dir';
import { type Site, startSite } from '../site/start-site';

/** For a profile, the largest scene, and its file beside its parts. */
const smallDiskBytes = 220_000_000;

/** What was killed or closed does not answer any more. */
const answerLimitMs = 20_000;

export interface Running {
  readonly chromium: LastingChromium;
  readonly watch: JobsWatch;
  readonly extensionId: string;
  readonly disk: SmallDisk | undefined;
  readonly hasSmallDisk: boolean;
}

/** The site, and a browser that the seeds share until one of them spoils it. */
export class Arena {
  #running: Running | undefined;
  readonly #folder = createTempDir('saved');

  private constructor(
    readonly site: Site,
    private readonly extension: string,
  ) {
    this.#folder.removeAtExit();
  }

  /** `extension`: an unpacked build for Chromium. */
  static async open(extension: string): Promise<Arena> {
    return new Arena(await startSite(), extension);
  }

  get downloads(): string {
    return this.#folder.path;
  }

  /** A browser on a disk of the wanted kind, nothing downloaded, the site as at its start. */
  async prepare(smallDisk: boolean): Promise<Running> {
    this.site.control.reset();
    for (const name of readdirSync(this.downloads)) {
      rmSync(join(this.downloads, name), { recursive: true });
    }
    if (this.#running && this.#running.hasSmallDisk !== smallDisk) await this.spoil();
    this.#running ??= await this.#start(smallDisk);
    return this.#running;
  }

  /** The browser is not to be used again: the next seed gets another. */
  async spoil(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.chromium.close();
    running?.disk?.remove();
  }

  async close(): Promise<void> {
    await this.spoil();
    await this.site.close();
    this.#folder.remove();
  }

  async #start(hasSmallDisk: boolean): Promise<Running> {
    // Where we may not mount, the engine's worker is made to see a full disk instead.
    const disk = hasSmallDisk ? mountSmallDisk(smallDiskBytes) : undefined;
    const chromium = await LastingChromium.start({
      sitePort: this.site.port,
      extension: this.extension,
      downloads: this.downloads,
      answerLimitMs,
      ...(disk && { profileParent: disk.path }),
    });
    const { extensionId } = chromium.session;
    const watch = new JobsWatch(() => chromium.session);
    return { chromium, watch, extensionId, disk, hasSmallDisk };
  }
}
