import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Plan, planSchema } from '../../../src/cipher/plan';
import { createSolver } from '../../../src/cipher/solver';
import { ReelkeepError } from '../../../src/errors';
import { nodeEvaluator } from '../../helpers/node-evaluator';
import { generatePlayer } from '../../site/players/generate-player';
import { disagreeingPlayer } from './disagreeing-player';
import type { MemoryCache } from './memory-cache';
import { type ScriptedSolver, scriptedSolver } from './scripted-solver';

const evaluator = await nodeEvaluator();
const never = new AbortController().signal;
const n = 'ERe0Voi9CRIt3SkP6';
const signature = 'AOq0QJ8wRgIhAKcIBxrzo8-LLoMZ1oDEWuJVe03e8jU0Gdz5pywTeBhAAiEAy6als1kVpyD7dlESQ54';

async function planIn(cache: MemoryCache, id: string): Promise<Plan> {
  return v.parse(planSchema, await cache.get(id));
}

/** A solver that has answered both of a player's challenges, and its plan. */
async function solved(seed: number, era: '2022' | '2025' = '2022') {
  const player = generatePlayer(era, seed, 2000);
  const solver = scriptedSolver(player.script, evaluator);
  const challenges = { signatures: [player.encipher(signature)], ns: [n] };
  await solver.solve(player.path, challenges, never);
  return { player, solver, challenges, plan: await planIn(solver.cache, player.id) };
}

describe('reconsider', () => {
  it.each([
    ['the script does not arrive', 'player-script-unavailable'],
    ['it is cancelled', 'cancelled'],
  ] as const)('leaves the plan as it was where %s', async (_what, code) => {
    const { player, solver, challenges, plan } = await solved(21);
    const atFetch: unknown[] = [];
    const failing = createSolver({
      cache: solver.cache,
      evaluator: async () => evaluator,
      async fetchScript() {
        atFetch.push(await solver.cache.get(player.id));
        throw new ReelkeepError(code, 'Not now.');
      },
    });
    const reconsidered = failing.reconsider(player.path, challenges, never);
    await expect(reconsidered).rejects.toMatchObject({ code });
    // Not even meanwhile: a service worker may be ended at any time.
    expect(atFetch).toEqual([plan]);
    expect(await planIn(solver.cache, player.id)).toEqual(plan);
    const restarted = scriptedSolver('no script', evaluator, solver.cache);
    const { ns } = await restarted.solve(player.path, challenges, never);
    expect(ns.get(n)).toBe(player.solveN(n));
  });

  it('leaves the plan as it was where it is cancelled while the script is fetched', async () => {
    const { player, solver, challenges, plan } = await solved(22);
    const controller = new AbortController();
    const slow = createSolver({
      cache: solver.cache,
      evaluator: async () => evaluator,
      async fetchScript() {
        controller.abort();
        return player.script;
      },
    });
    const reconsidered = slow.reconsider(player.path, challenges, controller.signal);
    await expect(reconsidered).rejects.toMatchObject({ code: 'cancelled' });
    expect(await planIn(solver.cache, player.id)).toEqual(plan);
  });

  it('distrusts only the strategy of n where only n comes out differently', async () => {
    const { player, solver, challenges, plan } = await solved(23);
    await solver.cache.set(player.id, { ...plan, answers: { [n]: 'wrong_answer1' } });
    const answers = await solver.reconsider(player.path, challenges, never);
    expect(answers.ns.get(n)).toBe(player.solveN(n));
    expect([...answers.signatures.values()]).toEqual([signature]);
    const after = await planIn(solver.cache, player.id);
    expect(after.distrusted).toEqual({ signature: [], n: [plan.n?.strategy] });
    expect(after.signature).toEqual(plan.signature);
  });

  it('distrusts only the strategy of the signature where only that comes out differently', async () => {
    const { player, solver, challenges, plan } = await solved(24);
    const [length = '', places = []] = Object.entries(plan.permutations)[0] ?? [];
    const turned = { ...plan, permutations: { [length]: places.toReversed() } };
    await solver.cache.set(player.id, turned);
    const answers = await solver.reconsider(player.path, challenges, never);
    expect([...answers.signatures.values()]).toEqual([signature]);
    expect(answers.ns.get(n)).toBe(player.solveN(n));
    const after = await planIn(solver.cache, player.id);
    expect(after.distrusted).toEqual({ signature: [plan.signature?.strategy], n: [] });
    expect(after.n).toEqual(plan.n);
  });

  it('has an opinion on n where the signature has no second strategy', async () => {
    const { player, solver, challenges, plan } = await solved(25, '2025');
    await solver.cache.set(player.id, { ...plan, answers: { [n]: 'wrong_answer1' } });
    const answers = await solver.reconsider(player.path, challenges, never);
    expect(answers.ns.get(n)).toBe(player.solveN(n));
  });
});

describe('arbitrate', () => {
  it('leaves the plan as it was where the next strategy agrees with it', async () => {
    const { player, solver, plan } = await solved(26);
    for (let time = 0; time < 6; time += 1) {
      const ns = await solver.arbitrate(player.path, [n], never);
      expect(ns.get(n)).toBe(player.solveN(n));
    }
    expect(await planIn(solver.cache, player.id)).toEqual(plan);
  });

  it('lets the plan follow one strategy after the other, and says so when there is none left', async () => {
    const { player, solver, plan } = await solved(27);
    const strategies: unknown[] = [];
    let failure: unknown;
    while (failure === undefined && strategies.length < 9) {
      const current = await planIn(solver.cache, player.id);
      strategies.push(current.n?.strategy);
      await solver.cache.set(player.id, { ...current, answers: { [n]: 'wrong_answer1' } });
      const decided = solver.arbitrate(player.path, [n], never);
      try {
        expect((await decided).get(n)).toBe(player.solveN(n));
      } catch (error) {
        failure = error;
      }
    }
    expect(strategies.slice(0, 3)).toEqual(['media-url', 'n-function', 'url-class']);
    expect(new Set(strategies).size).toBe(strategies.length);
    expect(failure).toMatchObject({
      code: 'unknown-cipher',
      facts: { player: player.id, missing: 'n' },
    });
    // They may have been right, and whoever contradicted them wrong: after that it starts from the beginning.
    await solver.solve(player.path, { signatures: [player.encipher(signature)], ns: [n] }, never);
    expect(await planIn(solver.cache, player.id)).toEqual(plan);
  });

  it('keeps what is known of the signature', async () => {
    const { player, solver, plan } = await solved(28);
    await solver.cache.set(player.id, { ...plan, answers: { [n]: 'wrong_answer1' } });
    await solver.arbitrate(player.path, [n], never);
    const after = await planIn(solver.cache, player.id);
    expect(after.signature).toEqual(plan.signature);
    expect(after.distrusted).toEqual({ signature: [], n: ['media-url'] });
  });
});

it('a refusal is held against that script only: under the same id another content begins anew', async () => {
  const { player, solver, challenges, plan } = await solved(34);
  const other = generatePlayer('2022', 35, 2000);
  await solver.cache.set(player.id, { ...plan, answers: { [n]: 'wrong_answer1' } });
  const changed = scriptedSolver(other.script, evaluator, solver.cache);
  const { ns, signatures } = await changed.reconsider(player.path, challenges, never);
  expect(ns.get(n)).toBe(other.solveN(n));
  // Of two scripts' answers never one each.
  const alone = await scriptedSolver(other.script, evaluator).solve(player.path, challenges, never);
  expect(signatures).toEqual(alone.signatures);
  const after = await planIn(solver.cache, player.id);
  expect([after.distrusted, after.disagreement]).toEqual([{ signature: [], n: [] }, false]);
});

it('another variant of a script is no other script: the next strategy is asked all the same', async () => {
  const { player, solver, challenges, plan } = await solved(36);
  let fetched = 0;
  const variant = createSolver({
    cache: solver.cache,
    evaluator: async () => evaluator,
    async fetchScript() {
      fetched += 1;
      return `${player.script}\n/* es6 */`;
    },
  });
  const { ns } = await variant.reconsider(player.path, challenges, never);
  expect(ns.get(n)).toBe(player.solveN(n));
  // For each kind: the one that was doubted, and then another.
  expect(fetched).toBe(4);
  expect(await planIn(solver.cache, player.id)).toEqual(plan);
});

it('tells of a disagreement also where nobody is left to decide it', async () => {
  const player = disagreeingPlayer(37);
  const solver = scriptedSolver(player.script, evaluator);
  await solver.solve(player.path, { signatures: [], ns: [n] }, never);
  const plan = await planIn(solver.cache, player.id);
  const deciding = ['url-class', 'probed-url-class', 'probed-function'];
  const distrusted = { signature: [], n: deciding };
  await solver.cache.set(player.id, { ...plan, n: null, answers: {}, distrusted });
  const lost = solver.solve(player.path, { signatures: [], ns: [n] }, never);
  await expect(lost).rejects.toMatchObject({
    code: 'unknown-cipher',
    facts: { disagreement: true },
  });
});

describe('a disagreement', () => {
  const afterRestart = ({ cache }: ScriptedSolver) => scriptedSolver('', evaluator, cache);

  it('between two strategies is decided by a third and remembered with the plan', async () => {
    const player = disagreeingPlayer(28);
    const solver = scriptedSolver(player.script, evaluator);
    expect(await solver.disagreed(player.id)).toBe(false);
    const { ns } = await solver.solve(player.path, { signatures: [], ns: [n] }, never);
    expect(ns.get(n)).toBe(player.solveN(n));
    expect((await planIn(solver.cache, player.id)).n?.strategy).toBe('url-class');
    expect(await afterRestart(solver).disagreed(player.id)).toBe(true);
  });

  it('is remembered where a strategy that took part is not asked any more', async () => {
    const player = disagreeingPlayer(29);
    const solver = scriptedSolver(player.script, evaluator);
    await solver.solve(player.path, { signatures: [], ns: [n] }, never);
    const plan = await planIn(solver.cache, player.id);
    const asked = { ...plan, n: null, distrusted: { signature: [], n: ['media-url'] } };
    await solver.cache.set(player.id, { ...asked, answers: {} });
    await solver.solve(player.path, { signatures: [], ns: [n] }, never);
    expect((await planIn(solver.cache, player.id)).n).not.toBeNull();
    expect(await afterRestart(solver).disagreed(player.id)).toBe(true);
  });

  it('that a refused answer brought to light is remembered, and agreement is none', async () => {
    const { player, solver, challenges, plan } = await solved(30);
    await solver.reconsider(player.path, challenges, never);
    expect(await afterRestart(solver).disagreed(player.id)).toBe(false);
    await solver.cache.set(player.id, { ...plan, answers: { [n]: 'wrong_answer1' } });
    await solver.reconsider(player.path, challenges, never);
    expect(await afterRestart(solver).disagreed(player.id)).toBe(true);
  });
});

it('a plan of an older solver is made anew', async () => {
  const { player, solver, challenges, plan } = await solved(33);
  const { disagreement, ...older } = plan;
  expect(disagreement).toBe(false);
  for (const stored of [{ ...older, version: 1 }, older]) {
    await solver.cache.set(player.id, { ...stored, answers: { [n]: 'wrong_answer1' } });
    const { ns } = await solver.solve(player.path, challenges, never);
    expect(ns.get(n)).toBe(player.solveN(n));
    expect(await planIn(solver.cache, player.id)).toEqual(plan);
  }
});
