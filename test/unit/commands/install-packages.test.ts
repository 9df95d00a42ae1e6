import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packagesAreCurrent } from '../../commands/install-packages.mjs';
import { createTempDir, type TempDir } from '../../helpers/temp-dir';

const wanted = {
  '': { name: 'project', version: '9.9.9' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/for-another-system': { version: '2.0.0', optional: true },
};

let folder: TempDir;
const write = (name: string, packages: object) =>
  writeFileSync(`${folder.path}/${name}`, JSON.stringify({ packages }));
beforeEach(() => {
  folder = createTempDir('packages');
  mkdirSync(`${folder.path}/node_modules`);
  write('package-lock.json', wanted);
});
afterEach(() => folder.remove());

const current = () => packagesAreCurrent(`${folder.path}/`);

test('what the lockfile names is there: nothing to install, whichever file is newer', () => {
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
  write('package-lock.json', wanted);
  expect(current()).toBe(true);
});

test('another version, a package missing, no packages at all: install', () => {
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.1' } });
  expect(current()).toBe(false);
  write('node_modules/.package-lock.json', {});
  expect(current()).toBe(false);
  rmSync(`${folder.path}/node_modules`, { recursive: true });
  expect(current()).toBe(false);
});
