import { expect, test } from 'vitest';
import type { SolveReply } from '../../commands/players/solve-worker';
import { unsolvedInWords, unsolvedOf } from '../../commands/players/unsolved';

const seen = (strategy: string, result: string, detail = '') => ({
  strategy,
  era: '',
  result,
  detail,
});
const answered = (change: Partial<SolveReply>) => ({
  kind: 'answered' as const,
  reply: {
    strategies: { signature: 'operations', n: 'media-url' },
    sig: {},
    n: {},
    ms: 1,
    bytes: 1,
    disagreement: false,
    problem: null,
    seen: { signature: [], n: [] },
    script: { statements: 1, names: 1, namespace: '' },
    ...change,
  },
});

test('what is solved is not unsolved, and an n that nobody expects neither', () => {
  expect(unsolvedOf(answered({}), true)).toEqual({});
  const none = answered({ strategies: { signature: 'operations', n: null } });
  expect(unsolvedOf(none, false)).toEqual({});
  expect(unsolvedOf(none, true)).toEqual({ n: 'nothing of a known shape' });
});

test.each([
  [
    [seen('a', 'not-proven'), seen('b', 'failed', 'interrupted'), seen('c', 'not-found')],
    'b was stopped: interrupted',
  ],
  [[seen('a', 'proven'), seen('b', 'proven'), seen('c', 'not-proven')], 'a, b disagree'],
  [[seen('a', 'not-proven'), seen('b', 'ambiguous')], 'b saw several that differ'],
  [[seen('a', 'not-proven'), seen('b', 'not-found')], 'a could not prove what was seen'],
  [[seen('a', 'not-found')], 'nothing of a known shape'],
])('of a script without a signature it says why: %j', (findings, why) => {
  const outcome = answered({
    strategies: { signature: null, n: null },
    seen: { signature: findings, n: [] },
  });
  expect(unsolvedOf(outcome, false)).toEqual({ signature: why });
});

test('an input without an answer is unsolved where the rest is solved', () => {
  const outcome = answered({ n: { a: 'x', b: null }, sig: { s: null } });
  expect(unsolvedOf(outcome, false)).toEqual({
    signature: '1 of 1 inputs without an answer',
    n: '1 of 2 inputs without an answer',
  });
});

test('where the worker or the script failed all is unsolved that is expected', () => {
  expect(unsolvedOf({ kind: 'timed-out' }, true)).toEqual({
    signature: 'timed-out',
    n: 'timed-out',
  });
  const fell = { kind: 'failed' as const, message: 'out of memory' };
  expect(unsolvedInWords(unsolvedOf(fell, true))).toBe('signature, n (out of memory)');
  const page = answered({ problem: 'not-a-script' });
  expect(unsolvedInWords(unsolvedOf(page, false))).toBe('signature (not-a-script)');
  const each = unsolvedInWords({ signature: 'one reason', n: 'another' });
  expect(each).toBe('signature (one reason), n (another)');
});
