import { describe, expect, it } from 'vitest';
import { codeOf, type PlayerScript, readPlayerScript } from '../../../src/cipher/player-script';

function read(body: string): PlayerScript {
  const script = readPlayerScript(`var _yt_player={};(function(g){${body}})(_yt_player);`);
  if (script === undefined) throw new Error('not read');
  return script;
}

function piecesOf(script: PlayerScript, name: string): string[] {
  const { byName, pieces } = script.declarations;
  return (byName.get(name) ?? []).flatMap((index) => {
    const piece = pieces[index];
    return piece === undefined ? [] : [codeOf(script, piece)];
  });
}

describe('indexDeclarations', () => {
  it('knows functions, classes, variables and members of the namespace by name', () => {
    const script = read('var a=1,b=function(){c,d},e;function f(){}g.h=2;class i{}j=k=3;');
    expect(script.declarations.namespace).toBe('g');
    expect(piecesOf(script, 'a')).toEqual(['a=1']);
    expect(piecesOf(script, 'b')).toEqual(['b=function(){c,d}']);
    expect(piecesOf(script, 'e')).toEqual([]);
    expect(piecesOf(script, 'f')).toEqual(['function f(){}']);
    expect(piecesOf(script, 'g.h')).toEqual(['g.h=2']);
    expect(piecesOf(script, 'i')).toEqual(['i=class i{}']);
    expect(piecesOf(script, 'j')).toEqual(['j=k=3']);
    expect(piecesOf(script, 'k')).toEqual(['j=k=3']);
  });

  it('gives a constructor its members, however they are written', () => {
    const script = read(
      'g.A=function(){};g.A.prototype.x=1;g.A[e[2]][e[3]]=2;B=function(){};B["s t"]=3;g.t(B,g.A);',
    );
    expect(piecesOf(script, 'g.A')).toEqual([
      'g.A=function(){}',
      'g.A.prototype.x=1',
      'g.A[e[2]][e[3]]=2',
    ]);
    expect(piecesOf(script, 'B')).toEqual(['B=function(){}', 'B["s t"]=3', 'g.t(B,g.A)']);
  });

  it('follows a name that stands for a prototype until it is given another', () => {
    const script = read('g.k=A.prototype;g.k.x=1;g.k=B.prototype;g.k.x=2;g.k=0;g.k.x=3;');
    expect(piecesOf(script, 'A')).toEqual(['A.prototype.x=1']);
    expect(piecesOf(script, 'B')).toEqual(['B.prototype.x=2']);
  });

  it('does not take a comparison or an arrow for an assignment', () => {
    expect(piecesOf(read('a==b;c=>d;e=f==g;'), 'a')).toEqual([]);
    expect(piecesOf(read('a==b;c=>d;e=f==g;'), 'c')).toEqual([]);
    expect(piecesOf(read('a==b;c=>d;e=f==g;'), 'e')).toEqual(['e=f==g']);
  });
});

describe('readPlayerScript', () => {
  it('refuses what is no script', () => {
    for (const text of ['', '   ', '<!doctype html><p>No</p>', '(function(g){', '[1)']) {
      expect(readPlayerScript(text), text).toBeUndefined();
    }
    expect(readPlayerScript(`a=1;${' '.repeat(9_000_000)}`)).toBeUndefined();
  });

  it.each([
    ['(function(){var window=this;a=1;b=2;c=3}).call(this);', ''],
    ["'use strict';(function(g,h){a=1;b=2;c=3;d=4})(_yt_player,1);", 'g'],
    ['var _yt_player={};((g)=>{a=1;b=2;c=3;d=4;e=5;f=6})(_yt_player);', 'g'],
    ['!function(g){a=1;b=2}(x);', 'g'],
  ])('reads %s', (text, namespace) => {
    const script = readPlayerScript(text);
    expect(script?.declarations.namespace).toBe(namespace);
    expect(script?.declarations.byName.has('b')).toBe(true);
  });

  it('reads a script with no wrapper', () => {
    expect(readPlayerScript('function a(){}var b=1;')?.declarations.byName.size).toBe(2);
  });
});
