import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { main as explainPlayer } from '../../commands/explain-player';
import { main as verifyPlayers } from '../../commands/verify-players';
import { generatePlayer } from '../../site/players/generate-player';

/** Each run bundles the worker. */
const slow = { timeout: 60_000 };
const n = 'ERe0Voi9CRIt3SkP6';
const old = generatePlayer('2015', 51, 2000);
const player = generatePlayer('2022', 52, 2000);
/** The same player without the function that solves `n`. */
const withoutN = player.script.replace(
  /[\w$]+=function\(a\)\{var b=a\.split\(""\),k=.*?return b\.join\(""\)\};/s,
  '',
);
/** One character of two bytes in the `n` function, in another's place. */
const accented = player.script.replace('enhanced_except_', 'enhanced_éxcept_');

let folder = '';
let other = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelkeep-players-'));
  other = await mkdtemp(join(tmpdir(), 'reelkeep-vectors-'));
  const scripts = {
    'old.js': old.script,
    'whole.js': player.script,
    'accented.js': accented,
    'lost-n.js': withoutN,
    'page.js': '<!DOCTYPE html><p>Before you continue</p>',
  };
  for (const [name, text] of Object.entries(scripts)) await writeFile(join(folder, name), text);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(other, { recursive: true });
});

async function run(command: (args: string[]) => Promise<number>, ...args: string[]) {
  let printed = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  try {
    return { exit: await command(args), printed };
  } finally {
    spy.mockRestore();
  }
}

async function runJson(scripts: string, ...args: string[]) {
  const { exit, printed } = await run(verifyPlayers, scripts, '--json', ...args);
  const verdicts: Record<string, unknown>[] = printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { exit, of: (file: string) => verdicts.find((verdict) => verdict.file === file) };
}

const vectorsOf = async (answers: object[]): Promise<string> => {
  const file = join(other, 'vectors.json');
  await writeFile(file, JSON.stringify({ answers }));
  return file;
};

test('an n that is lost has a code, is summed up and is no wrong answer', slow, async () => {
  expect(withoutN).not.toBe(player.script);
  const { exit, printed } = await run(verifyPlayers, folder);
  expect(exit).toBe(0);
  const lines = printed.split('\n');
  const about = (file: string) => lines.filter((line) => line.includes(file)).join('\n');
  expect(about('old.js')).toContain('n not expected');
  expect(about('lost-n.js')).toMatch(
    /^lost-n\.js; unknown-cipher: n \(.+\); signature by operations/,
  );
  expect(about('unsolved: lost-n.js')).toMatch(/^unsolved: lost-n\.js: n \(/);
  expect(about('unsolved: page.js')).toBe('unsolved: page.js: signature, n (not-a-script)');
  expect(lines.filter((line) => line.startsWith('unsolved: '))).toHaveLength(2);
  // Of four scripts where an n is expected two have one.
  expect(lines.find((line) => line.startsWith('all: '))).toMatch(/^all: 5; 4 of 5; 2 of 4; –; 0; /);
});

test('as JSON: the code, what is unsolved, and bytes that are bytes', slow, async () => {
  const { exit, of } = await runJson(folder, '--n', n);
  expect(exit).toBe(0);
  expect(of('lost-n.js')).toMatchObject({
    strategies: { signature: 'operations', n: null },
    n: { [n]: null },
    code: 'unknown-cipher',
    unsolved: { n: expect.any(String) },
    wrong: [],
  });
  expect(of('whole.js')).toMatchObject({ code: null, unsolved: {}, n: { [n]: player.solveN(n) } });
  expect(of('old.js')).toMatchObject({ code: null, n: { [n]: null }, bytes: 0 });
  expect(Number(of('accented.js')?.bytes)).toBe(Number(of('whole.js')?.bytes) + 1);
});

test(
  'an answer that vectors know and the script does not give is unsolved; another answer is wrong',
  slow,
  async () => {
    const known = (id: string, out: string) => ({ player: id, kind: 'n', in: n, out });
    const scripts = join(other, 'scripts');
    await mkdir(scripts);
    await writeFile(join(scripts, `${old.id}.js`), old.script);
    await writeFile(join(scripts, `${player.id}.js`), player.script);
    const unanswered = await vectorsOf([known(old.id, 'x'), known(player.id, player.solveN(n))]);
    const lost = await runJson(scripts, '--vectors', unanswered);
    expect(lost.exit).toBe(0);
    expect(lost.of(`${old.id}.js`)).toMatchObject({
      code: 'unknown-cipher',
      unsolved: { n: expect.any(String) },
      unanswered: 1,
      wrong: [],
    });
    expect(lost.of(`${player.id}.js`)).toMatchObject({ code: null, agreed: 1 });
    const wrong = await runJson(
      scripts,
      '--vectors',
      await vectorsOf([known(player.id, 'another')]),
    );
    expect(wrong.exit).toBe(1);
    expect(wrong.of(`${player.id}.js`)).toMatchObject({
      code: null,
      wrong: [{ kind: 'n', input: n, output: 'another', got: player.solveN(n) }],
    });
  },
);

test(
  'explain:player says that an n is lost, and that an old script has none to lose',
  slow,
  async () => {
    const lost = await run(explainPlayer, join(folder, 'lost-n.js'));
    expect(lost.exit).toBe(1);
    expect(lost.printed).toMatch(/^Unsolved: n \(.+\)\.$/m);
    const without = await run(explainPlayer, join(folder, 'old.js'));
    expect(without.exit).toBe(0);
    expect(without.printed).not.toMatch(/Unsolved/);
    expect(without.printed).toMatch(/not expected of a script of 2015/);
  },
);
