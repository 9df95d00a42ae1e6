import { inject } from 'vitest';
import type { Cleanup } from '../helpers/cleanup';
import { LastingChromium } from '../helpers/lasting-chromium';
import { createTempDir } from '../helpers/temp-dir';
import { type Site, startSite } from '../site/start-site';

/** The offline site, and a Chromium whose profile and downloads outlive its being killed. */
export interface LastingWorld {
  readonly site: Site;
  readonly chromium: LastingChromium;
  /** The download folder. */
  readonly downloads: string;
}

/** `name`: of the folder. What is started ends with `cleanup`. */
export async function startLastingWorld(cleanup: Cleanup, name: string): Promise<LastingWorld> {
  const downloads = createTempDir(name);
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
  return { site, chromium, downloads: downloads.path };
}
