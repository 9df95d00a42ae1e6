import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { planSchema } from '../../../src/cipher/plan';
import { createSolver } from '../../../src/cipher/solver';
import { fromErrorData, ReelkeepError, toErrorData } from '../../../src/errors';
import { nodeEvaluator } from '../../helpers/node-evaluator';
import { generatePlayer } from '../../site/players/generate-player';
import { MemoryCache } from './memory-cache';
import { scriptedSolver } from './scripted-solver';

const evaluator = await nodeEvaluator();
const never = new AbortController().signal;
const small = 5000;
const signature =
  'AOq0QJ8wRgIhAKcIBxrzo8-LLoMZ1oDEWuJVe03e8jU0Gdz5pywTeBhAAiEAy6als1kVpyD7dlESQ54Mfgj9';
const n = 'ERe0Voi9CRIt3SkP6';

async function failureOf(promise: Promise<unknown>): Promise<ReelkeepError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ReelkeepError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

describe('createSolver', () => {
  it('answers signatures and n, and fetches the script once for all that follows', async () => {
    const player = generatePlayer('2022', 7, small);
    const solver = scriptedSolver(player.script, evaluator);
    const challenges = { signatures: [player.encipher(signature)], ns: [n] };
    const answers = await solver.solve(player.path, challenges, never);
    expect(answers.signatures.get(player.encipher(signature))).toBe(signature);
    expect(answers.ns.get(n)).toBe(player.solveN(n));

    const others = { signatures: [player.encipher(signature.slice(9))], ns: ['h0Rj8mYd2-_sTgWf'] };
    const more = await solver.solve(player.path, others, never);
    expect([...more.signatures.values()]).toEqual([signature.slice(9)]);
    expect(more.ns.get('h0Rj8mYd2-_sTgWf')).toBe(player.solveN('h0Rj8mYd2-_sTgWf'));
    expect(solver.asked.fetches).toEqual([player.path]);
  });

  it('answers from the cache alone after a restart, with neither script nor evaluator', async () => {
    const player = generatePlayer('2026', 3, small);
    const cache = new MemoryCache();
    const challenges = { signatures: [player.encipher(signature)], ns: [n] };
    const first = await scriptedSolver(player.script, evaluator, cache).solve(
      player.path,
      challenges,
      never,
    );
    const restarted = scriptedSolver('no script', evaluator, cache);
    expect(await restarted.solve(player.path, challenges, never)).toEqual(first);
    expect(restarted.asked).toEqual({ fetches: [], evaluators: 0 });
    expect(cache.stored.get(player.id)?.length).toBeLessThan(200_000);
  });

  it('answers a new n after a restart from the cached program', async () => {
    const player = generatePlayer('2026', 4, small);
    const cache = new MemoryCache();
    await scriptedSolver(player.script, evaluator, cache).solve(
      player.path,
      { signatures: [], ns: [n] },
      never,
    );
    const restarted = scriptedSolver('no script', evaluator, cache);
    const answers = await restarted.solve(
      player.path,
      { signatures: [], ns: ['h0Rj8mYd2-_sTgWf'] },
      never,
    );
    expect(answers.ns.get('h0Rj8mYd2-_sTgWf')).toBe(player.solveN('h0Rj8mYd2-_sTgWf'));
    expect(restarted.asked).toEqual({ fetches: [], evaluators: 1 });
  });

  it('evaluates nothing where operations are data', async () => {
    const player = generatePlayer('2015', 1, small);
    const solver = scriptedSolver(player.script, evaluator);
    await solver.solve(player.path, { signatures: [player.encipher(signature)], ns: [] }, never);
    expect(solver.asked.evaluators).toBe(0);
  });

  it('makes a plan anew when what was stored is damaged or of another version', async () => {
    const player = generatePlayer('2020', 5, small);
    const challenges = { signatures: [], ns: [n] };
    for (const damage of [
      () => '{"version":0}',
      () => 'null',
      (text: string) => text.replace(/"name":"[^"]*"/, '"name":"x);steal("'),
      (text: string) => text.replace(`"playerId":"${player.id}"`, '"playerId":"ffffffff"'),
    ]) {
      const solver = scriptedSolver(player.script, evaluator);
      await solver.solve(player.path, challenges, never);
      solver.cache.stored.set(player.id, damage(solver.cache.stored.get(player.id) ?? ''));
      const answers = await solver.solve(player.path, challenges, never);
      expect(answers.ns.get(n)).toBe(player.solveN(n));
      expect(solver.asked.fetches).toHaveLength(2);
    }
  });

  it('reconsiders an answer that a server refused, and believes the next strategy where it differs', async () => {
    const player = generatePlayer('2022', 3, small);
    const solver = scriptedSolver(player.script, evaluator);
    const challenges = { signatures: [], ns: [n] };
    await solver.solve(player.path, challenges, never);
    const plan = v.parse(planSchema, await solver.cache.get(player.id));
    await solver.cache.set(player.id, { ...plan, answers: { [n]: 'wrong_answer1' } });
    expect((await solver.solve(player.path, challenges, never)).ns.get(n)).toBe('wrong_answer1');
    const again = await solver.reconsider(player.path, challenges, never);
    expect(again.ns.get(n)).toBe(player.solveN(n));
    const after = v.parse(planSchema, await solver.cache.get(player.id));
    expect(after.distrusted.n).toEqual([plan.n?.strategy]);
  });

  it.each(['2013', '2022'] as const)(
    'trusts on where the next strategy agrees or there is none, player of %s',
    async (era) => {
      const player = generatePlayer(era, 5, small);
      const solver = scriptedSolver(player.script, evaluator);
      const signature = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=';
      const challenges = { signatures: [player.encipher(signature)], ns: [] };
      await solver.solve(player.path, challenges, never);
      const plan = await solver.cache.get(player.id);
      for (let time = 0; time < 6; time += 1) {
        const { signatures } = await solver.reconsider(player.path, challenges, never);
        expect([...signatures.values()]).toEqual([signature]);
      }
      expect(await solver.cache.get(player.id)).toEqual(plan);
    },
  );

  it('compares what the page answered with what is cached', async () => {
    const player = generatePlayer('2025', 6, small);
    const solver = scriptedSolver(player.script, evaluator);
    const pageSays = (answer: string) => solver.compare(player.id, new Map([[n, answer]]));
    expect(await pageSays(player.solveN(n))).toBe('unknown');
    await solver.solve(player.path, { signatures: [], ns: ['h0Rj8mYd2-_sTgWf'] }, never);
    expect(await pageSays(player.solveN(n))).toBe('same');
    expect(await pageSays('m0KM8tC45eDbjdgwL')).toBe('different');
    expect(solver.asked.fetches).toHaveLength(1);
  });

  it('uses an evaluator no more once a script drove it to a limit', async () => {
    const endless = `(function(g){U=function(a){this.a=a};F=function(a,b,c){a=new U(a,!0);a.set("alr","yes");return a};U.prototype.set=function(){for(;;);}})(0);`;
    const player = generatePlayer('2022', 8, small);
    const scripts = [endless, player.script];
    const cache = new MemoryCache();
    let made = 0;
    const solver = createSolver({
      fetchScript: async () => scripts.shift() ?? '',
      evaluator: async () => {
        made += 1;
        return await nodeEvaluator({ milliseconds: 200 });
      },
      cache,
    });
    const challenges = { signatures: [], ns: [n] };
    await failureOf(
      solver.solve('/s/player/00000000/player_ias.vflset/en_US/base.js', challenges, never),
    );
    const answers = await solver.solve(player.path, challenges, never);
    expect(answers.ns.get(n)).toBe(player.solveN(n));
    expect(made).toBe(2);
  });

  it('says what is missing, as data that crosses contexts', async () => {
    const player = generatePlayer('2019', 2, small);
    const solver = scriptedSolver(player.script, evaluator);
    const failure = await failureOf(solver.solve(player.path, { signatures: [], ns: [n] }, never));
    expect(fromErrorData(toErrorData(failure)).facts).toEqual({ player: player.id, missing: 'n' });
  });

  it("fetches nothing from an address that is no player's, and nothing once cancelled", async () => {
    const solver = scriptedSolver('', evaluator);
    const challenges = { signatures: [], ns: [] };
    const refused = await failureOf(
      solver.solve('https://evil.example/base.js', challenges, never),
    );
    expect(refused.code).toBe('address-not-allowed');
    const path = '/s/player/62f90c99/player_ias.vflset/en_US/base.js';
    const cancelled = await failureOf(solver.solve(path, challenges, AbortSignal.abort()));
    expect(cancelled.code).toBe('cancelled');
    expect(solver.asked.fetches).toEqual([]);
  });

  it('refuses a signature shorter than what the player drops', async () => {
    const player = generatePlayer('2015', 1, small);
    const solver = scriptedSolver(player.script, evaluator);
    const failure = await failureOf(solver.solve(player.path, { signatures: [''], ns: [] }, never));
    expect(failure.code).toBe('unknown-cipher');
  });
});
