import { describe, expect, it } from 'vitest';
import { solvePlayer } from '../../../src/cipher/solve-player';
import { nodeEvaluator } from '../../helpers/node-evaluator';
import { generatePlayer } from '../../site/players/generate-player';

const evaluator = await nodeEvaluator({ milliseconds: 400 });
const { script } = generatePlayer('2022', 11, 4000);

/** A player whose media URL builder runs `body`, as does its `n` function. */
const withBuilder = (body: string) =>
  `var _yt_player={};(function(g){U=function(a,b){this.a=a};U.prototype.get=function(){return this.a};` +
  `F=function(a,b,c){a=new U(a,!0);a.set("alr","yes");${body};return a};` +
  `N=function(a){${body};return a};x=function(b,a){(b=a.get("n"))&&(b=N(b),a.set("n",b))}})(_yt_player);`;

describe('a hostile script', () => {
  it.each([
    ['nothing', ''],
    ['HTML', '<!DOCTYPE html><html><script>var a=1</script></html>'],
    ['a script cut off', script.slice(0, script.length / 2)],
    [
      'noise',
      Array.from({ length: 20_000 }, (_, at) => String.fromCharCode((at * 7919) % 65536)).join(''),
    ],
    ['fifty megabytes of text', 'a'.repeat(50_000_000)],
    ['eight megabytes of statements', 'a=1;'.repeat(1_900_000)],
    ['eight megabytes of one word', `a=${'b'.repeat(7_900_000)}/c`],
    ['deep nesting', `a=${'('.repeat(100_000)}${')'.repeat(100_000)};`],
    [
      'deep nesting in a candidate',
      `F=function(a,b,c){a.set("alr","yes");${'['.repeat(1500)}${']'.repeat(1500)};return a};`,
    ],
    [
      'many candidates',
      `function F(a){a=a.split("");${'H.x(a,1);'.repeat(400)}return a.join("")};`.repeat(1000),
    ],
    ['long brackets', `a[${'b'.repeat(100_000)};c${'[d'.repeat(50_000)}=1;`],
    ['an endless loop', withBuilder('for(;;);')],
    ['endless recursion', withBuilder('F(a,b,c);N(a)')],
    ['a memory bomb', withBuilder('for(var z=[];;)z.push(new Array(1e5).join("xyz"))')],
    ['a loop that catches all', withBuilder('for(;;)try{for(;;);}catch(e){}')],
    ['an endless proxy', withBuilder('return new Proxy({},{get:function(){for(;;);}})')],
    [
      'stolen builtins',
      withBuilder(
        'JSON.stringify=function(){return "[{}]"};Array.prototype.map=function(){return["x"]};String=0',
      ),
    ],
    [
      'a polluted prototype',
      withBuilder(
        'Object.prototype.get=function(){return "answer"};Object.prototype.toString=function(){throw 1}',
      ),
    ],
    [
      'a method named like nothing good',
      withBuilder('U.prototype["\\"];steal();[\\""]=function(){};U.prototype.__proto__=null'),
    ],
    ['a stolen report', withBuilder('__report=function(){return{order:[1e9,-1,0.5],missed:[]}}')],
    [
      'names of the language',
      '(function(g){g.__proto__=function(a){a=a.split("");return a.join("")};constructor=1;g.prototype=2;hasOwnProperty=3})();',
    ],
  ])('%s costs at most the limits and gives nothing', { timeout: 20_000 }, async (_what, text) => {
    const started = performance.now();
    const { solution } = await solvePlayer(text, async () => evaluator);
    expect(solution.signature).toBeNull();
    expect(solution.n).toBeNull();
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('does not keep the next player from being solved', async () => {
    await solvePlayer(withBuilder('for(;;);'), async () => evaluator);
    const { solution } = await solvePlayer(script, async () => evaluator);
    expect([solution.signature?.strategy, solution.n?.strategy]).toEqual([
      'operations',
      'media-url',
    ]);
  });
});
