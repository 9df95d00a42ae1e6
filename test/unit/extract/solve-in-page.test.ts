import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { parseSolved } from '../../../src/extract/youtube/parse-solved';
import { solveInPage } from '../../../src/extract/youtube/solve-in-page';
import { generatePlayer } from '../../site/players/generate-player';

const n = 'eabGFpsUKuWHXGh6FR4';

/** A URL class as players export it; `solve` is what its further method does to `n`. */
function urlClass(solve: (n: string) => string) {
  return class {
    #n: string;
    constructor(address: string) {
      this.#n = new URL(address).searchParams.get('n') ?? '';
    }
    get(): string {
      return this.#n;
    }
    set(): undefined {
      return undefined;
    }
    clone(): this {
      return this;
    }
    X9(): void {
      this.#n = solve(this.#n);
    }
  };
}
const turned = (text: string) => [...text].reverse().join('');

test.each([1, 2, 3, 4, 5])('asks the URL class of a generated player, seed %i', (seed) => {
  const player = generatePlayer('2025', seed);
  const page = createContext({});
  runInContext('var window = this, self = this;', page);
  runInContext(player.script, page);
  const solved = solveInPage(runInContext('_yt_player', page), [n, 'Zu7cVbA-41xQ_eKp']);
  expect(solved).toEqual({
    [n]: player.solveN(n),
    'Zu7cVbA-41xQ_eKp': player.solveN('Zu7cVbA-41xQ_eKp'),
  });
});

test('finds the class by its shape among anything else', () => {
  const namespace = {
    a: 1,
    b: () => undefined,
    get c(): never {
      throw new Error('a trap');
    },
    d: class {
      get(): undefined {
        return undefined;
      }
    },
    e: urlClass(turned),
  };
  expect(solveInPage(namespace, [n])).toEqual({ [n]: turned(n) });
});

test('two candidates that agree count as one, two that differ as none', () => {
  expect(solveInPage({ a: urlClass(turned), b: urlClass(turned) }, [n])).toEqual({
    [n]: turned(n),
  });
  expect(solveInPage({ a: urlClass(turned), b: urlClass(() => 'other') }, [n])).toEqual({});
});

test.each([
  ['leaves n as it is', (text: string) => text],
  ['ends with its input', (text: string) => `x${text}`],
  [
    'throws',
    () => {
      throw new Error('no page around');
    },
  ],
])('a class that %s has no answer', (_what, solve) => {
  expect(solveInPage({ a: urlClass(solve) }, [n])).toEqual({});
});

test.each([undefined, null, 1, 'text', [], {}])('no player, no answer: %o', (namespace) => {
  expect(solveInPage(namespace, [n])).toEqual({});
});

test('of what the page answers only answers to what was asked count', () => {
  const text = JSON.stringify({ [n]: 'abc123', other: 'abc123' });
  expect(parseSolved(text, [n])).toEqual(new Map([[n, 'abc123']]));
});

test.each([
  undefined,
  42,
  'no json',
  'null',
  '[]',
  JSON.stringify({ [n]: 5 }),
  JSON.stringify({ [n]: 'https://evil.example/' }),
  JSON.stringify({ [n]: 'x'.repeat(200_000) }),
])('anything else counts as no answer', (detail) => {
  expect(parseSolved(detail, [n])).toEqual(new Map());
});
