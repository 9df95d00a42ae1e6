import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { chromiumBuild } from '../helpers/chromium-session';
import { firefoxBuild } from '../helpers/firefox-session';
import { createTempDir } from '../helpers/temp-dir';
import { catalogue } from '../site/catalogue';
import { makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';
import { plainFile, plainFiles } from '../site/others/plain-files';
import { streamFolder, streamForms } from '../site/others/stream-files';

declare module 'vitest' {
  interface ProvidedContext {
    /** The unpacked extensions under test. */
    builds: { readonly chromium: string; readonly firefox: string };
  }
}

/** The tests drive a copy of what was built: a build meanwhile changes nothing. And no test waits for ffmpeg. */
export default async function setup(project: TestProject): Promise<() => void> {
  const copies = createTempDir('builds');
  copies.removeAtExit();
  const copy = (build: string, name: string): string => {
    if (!existsSync(join(build, 'manifest.json'))) {
      throw new Error(`${build} is not built: run "npm run build" first, or "npm test".`);
    }
    cpSync(build, join(copies.path, name), { recursive: true });
    return join(copies.path, name);
  };
  project.provide('builds', {
    chromium: copy(chromiumBuild, 'chromium'),
    firefox: copy(firefoxBuild, 'firefox'),
  });
  await makeEverydayMedia();
  return copies.remove;
}

async function makeEverydayMedia(): Promise<void> {
  const start = Date.now();
  const everyday = catalogue.filter(({ clip }) => (clip.loops ?? 0) <= 2);
  await Promise.all(
    everyday.flatMap(({ itags, clip }) => itags.map((itag) => makeMedia(profileOf(itag), clip))),
  );
  await Promise.all([...streamForms.map(streamFolder), ...plainFiles.map(plainFile)]);
  console.log(`The site's media are there after ${((Date.now() - start) / 1000).toFixed(1)} s.`);
}
