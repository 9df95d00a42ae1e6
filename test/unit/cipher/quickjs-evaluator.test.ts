import { describe, expect, it } from 'vitest';
import { EvaluationError, type Realm } from '../../../src/cipher/evaluator';
import { nodeEvaluator } from '../../helpers/node-evaluator';

const evaluator = await nodeEvaluator({ milliseconds: 300 });

function inRealm<T>(use: (realm: Realm) => T): T {
  const realm = evaluator.open();
  try {
    return use(realm);
  } finally {
    realm.dispose();
  }
}

function reasonOf(code: string): string {
  return inRealm((realm) => {
    try {
      return `gave ${JSON.stringify(realm.run(code, null))}`;
    } catch (error) {
      return error instanceof EvaluationError ? error.reason : `not ours: ${String(error)}`;
    }
  });
}

describe('the QuickJS evaluator', () => {
  it('takes text in as data and gives data out', () => {
    const text = '");throw 1;(" \u2028 \\ \u0000 𝒳 </script>';
    expect(
      inRealm((realm) => realm.run('return{same:input.text,one:[1,null,true]}', { text })),
    ).toEqual({
      same: text,
      one: [1, null, true],
    });
    expect(inRealm((realm) => realm.run('return undefined', null))).toBeNull();
  });

  it('takes a text as long as a script, whatever is in it, as it is', () => {
    const text = 'aé\u2028𝒳'.repeat(1_000_000);
    inRealm((realm) => {
      realm.give('text', text);
      expect(realm.run('return[text.length,text.slice(-10)]', null)).toEqual([
        text.length,
        text.slice(-10),
      ]);
    });
  });

  it('has nothing of the host in it', () => {
    const names = [
      'process',
      'require',
      'fetch',
      'chrome',
      'self',
      'window',
      'WebAssembly',
      'console',
    ];
    const seen = inRealm((realm) =>
      realm.run('return input.filter(function(name){return name in globalThis})', names),
    );
    expect(seen).toEqual([]);
  });

  it('gives every realm a global of its own', () => {
    inRealm((realm) => realm.load('Array.prototype.join=function(){return "stolen"};leak=1'));
    const after = inRealm((realm) => realm.run('return[typeof leak,[1,2].join()]', null));
    expect(after).toEqual(['undefined', '1,2']);
  });

  it.each([
    ['an endless loop', 'for(;;);'],
    ['an endless loop behind a guard', 'for(;;){try{for(;;);}catch(e){}}'],
    ['endless recursion', 'var f=function(){return f()+1};return f()'],
    ['a memory bomb', 'for(var a=[];;)a.push(new Array(1e6).join("x"))'],
    [
      'a memory bomb behind a guard',
      'for(var a=[];;)try{a.push(new Array(1e6).join("x"))}catch(e){}',
    ],
    ['a memory bomb of texts', 'for(var a=[];;)a.push("x".repeat(1e6))'],
    ['a text that doubles', 'var s="x";for(;;)s+=s'],
    ['a search through nothing', 'return[].indexOf.call({length:2**53-1},1)'],
    ['a length that changes', 'for(;;)[].join.call({get length(){return 1e9}})'],
    ['a length from a parent', 'return[].join.call(Object.create({length:1e9}))'],
    ['a loop of slow searches', 'var s="x".repeat(8e6);for(;;)s.indexOf("y")'],
    ['a loop of long lists of keys', 'for(var o={},i=0;i<1e5;i++)o["k"+i]=1;for(;;)Object.keys(o)'],
    ['an endless sort', 'for(;;)try{new Array(1e9).sort()}catch(e){}'],
    ['a loop of moves', 'for(var a=new Array(15000).fill(0);;){a.unshift(1);a.shift()}'],
    ['a loop of moves in what is no array', 'for(var o={length:15000};;)[].reverse.call(o)'],
    ['a loop of long pushes', 'for(var b=new Array(19000).fill(0);;){var a=[];a.push.apply(a,b)}'],
    ['a reversal of nothing', 'return new Array(4294967295).reverse()'],
    ['an insertion into nothing', 'return[].splice.call({length:2**53-9},0,0,1)'],
    ['a concatenation of nothing', 'return[].concat(new Array(4294967295))'],
    ['a slow pattern', 'return/^(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")'],
  ])('ends %s', { timeout: 20_000 }, (_what, code) => {
    const started = performance.now();
    expect(reasonOf(code)).toBe('limit');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('takes no answer through a stolen JSON', () => {
    for (const stolen of ['"{"', '"1"', '{toString:function(){throw 1}}', 'null']) {
      const outcome = inRealm((realm) => {
        realm.load(`JSON.stringify=function(){return ${stolen}}`);
        try {
          return realm.run('return 1', null);
        } catch (error) {
          return error instanceof EvaluationError ? error.reason : 'not ours';
        }
      });
      expect(outcome, stolen).toBe('threw');
    }
  });

  it.each([
    ['an error', 'throw new Error("no")'],
    ['a syntax error', 'return ]'],
    ['a thing that is no error', 'throw null'],
    ['an error whose message throws', 'throw{get message(){throw 1}}'],
  ])('turns %s into one of its own', (_what, code) => {
    expect(reasonOf(code)).toBe('threw');
  });
});
