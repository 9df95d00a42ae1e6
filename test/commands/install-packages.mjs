import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { projectRoot } from './project-root.mjs';
import { runQuietly } from './run-quietly.mjs';

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/**
 * Whether `node_modules` holds what the lockfile names. Contents are compared, not times: a checkout
 * or a copy gives files new times without making anything stale.
 */
export function packagesAreCurrent(root = projectRoot) {
  const installedFile = `${root}node_modules/.package-lock.json`;
  if (!existsSync(installedFile)) return false;
  const installed = readPackages(installedFile);
  const wanted = readPackages(`${root}package-lock.json`);
  return Object.entries(wanted).every(([path, entry]) => {
    // The empty path is the project itself; optional packages are there for other systems.
    if (path === '' || entry.optional || entry.devOptional || entry.peer) return true;
    return installed[path]?.version === entry.version;
  });
}

/** `npm ci` where it is needed. @throws when npm fails, with its own words. */
export async function installPackages() {
  if (packagesAreCurrent()) return;
  const start = Date.now();
  process.stdout.write('Installing npm packages … ');
  // `npm test --silent` hands its silence down; an error must still be heard.
  const { ok, output } = runQuietly('npm', [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--prefer-offline',
  ]);
  if (!ok) throw new Error(`failed.\n${output}\nnpm could not install the packages.`);
  process.stdout.write(`${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}
