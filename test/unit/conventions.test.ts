import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const sources = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));
/** What each room may import beside `errors`: the law in the README. */
const middle = ['cipher', 'extract', 'transfer', 'media', 'names', 'settings'];
const domain = ['formats', ...middle, 'jobs'];
const below = [...domain, 'protocol', 'platform'];
const law: Readonly<Record<string, readonly string[]>> = {
  formats: [],
  ...Object.fromEntries(middle.map((room) => [room, ['formats']])),
  jobs: ['formats', ...middle],
  protocol: domain,
  platform: [...domain, 'protocol'],
  ui: below,
  page: ['formats', 'extract'],
  content: ['formats', 'extract', 'protocol', 'platform'],
  ...Object.fromEntries(
    ['background', 'popup', 'manager', 'engine'].map((room) => [room, [...below, 'ui']]),
  ),
};

const roomOf = (file: string) => {
  const [top, room, ...rest] = file.split('/');
  return top === 'src' && room !== undefined && rest.length > 0 ? room : undefined;
};
const pathsIn = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/['"`](\.{1,2}\/[^'"`\s]*)['"`]/g)].map(
    (match) => match[1] ?? '',
  );

const lineCount = (file: string) => readFileSync(file, 'utf8').split('\n').length - 1;

test('files are small: none over 300 lines, the median under 80', () => {
  const counts = sources.map((file) => ({ file, lines: lineCount(file) }));
  expect(counts.filter(({ lines }) => lines > 300)).toEqual([]);
  const sorted = counts.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(80);
});

test('each file of the background only wires: at most 120 lines', () => {
  const wiring = sources.filter((file) => file.startsWith('src/background/'));
  expect(wiring.length).toBeGreaterThan(0);
  expect(wiring.filter((file) => lineCount(file) > 120)).toEqual([]);
});

test('folders are at most two deep', () => {
  expect(sources.filter((file) => file.split('/').length > 4)).toEqual([]);
});

test('rooms, and the errors below them, are all there is in src', () => {
  expect(readdirSync('src').sort()).toEqual(['errors.ts', ...Object.keys(law)].sort());
  expect(sources.filter((file) => /\butils?\b/.test(file))).toEqual([]);
});

// Biome sees import statements. A type import in the middle of a line, a worker's address or a glob
// are paths too.
test('no path of any kind leads into a room that the dependency law closes', () => {
  const strays = sources.flatMap((file) => {
    const room = roomOf(file);
    const open = room === undefined ? [] : [room, ...(law[room] ?? [])];
    return pathsIn(file)
      .map((path) => roomOf(join(dirname(file), path)))
      .filter((target) => target !== undefined && !open.includes(target))
      .map((target) => `${file} → ${target}`);
  });
  expect(strays).toEqual([]);
});

test('a seam has one file per browser with equal exports', () => {
  const seams = sources.filter((file) => /\.(chromium|firefox)\.ts$/.test(file));
  const names = new Set(seams.map((file) => file.replace(/\.(chromium|firefox)\.ts$/, '')));
  expect(names.size).toBeGreaterThan(0);
  for (const name of names) {
    expect(name).toMatch(/^src\/platform\//);
    expect(exportsOf(`${name}.firefox.ts`)).toEqual(exportsOf(`${name}.chromium.ts`));
  }
});

test('page data, scripts and messages are never run or written as markup', () => {
  const forbidden = /\beval\(|new Function\(|\.innerHTML|document\.write|insertAdjacentHTML/;
  expect(sources.filter((file) => forbidden.test(readFileSync(file, 'utf8')))).toEqual([]);
});

function exportsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/^export (?:async )?(?:const|function|class|interface|type) (\w+)/gm);
  return [...found].map((match) => match[1] ?? '').sort();
}
