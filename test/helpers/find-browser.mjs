// Plain JavaScript: the bootstrap asks it before there is anything that runs TypeScript.
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const projectCache = fileURLToPath(new URL('../../.cache/browsers', import.meta.url));

/** Google's branded Chrome comes last: it loads unpacked extensions only under conditions that change. */
const chromiumNames = [
  'chromium',
  'chromium-browser',
  'chrome-for-testing',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
  'brave',
  'google-chrome-for-testing',
  'google-chrome',
];

const usualPlaces = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Brave Browser.app/Contents/MacOS/Brave Browser',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name] ?? '';
    return [
      join(folder, 'Chromium/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      join(folder, 'BraveSoftware/Brave-Browser/Application/brave.exe'),
    ];
  }),
};

/** `~/.cache/puppeteer/chrome/linux-156…/chrome-linux64/chrome` and the like: the newest build wins. */
const buildFolders = [
  projectCache,
  join(homedir(), '.cache/puppeteer'),
  join(homedir(), '.cache/ms-playwright'),
];

/**
 * A browser of the Chromium family: `CHROME_PATH`, the PATH, the system's usual places, test builds.
 * @returns {string | undefined}
 * @throws when CHROME_PATH is set and names nothing that can be started.
 */
export function findBrowser() {
  return (
    fromEnvironment('CHROME_PATH') ??
    firstOf(chromiumNames) ??
    usualPlaces[process.platform]?.find(isProgram) ??
    newestBuild(/^chrom(e|ium)(-|$)/, ['chrome', 'chrome.exe', 'Google Chrome for Testing'])
  );
}

/** @returns {string | undefined} Firefox, ESR first. @throws like `findBrowser`, for FIREFOX_PATH. */
export function findFirefox() {
  const places = ['/Applications/Firefox.app/Contents/MacOS/firefox'];
  if (process.env.ProgramFiles)
    places.push(`${process.env.ProgramFiles}/Mozilla Firefox/firefox.exe`);
  return (
    fromEnvironment('FIREFOX_PATH') ??
    firstOf(['firefox-esr', 'firefox']) ??
    places.find(isProgram) ??
    newestBuild(/^firefox$/, ['firefox', 'firefox.exe'])
  );
}

/** @returns {string | undefined} The absolute path of a program on the PATH. */
export function findProgram(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find(isProgram);
}

function firstOf(names) {
  return names.map(findProgram).find((path) => path !== undefined && !isSnap(path));
}

/** A snap sees no profile under /tmp and no pipe of ours; Ubuntu's `chromium-browser` is a script that calls one. */
function isSnap(path) {
  if (path.startsWith('/snap/')) return true;
  return statSync(path).size < 10_000 && readFileSync(path, 'utf8').includes('/snap/bin/');
}

function fromEnvironment(name) {
  const path = process.env[name];
  if (path === undefined || path === '') return undefined;
  if (!isProgram(path)) throw new Error(`${name} is set to ${path}, which cannot be started.`);
  return path;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function newestBuild(folderName, programs) {
  return buildFolders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => [folder, name]))
    .filter(([, name]) => folderName.test(name))
    .flatMap(([folder, name]) =>
      readdirSync(join(folder, name), { recursive: true }).map((file) => join(folder, name, file)),
    )
    .filter((file) =>
      programs.some((program) => file.endsWith(`/${program}`) || file.endsWith(`\\${program}`)),
    )
    .filter(isProgram)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1);
}
