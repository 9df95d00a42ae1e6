import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { JobNote } from '../../../src/jobs/job';
import { generatePlayer } from '../../site/players/generate-player';
import { disagreeingPlayer } from '../cipher/disagreeing-player';

const n = 'ERe0Voi9CRIt3SkP6';
const wrong = 'a_wrong_answer';
const never = new AbortController().signal;
const wasm = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');

/** What the background needs of a browser: storage that outlives it, a page that answers, a network with one script. */
const stored = new Map<string, unknown>();
const page = { answers: {} as unknown };
const network = { script: '', fetched: [] as string[] };
const local = {
  get: async (key: string) => ({ [key]: structuredClone(stored.get(key)) }),
  set: async (values: object) => {
    for (const [key, value] of Object.entries(values)) stored.set(key, structuredClone(value));
  },
};
const runtime = { id: 'reelkeep', getURL: (path: string) => `https://own.example${path}` };

beforeEach(() => {
  stored.clear();
  page.answers = {};
  network.fetched = [];
  // The polyfill looks for both names.
  vi.stubGlobal('chrome', { runtime });
  vi.stubGlobal('browser', {
    runtime,
    storage: { local, session: local },
    scripting: {
      executeScript: async () => [{ result: JSON.stringify(await page.answers) }],
    },
  });
  vi.stubGlobal('fetch', async (url: string) => {
    if (!url.startsWith('https://own.example/')) {
      network.fetched.push(url);
      return new Response(network.script);
    }
    return new Response(await readFile(wasm), { headers: { 'content-type': 'application/wasm' } });
  });
});
afterEach(() => vi.unstubAllGlobals());

function serve<Player extends { readonly script: string }>(player: Player): Player {
  network.script = player.script;
  return player;
}

/** The background's code as a worker has it that has just been woken. */
async function wake() {
  vi.resetModules();
  const { solveChallenges, reconsiderChallenges } = await import(
    '../../../src/background/solve-challenges'
  );
  return async (
    path: string,
    asked: { doubtful?: boolean; signatures?: string[]; isPrivate?: true } = {},
  ) => {
    const notes: JobNote[] = [];
    const note = (found: JobNote) => notes.push(found);
    const url = `https://www.youtube.com${path}`;
    const origin = { tabId: 1, ...(asked.isPrivate && { isPrivate: asked.isPrivate }) };
    const challenges = { signatures: asked.signatures ?? [], ns: [n] };
    const { ns } = asked.doubtful
      ? await reconsiderChallenges(origin, url, challenges, note, never)
      : await solveChallenges(origin, url, challenges, note, never);
    return { answer: ns.get(n), notes };
  };
}

test('notes that strategies disagree, also after the worker was ended and for refused addresses', async () => {
  const player = serve(disagreeingPlayer(3));
  const notes = [{ what: 'strategies-disagree', player: player.id }];
  const expected = { answer: player.solveN(n), notes };
  expect(await (await wake())(player.path)).toEqual(expected);
  expect(await (await wake())(player.path)).toEqual(expected);
  expect(network.fetched).toHaveLength(1);
  expect(await (await wake())(player.path, { doubtful: true })).toEqual(expected);
});

test('notes that page and plan disagree, and believes neither', async () => {
  const player = serve(generatePlayer('2022', 41, 2000));
  const solve = await wake();
  expect(await solve(player.path)).toEqual({ answer: player.solveN(n), notes: [] });
  page.answers = { [n]: wrong };
  expect(await solve(player.path)).toEqual({
    answer: player.solveN(n),
    notes: [{ what: 'page-and-plan-disagree', player: player.id }],
  });
  // Nothing was wrong with the plan: it is as good as before.
  page.answers = { [n]: player.solveN(n) };
  expect(await solve(player.path)).toEqual({ answer: player.solveN(n), notes: [] });
});

test('a refused answer that the next strategy contradicts is noted', async () => {
  const player = serve(generatePlayer('2022', 42, 2000));
  expect((await (await wake())(player.path)).notes).toEqual([]);
  const text = JSON.stringify([...stored]);
  expect(text).toContain(player.solveN(n));
  const refused: [string, unknown][] = JSON.parse(text.replaceAll(player.solveN(n), wrong));
  for (const [key, value] of refused) stored.set(key, value);
  expect((await (await wake())(player.path)).answer).toBe(wrong);
  expect(await (await wake())(player.path, { doubtful: true })).toEqual({
    answer: player.solveN(n),
    notes: [{ what: 'strategies-disagree', player: player.id }],
  });
});

test('a page that breaks its promises has no opinion', async () => {
  const player = serve(generatePlayer('2022', 43, 2000));
  const solve = await wake();
  for (const answers of [null, 5, [5], [[n, wrong]], { [n]: 5 }, { [n]: [wrong] }]) {
    page.answers = answers;
    expect((await solve(player.path)).answer).toBe(player.solveN(n));
  }
});

test('a page that is stuck is not waited for', async () => {
  const player = serve(generatePlayer('2022', 44, 2000));
  page.answers = new Promise(() => undefined);
  const solve = await wake();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const solving = solve(player.path);
    await vi.advanceTimersByTimeAsync(3_000);
    expect((await solving).answer).toBe(player.solveN(n));
  } finally {
    vi.useRealTimers();
  }
});

test('what a private window’s page taught is written nowhere', async () => {
  const player = serve(generatePlayer('2022', 45, 2000));
  const solve = await wake();
  const isPrivate = true;
  expect((await solve(player.path, { isPrivate })).answer).toBe(player.solveN(n));
  expect((await solve(player.path, { isPrivate })).answer).toBe(player.solveN(n));
  expect(network.fetched).toHaveLength(1);
  expect([...stored]).toEqual([]);
  expect((await solve(player.path)).answer).toBe(player.solveN(n));
  expect(network.fetched).toHaveLength(2);
});
