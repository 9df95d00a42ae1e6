import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumBuild } from '../helpers/chromium-session';
import { firefoxBuild } from '../helpers/firefox-session';
import { catalogue } from '../site/catalogue';
import { makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';

/** These tests drive what was built, whatever the sources say meanwhile, and no test waits for ffmpeg. */
export default async function setup(): Promise<void> {
  for (const build of [chromiumBuild, firefoxBuild]) {
    if (!existsSync(join(build, 'manifest.json'))) {
      throw new Error(`${build} is not built: run "npm run build" first, or "npm test".`);
    }
  }
  const start = Date.now();
  const everyday = catalogue.filter(({ clip }) => (clip.loops ?? 0) <= 2);
  await Promise.all(
    everyday.flatMap(({ itags, clip }) => itags.map((itag) => makeMedia(profileOf(itag), clip))),
  );
  console.log(`The site's media are there after ${((Date.now() - start) / 1000).toFixed(1)} s.`);
}
