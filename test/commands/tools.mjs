import process from 'node:process';
import { findBrowser, findFirefox, findProgram } from '../helpers/find-browser.mjs';

/**
 * Programs that are not npm packages, and what the package managers call them. Missing from a
 * manager's list: the system brings it or has no use for it.
 */
export const tools = {
  chromium: {
    name: 'Chromium, Chrome for Testing, Edge or Brave (or its path in CHROME_PATH)',
    isThere: () => findBrowser() !== undefined,
    packages: {
      apt: 'chromium',
      dnf: 'chromium',
      pacman: 'chromium',
      zypper: 'chromium',
      brew: '--cask chromium',
      winget: 'Hibbiki.Chromium',
    },
    /** For Ubuntu, whose own package is a shell around a snap, which a container cannot run. */
    testingBuild: 'chrome@stable',
  },
  firefox: {
    name: 'Firefox ESR (or its path in FIREFOX_PATH)',
    isThere: () => findFirefox() !== undefined,
    packages: {
      apt: 'firefox-esr',
      dnf: 'firefox',
      pacman: 'firefox',
      zypper: 'MozillaFirefox',
      brew: '--cask firefox',
      winget: 'Mozilla.Firefox.ESR',
    },
    testingBuild: 'firefox@esr',
  },
  ffmpeg: program('ffmpeg', {
    apt: 'ffmpeg',
    dnf: 'ffmpeg-free',
    pacman: 'ffmpeg',
    zypper: 'ffmpeg',
    brew: 'ffmpeg',
    winget: 'Gyan.FFmpeg',
  }),
  curl: program('curl', { apt: 'curl', dnf: 'curl', pacman: 'curl', zypper: 'curl', brew: 'curl' }),
  aria2: program('aria2c', {
    apt: 'aria2',
    dnf: 'aria2',
    pacman: 'aria2',
    zypper: 'aria2',
    brew: 'aria2',
    winget: 'aria2.aria2',
  }),
  ytDlp: sameNameEverywhere('yt-dlp'),
  xvfb: program('Xvfb', {
    apt: 'xvfb',
    dnf: 'xorg-x11-server-Xvfb',
    pacman: 'xorg-server-xvfb',
    zypper: 'xorg-x11-server-Xvfb',
  }),
  openbox: sameNameEverywhere('openbox'),
  xdotool: sameNameEverywhere('xdotool'),
  imagemagick: program('import', {
    apt: 'imagemagick',
    dnf: 'ImageMagick',
    pacman: 'imagemagick',
    zypper: 'ImageMagick',
  }),
};

function program(name, packages) {
  return { name, isThere: () => findProgram(name) !== undefined, packages };
}

function sameNameEverywhere(name) {
  return program(name, { apt: name, dnf: name, pacman: name, zypper: name });
}

/** Real keys and a real mouse need an X server of our own; elsewhere than on Linux there is none. */
const virtualDisplay =
  process.platform === 'linux' ? ['xvfb', 'openbox', 'xdotool', 'imagemagick'] : [];

/** What a command calls; a command without an entry needs Node alone. */
export function toolsFor(command, args) {
  const browsers = ['chromium', 'firefox', 'ffmpeg', ...virtualDisplay];
  switch (command) {
    case 'start':
      return hasDisplay(args) ? ['chromium', 'ffmpeg'] : ['chromium', 'ffmpeg', ...virtualDisplay];
    case 'test':
    case 'test-long':
      return [...browsers, 'aria2'];
    case 'bench':
      return ['chromium', 'ffmpeg', 'curl', 'aria2'];
    case 'test-faults':
      return ['chromium', 'ffmpeg'];
    case 'verify-lists':
      return ['ytDlp'];
    case 'site':
      return ['ffmpeg'];
    default:
      return [];
  }
}

/** Whether a window can be shown to a person. */
export function hasDisplay(args) {
  if (args.includes('--headless')) return false;
  return (
    process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
  );
}
