import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { findProgram } from '../helpers/find-browser.mjs';
import { runQuietly } from './run-quietly.mjs';
import { tools, toolsFor } from './tools.mjs';

/**
 * Sees that the programs `command` calls are there. As root on Debian and Ubuntu it installs what is
 * missing; elsewhere it says the one command to type.
 * @throws when something is missing still.
 */
export async function installTools(command, args) {
  const missing = missingOf(toolsFor(command, args));
  if (missing.length === 0) return;
  if (!canInstall()) throw new Error(whatToType(missing));

  const start = Date.now();
  process.stdout.write(`Installing ${missing.join(', ')} … `);
  installWithApt(missing);
  const still = missingOf(missing);
  if (still.length > 0) throw new Error(`not found after installing.\n${whatToType(still)}`);
  process.stdout.write(`${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}

const missingOf = (names) => names.filter((name) => !tools[name].isThere());

const osRelease = () =>
  existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';

/** `ID=debian`, or a system that says it is like it. */
const isDebianKind = () => /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(osRelease());
const isUbuntu = () => /^ID=.*\bubuntu\b/m.test(osRelease());
const canInstall = () => isDebianKind() && process.getuid?.() === 0;

function installWithApt(missing) {
  const asTestingBuild = isUbuntu() ? missing.filter((name) => tools[name].testingBuild) : [];
  const packages = missing
    .filter((name) => !asTestingBuild.includes(name))
    .map((name) => tools[name].packages.apt);
  if (packages.length > 0) aptGet(packages);
  for (const name of asTestingBuild) installTestingBuild(tools[name].testingBuild);
}

function aptGet(packages) {
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  // A failed update is told only if the installation then fails too: what is cached may be enough.
  const update = runQuietly('apt-get', ['update', '-qq'], quiet);
  const install = runQuietly(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    quiet,
  );
  if (!install.ok) throw new Error(`failed.\n${update.ok ? '' : update.output}\n${install.output}`);
}

/** The browser vendors' builds for testing, by the installer that puppeteer-core brings along. */
function installTestingBuild(build) {
  const { ok, output } = runQuietly('npx', [
    '--no-install',
    'browsers',
    'install',
    build,
    '--path',
    '.cache/browsers',
    ...(build.startsWith('chrome@') ? ['--install-deps'] : []),
  ]);
  if (!ok) throw new Error(`failed.\n${output}`);
}

const managers = [
  { id: 'apt', program: 'apt-get', type: (names) => `sudo apt-get install -y ${names.join(' ')}` },
  { id: 'dnf', program: 'dnf', type: (names) => `sudo dnf install -y ${names.join(' ')}` },
  {
    id: 'pacman',
    program: 'pacman',
    type: (names) => `sudo pacman -S --needed ${names.join(' ')}`,
  },
  { id: 'zypper', program: 'zypper', type: (names) => `sudo zypper install -y ${names.join(' ')}` },
  {
    id: 'brew',
    program: 'brew',
    type: (names) => names.map((name) => `brew install ${name}`).join(' && '),
  },
  { id: 'winget', program: 'winget', type: (names) => `winget install -e ${names.join(' ')}` },
];

function whatToType(missing) {
  const names = missing.map((name) => tools[name].name).join('; ');
  const manager = managers.find(({ program }) => findProgram(program) !== undefined);
  if (manager === undefined) return `Please install: ${names}.`;
  const builds = isUbuntu() ? missing.flatMap((name) => tools[name].testingBuild ?? []) : [];
  const packages = missing
    .filter((name) => !(isUbuntu() && tools[name].testingBuild))
    .flatMap((name) => tools[name].packages[manager.id] ?? []);
  const commands = [
    ...(packages.length > 0 ? [manager.type(packages)] : []),
    ...builds.map((build) => `npx browsers install ${build} --path .cache/browsers`),
  ];
  if (commands.length === 0) return `Please install: ${names}.`;
  return `Missing: ${names}.\nPlease type this and start again:\n\n  ${commands.join(' && ')}\n`;
}
