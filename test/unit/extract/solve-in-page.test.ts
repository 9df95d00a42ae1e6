import { createContext, runInContext } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { solveInPage } from '../../../src/extract/youtube/solve-in-page';
import { builtText, runInPage } from '../../helpers/page-world';
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

let built = '';
beforeAll(async () => {
  built = await builtText('src/extract/youtube/solve-in-page.ts', 'solveInPage');
}, 60_000);

describe.each(['written', 'built'] as const)('by the text as it is %s', (made) => {
  const solve = (namespace: unknown, ns: readonly string[]) =>
    runInPage(made === 'written' ? solveInPage.toString() : built, { _yt_player: namespace }, ns);

  test.each([1, 2, 3, 4, 5])('asks the URL class of a generated player, seed %i', async (seed) => {
    const player = generatePlayer('2025', seed);
    const page = createContext({});
    runInContext('var window = this, self = this;', page);
    runInContext(player.script, page);
    const solved = await solve(runInContext('_yt_player', page), [n, 'Zu7cVbA-41xQ_eKp']);
    expect(solved).toEqual({
      [n]: player.solveN(n),
      'Zu7cVbA-41xQ_eKp': player.solveN('Zu7cVbA-41xQ_eKp'),
    });
  });

  test('finds the class by its shape among anything else', async () => {
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
      f: Object.defineProperty(() => undefined, 'prototype', {
        get: () => {
          throw new Error('a trap');
        },
      }),
      g: Object.assign(() => undefined, {
        prototype: new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error('a trap');
            },
          },
        ),
      }),
    };
    expect(await solve(namespace, [n])).toEqual({ [n]: turned(n) });
  });

  test('two candidates that agree count as one, two that differ as none', async () => {
    expect(await solve({ a: urlClass(turned), b: urlClass(turned) }, [n])).toEqual({
      [n]: turned(n),
    });
    expect(await solve({ a: urlClass(turned), b: urlClass(() => 'other') }, [n])).toEqual({});
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
  ])('a class that %s has no answer', async (_what, answers) => {
    expect(await solve({ a: urlClass(answers) }, [n])).toEqual({});
  });

  test.each([
    ['otherwise the second time', (asked: number) => `answer${asked}`],
    [
      'the second time only',
      (asked: number) => {
        if (asked === 1) throw new Error('not ready');
        return 'answer';
      },
    ],
  ])('a class that answers %s has no answer', async (_what, answer) => {
    let asked = 0;
    const flighty = urlClass(() => {
      asked += 1;
      return answer(asked);
    });
    expect(await solve({ a: flighty }, [n])).toEqual({});
    asked = 0;
    expect(await solve({ a: flighty, b: urlClass(turned) }, [n])).toEqual({});
  });

  test('an endless answer costs only itself', async () => {
    const other = 'Zu7cVbA-41xQ_eKp';
    const endless = (text: string) => (text === n ? 'x'.repeat(10_000_000) : turned(text));
    expect(await solve({ a: urlClass(endless) }, [n, other])).toEqual({ [other]: turned(other) });
  });

  test.each([undefined, null, 1, 'text', [], {}])('no player, no answer: %o', async (namespace) => {
    expect(await solve(namespace, [n])).toEqual({});
  });
});
