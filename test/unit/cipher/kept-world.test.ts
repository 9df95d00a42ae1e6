import { describe, expect, it } from 'vitest';
import { Answering } from '../../../src/cipher/answering';
import { EvaluationError, type Evaluator } from '../../../src/cipher/evaluator';
import { KeptWorld } from '../../../src/cipher/kept-world';
import { type Plan, solverVersion } from '../../../src/cipher/plan';
import { nodeEvaluator } from '../../helpers/node-evaluator';

const evaluator = await nodeEvaluator();

/** The same evaluator, with the realms that it opened and that are open. */
function counted(real: Evaluator) {
  const realms = { opened: 0, open: 0, most: 0 };
  const counting: Evaluator = {
    isSound: () => real.isSound(),
    open() {
      const realm = real.open();
      realms.opened += 1;
      realms.open += 1;
      realms.most = Math.max(realms.most, realms.open);
      return {
        run: (code, input) => realm.run(code, input),
        give: (name, text) => realm.give(name, text),
        load: (program) => realm.load(program),
        renew: () => realm.renew(),
        dispose: () => {
          realms.open -= 1;
          realm.dispose();
        },
      };
    },
  };
  return { counting, realms };
}

const counter = { namespace: '', text: 'var c=0;function f(n){return n+(c+=1)}' };
const player = { playerId: 'one', program: counter };

describe('the kept world', () => {
  it('answers one question after the other of a player in one realm, and keeps no other', async () => {
    const { counting, realms } = counted(evaluator);
    const kept = new KeptWorld(async () => counting);
    const ask = async (asked = player) => (await kept.run({}, asked, 'f', ['a']))[0];
    expect([await ask(), await ask()]).toEqual(['a1', 'a2']);
    expect(await ask({ ...player, playerId: 'two' })).toBe('a1');
    expect(await ask()).toBe('a1');
    expect(await ask({ ...player, program: { ...counter, text: `${counter.text};c=7` } })).toBe(
      'a8',
    );
    expect(await ask()).toBe('a1');
    kept.close();
    expect(await ask()).toBe('a1');
    expect(realms).toEqual({ opened: 6, open: 1, most: 1 });
  });

  it('opens another realm after many questions, or for another evaluator', async () => {
    const first = counted(evaluator);
    const second = counted(evaluator);
    let current = first;
    const kept = new KeptWorld(async () => current.counting);
    for (let at = 0; at < 101; at += 1) await kept.run({}, player, 'f', ['a']);
    expect(first.realms.opened).toBe(2);
    current = second;
    expect(await kept.run({}, player, 'f', ['a'])).toEqual(['a1']);
    expect([first.realms.open, second.realms.open]).toEqual([0, 1]);
  });

  it('gives each question the time of one, in the guards as well', {
    timeout: 20_000,
  }, async () => {
    const short = await nodeEvaluator({ milliseconds: 400 });
    const kept = new KeptWorld(async () => short);
    const slow = 'function(n){var end=Date.now()+260;while(Date.now()<end);return n.repeat(2)}';
    for (let at = 0; at < 7; at += 1) {
      expect(await kept.run({}, player, slow, ['a'])).toEqual(['aa']);
    }
    const question = {};
    await kept.run(question, player, slow, ['a']);
    await expect(kept.run(question, player, slow, ['a'])).rejects.toBeInstanceOf(EvaluationError);
    expect(short.isSound()).toBe(false);
  });
});

const planOf = (text: string): Plan => ({
  version: solverVersion,
  playerId: 'one',
  scriptHash: '00',
  signature: null,
  n: { strategy: 'n-function', method: { via: 'function', name: 'f', index: null } },
  program: { namespace: '', text },
  permutations: {},
  answers: {},
  distrusted: { signature: [], n: [] },
  disagreement: false,
});

describe('answering in a kept world', () => {
  it('asks a fresh realm where one that has answered before fails', async () => {
    const { counting, realms } = counted(evaluator);
    const kept = new KeptWorld(async () => counting);
    const plan = planOf('var left=4;function f(n){return left-->0?"x"+n.slice(1):n}');
    for (const n of ['abcdef', 'bcdefg', 'cdefgh']) {
      const { answers } = await new Answering(plan, kept).answer({ signatures: [], ns: [n] });
      expect(answers.ns).toEqual(new Map([[n, `x${n.slice(1)}`]]));
    }
    expect(realms).toEqual({ opened: 2, open: 1, most: 1 });
  });

  it('refuses what a fresh realm does not answer, or not twice, and keeps none', async () => {
    const { counting, realms } = counted(evaluator);
    const kept = new KeptWorld(async () => counting);
    for (const text of ['function f(n){return n}', 'var c=0;function f(n){return "x"+(c+=1)}']) {
      const answered = new Answering(planOf(text), kept).answer({ signatures: [], ns: ['abcdef'] });
      await expect(answered).rejects.toMatchObject({ code: 'unknown-cipher' });
    }
    expect(realms).toEqual({ opened: 2, open: 0, most: 1 });
  });

  it('tries nothing again that ran into a limit', async () => {
    const { counting, realms } = counted(await nodeEvaluator({ milliseconds: 200 }));
    const kept = new KeptWorld(async () => counting);
    const plan = planOf('function f(n){for(;n==="endless";);return "x"+n.slice(1)}');
    await new Answering(plan, kept).answer({ signatures: [], ns: ['abcdef'] });
    const answered = new Answering(plan, kept).answer({ signatures: [], ns: ['endless'] });
    await expect(answered).rejects.toMatchObject({ code: 'unknown-cipher' });
    expect(realms).toEqual({ opened: 1, open: 0, most: 1 });
  });
});
