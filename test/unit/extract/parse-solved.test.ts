import { expect, test } from 'vitest';
import { isPlausibleN } from '../../../src/cipher/proof';
import { parseSolved } from '../../../src/extract/youtube/parse-solved';

const n = 'eabGFpsUKuWHXGh6FR4';
const other = 'Zu7cVbA-41xQ_eKp';
const good = 'oOlwfC4ALyXFmA233';

test('only answers to what was asked count', () => {
  const text = JSON.stringify({ [n]: good, unasked: 'abc123' });
  expect(parseSolved(text, [n])).toEqual(new Map([[n, good]]));
});

const bad: readonly [string, unknown][] = [
  ['a guard’s marker', `enhanced_except_f96a54c2-_w8_${other}`],
  ['a guard’s marker and something else', 'enhanced_except_4ZMBqeb-_w8_abc'],
  ['the input', other],
  ['the input behind something', `abc${other}`],
  ['nothing', ''],
  ['one character', 'a'],
  ['too much', 'x'.repeat(65)],
  ['a line end', 'abc123\n'],
  ['an address', 'https://evil.example/'],
  ['null', null],
  ['a number', 5],
  ['a list', [good]],
  ['an object', { toString: good }],
];

test.each(bad)('a bad answer costs only itself: %s', (_what, answer) => {
  const text = JSON.stringify({ [other]: answer, [n]: good });
  expect(parseSolved(text, [n, other])).toEqual(new Map([[n, good]]));
});

test('the rule is that of answers out of the script', () => {
  const answers = [...bad.map(([, answer]) => answer), good, 'ab', 'x'.repeat(64), `${other}x`];
  for (const answer of answers.filter((given) => typeof given === 'string')) {
    const accepted = parseSolved(JSON.stringify({ [other]: answer }), [other]).has(other);
    expect([answer, accepted]).toEqual([answer, isPlausibleN(other, answer)]);
  }
});

test.each([
  undefined,
  42,
  { [n]: good },
  'no json',
  'null',
  '"text"',
  '[]',
  '['.repeat(99_000),
  JSON.stringify({ [n]: 'x'.repeat(10_000_000) }),
])('anything else counts as no answer', (detail) => {
  expect(parseSolved(detail, [n])).toEqual(new Map());
});

test('thousands of pairs are looked at for what was asked alone', () => {
  const pairs = Array.from({ length: 5000 }, (_, at) => `"${at}":"a${at}"`);
  const text = `{${pairs.join(',')},"${n}":"${good}"}`;
  expect(parseSolved(text, [n])).toEqual(new Map([[n, good]]));
});

test('what every object has is no answer, and no prototype is changed', () => {
  const text = `{"__proto__":{"${n}":"${good}","polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}`;
  expect(parseSolved(text, [n, 'toString', 'constructor', 'polluted'])).toEqual(new Map());
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  const own = `{"__proto__":"${good}"}`;
  expect(parseSolved(own, ['__proto__'])).toEqual(new Map([['__proto__', good]]));
});
