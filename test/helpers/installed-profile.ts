import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a new profile's preferences so that the unpacked extension belongs to it, as if a person had loaded
 * it: what a driver installs is gone with the session, and installed anew by the next, so that the browser's
 * start is never heard. Returns the extension's id, which follows from its folder.
 */
export function installInProfile(profile: string, extension: string, downloads: string): string {
  const digest = createHash('sha256').update(extension).digest('hex').slice(0, 32);
  const id = [...digest]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('');
  const preferences = {
    download: { default_directory: downloads, prompt_for_download: false },
    extensions: {
      ui: { developer_mode: true },
      // 4: unpacked; 38: it may read files, and was allowed to by a person.
      settings: { [id]: { path: extension, location: 4, state: 1, creation_flags: 38 } },
    },
    browser: { has_seen_welcome_page: true, check_default_browser: false },
  };
  mkdirSync(join(profile, 'Default'), { recursive: true });
  // Which of the two counts is a matter of the platform.
  for (const name of ['Preferences', 'Secure Preferences']) {
    writeFileSync(join(profile, 'Default', name), JSON.stringify(preferences));
  }
  return id;
}
