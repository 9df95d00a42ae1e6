import { describe, expect, it } from 'vitest';
import { applyOperations } from '../../../src/cipher/operations';
import { readPlayerScript } from '../../../src/cipher/player-script';
import { operationsSignature } from '../../../src/cipher/strategies/operations';

function read(body: string) {
  const script = readPlayerScript(`(function(){${body}})();`);
  if (script === undefined) throw new Error('not read');
  return operationsSignature.spot(script);
}

const helpers =
  'var H={r:function(a){a.reverse()},d:function(a,b){a.splice(0,b)},s:function(a,b){var c=a[0];a[0]=a[b%a.length];a[b]=c}};';
const withBody = (body: string, also = helpers) =>
  `${also}function F(a){a=a.split("");${body}return a.join("")}`;

describe('applyOperations', () => {
  it('deciphers a signature of October 2015 (player vflqLE6s6) and of December 2020 (62f90c99)', () => {
    expect(
      applyOperations(
        'D0101049A90F600EEAD1DFA54E8A1737B80C01999D0B.D0228DEE5A218997BAF3ED43FD4AB5173D278FEBEB',
        [
          { do: 'swap', at: 19 },
          { do: 'drop', count: 2 },
          { do: 'reverse' },
          { do: 'drop', count: 2 },
          { do: 'swap', at: 48 },
          { do: 'reverse' },
          { do: 'drop', count: 2 },
          { do: 'reverse' },
        ],
      ),
    ).toBe('0EF872D3715BA4DF34DE3FAB799812A5EED8220D.B0D9991BC08B7371A8E45AFDDDAEE006F09A9401');
    expect(
      applyOperations(
        'dAOgAOq0QJ8wRAIhAKcIBxrzo8-LLoMZ1oDEWuJVe03e8jU0Ggz5pywTeBhAAiEAy6als1kVpyD7dlESQ54Mfgj98iHkRLwK4q69cWVEw38=',
        [
          { do: 'swap', at: 49 },
          { do: 'drop', count: 3 },
          { do: 'swap', at: 10 },
          { do: 'drop', count: 1 },
        ],
      ),
    ).toBe(
      'AOq0QJ8wRgIhAKcIBxrzo8-LLoMZ1oDEWuJVe03e8jU0Gdz5pywTeBhAAiEAy6als1kVpyD7dlESQ54Mfgj98iHkRLwK4q69cWVEw38=',
    );
  });
});

describe('the operations strategy', () => {
  it.each([
    ['H.r(a,7);H.d(a,3);H.s(a,24);', helpers],
    ['H["r"](a,7);H["d"](a,3);H["s"](a,24);', helpers],
    ['a.reverse();a=a.slice(3);var b=a[0];a[0]=a[24%a.length];a[24]=b;', ''],
    [
      'a=a.reverse();a.splice(0,3);a=S(a,24);',
      'function S(a,b){var c=a[0];a[0]=a[b%a.length];a[b]=c;return a}',
    ],
    [
      'a=H.r(a);a=H.d(a,3);H.s(a,24);',
      'var H={r:function(a){return a.reverse()},d:function(a,b){return a.slice(b)},s:function(a,b){var c=a[0];a[0]=a[b%a.length];a[b%a.length]=c}};',
    ],
  ])('reads %s', (body, also) => {
    expect(read(withBody(body, also))).toEqual([
      {
        via: 'operations',
        operations: [{ do: 'reverse' }, { do: 'drop', count: 3 }, { do: 'swap', at: 24 }],
      },
    ]);
  });

  it.each([
    ['an unknown helper', 'H.x(a,3);', helpers],
    ['a helper of another name', 'K.r(a,3);', helpers],
    ['a helper that removes elsewhere', 'H.d(a,3);', 'var H={d:function(a,b){a.splice(1,b)}};'],
    [
      'a helper that does something besides',
      'H.d(a,3);',
      'var H={d:function(a,b){a.splice(0,b);a.push(1)}};',
    ],
    [
      'a swap with another than the first',
      'H.s(a,3);',
      'var H={s:function(a,b){var c=a[1];a[0]=a[b%a.length];a[b]=c}};',
    ],
    ['a slice whose result is lost', 'a.slice(3);', ''],
    ['a reverse whose result is nothing', 'a=H.r(a,3);', helpers],
    ['a count that is no number', 'H.d(a,b);', helpers],
    ['a negative count', 'H.d(a,-1);', helpers],
    ['another variable', 'H.d(b,3);', helpers],
    [
      'a second definition of the helpers',
      'H.d(a,3);',
      `${helpers}H.d=function(a,b){a.splice(0,b+1)};`,
    ],
    ['nothing at all', '', helpers],
  ])('refuses %s', (_what, body, also) => {
    expect(read(withBody(body, also))).toEqual([]);
  });
});
