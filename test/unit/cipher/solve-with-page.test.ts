import * as v from 'valibot';
import { expect, it } from 'vitest';
import { planSchema } from '../../../src/cipher/plan';
import { solveWithPage } from '../../../src/cipher/solve-with-page';
import { nodeEvaluator } from '../../helpers/node-evaluator';
import { generatePlayer } from '../../site/players/generate-player';
import { scriptedSolver } from './scripted-solver';

const evaluator = await nodeEvaluator();
const never = new AbortController().signal;
const ns = ['ERe0Voi9CRIt3SkP6', 'h0Rj8mYd2-_sTgWf'];
const [n = '', other = ''] = ns;
const signature = 'AOq0QJ8wRgIhAKcIBxrzo8-LLoMZ1oDEWuJVe03e8jU0Gdz5pywTeBhAAiEAy6als1kVpyD7dlESQ54';
const wrong = 'a_wrong_answer';

function setUp(seed: number) {
  const player = generatePlayer('2022', seed, 2000);
  const solver = scriptedSolver(player.script, evaluator);
  const right = new Map(ns.map((asked) => [asked, player.solveN(asked)]));
  const signatures = [player.encipher(signature)];
  const solve = (fromPage: [string, string][], challenges = { signatures: [] as string[], ns }) =>
    solveWithPage(solver, new Map(fromPage), player.path, challenges, never);
  const distrusted = async () => v.parse(planSchema, await solver.cache.get(player.id)).distrusted;
  return { player, solver, right, signatures, solve, distrusted };
}

it('asks for nothing where the page has all answers', async () => {
  const { solver, right, solve } = setUp(1);
  const { answers, differs } = await solve([...right]);
  expect([answers.ns, differs]).toEqual([right, false]);
  expect(solver.asked).toEqual({ fetches: [], evaluators: 0 });
});

it('asks for the rest where the page has some', async () => {
  const { solver, right, solve } = setUp(2);
  const { answers, differs } = await solve([[n, right.get(n) ?? '']]);
  expect([answers.ns, differs]).toEqual([right, false]);
  expect(solver.asked.fetches).toHaveLength(1);
});

it('compares also some answers with the plan, and believes neither where they differ', async () => {
  const { right, signatures, solve, distrusted } = setUp(3);
  const { answers, differs } = await solve([[other, wrong]], { signatures, ns });
  expect([answers.ns, differs]).toEqual([right, true]);
  expect([...answers.signatures.values()]).toEqual([signature]);
  expect(await distrusted()).toEqual({ signature: [], n: [] });
});

it('compares with the plan that the signature made necessary', async () => {
  const { right, signatures, solve, distrusted } = setUp(4);
  const page: [string, string][] = [...right.keys()].map((asked, at) => [asked, `${wrong}${at}`]);
  const { answers, differs } = await solve(page, { signatures, ns });
  expect([answers.ns, differs]).toEqual([right, true]);
  expect(await distrusted()).toEqual({ signature: [], n: [] });
});

it('compares with the plan that is cached, without the script', async () => {
  const { player, solver, right, solve } = setUp(5);
  await solver.solve(player.path, { signatures: [], ns }, never);
  expect(await solve([...right])).toEqual({
    answers: { signatures: new Map(), ns: right },
    differs: false,
  });
  expect(solver.asked.fetches).toHaveLength(1);
  const { answers, differs } = await solve([[n, wrong]], { signatures: [], ns: [n] });
  expect([[...answers.ns], differs]).toEqual([[[n, right.get(n)]], true]);
});

it('loses nothing by a page that is wrong each time', async () => {
  const { player, solver, right, solve, distrusted } = setUp(6);
  await solver.solve(player.path, { signatures: [], ns }, never);
  for (let time = 0; time < 8; time += 1) {
    const { answers, differs } = await solve([[n, wrong]], { signatures: [], ns: [n] });
    expect([[...answers.ns], differs]).toEqual([[[n, right.get(n)]], true]);
  }
  expect(await distrusted()).toEqual({ signature: [], n: [] });
});

it('lets the next strategy decide where the plan is wrong', async () => {
  const { player, solver, right, solve, distrusted } = setUp(7);
  await solver.solve(player.path, { signatures: [], ns }, never);
  const plan = v.parse(planSchema, await solver.cache.get(player.id));
  await solver.cache.set(player.id, { ...plan, answers: { [n]: wrong } });
  const { answers, differs } = await solve([...right]);
  expect([answers.ns, differs]).toEqual([right, true]);
  expect(await distrusted()).toEqual({ signature: [], n: ['media-url'] });
});

it('says unknown, and not what the page or the plan says, where no other strategy is left', async () => {
  const { player, solver, solve } = setUp(8);
  await solver.solve(player.path, { signatures: [], ns }, never);
  const plan = v.parse(planSchema, await solver.cache.get(player.id));
  const others = ['n-function', 'url-class', 'probed-url-class', 'probed-function'];
  const distrusted = { signature: [], n: others };
  await solver.cache.set(player.id, { ...plan, distrusted });
  const asked = solve([[n, wrong]], { signatures: [], ns: [n] });
  const facts = { missing: 'n', pageDiffers: true };
  await expect(asked).rejects.toMatchObject({ code: 'unknown-cipher', facts });
});
