import { expect, test } from 'vitest';
import { cutJson } from '../../../src/extract/youtube/cut-json';

const name = 'ytInitialPlayerResponse';
const json = (text: string) => [{ found: 'json', text }];

test.each([
  ['a declaration', `var ${name} = {"a":1};var meta = document`, '{"a":1}'],
  ['a property of window', `window["${name}"] = {"a":1};`, '{"a":1}'],
  ['one in single quotes', `window['${name}']={"a":1};`, '{"a":1}'],
  ['a call', `${name}({"a":{"b":[{}]}});`, '{"a":{"b":[{}]}}'],
  ['a line break', `${name} =\n  {"a":1}\n;`, '{"a":1}'],
  ['braces in a string', `${name} = {"a":"}{\\"}"};x = {}`, '{"a":"}{\\"}"}'],
  ['a backslash before the quote', `${name} = {"a":"\\\\"};x = "}"`, '{"a":"\\\\"}'],
  ['an apostrophe in a string', `${name} = {"a":"it's }"};`, `{"a":"it's }"}`],
  ['a string in single quotes', `${name} = {a:'"}'};`, `{a:'"}'}`],
  [
    'escaped text to parse',
    `${name} = JSON.parse('\\x7b\\x22a\\x22:\\x22\\\\n\\u00e9\\x22\\x7d');`,
    '{"a":"\\né"}',
  ],
  [
    'text to parse in double quotes',
    `${name} = JSON.parse("{\\"a\\":\\"\\u{1f600}\\"}")`,
    '{"a":"😀"}',
  ],
])('cuts after %s', (_form, text, expected) => {
  expect(cutJson(`<!-- -->;${text} rest }`, name)).toEqual(json(expected));
});

test('gives every object in the order of the text, and skips what is none', () => {
  const text = `${name}=window.x;${name} = {"a":1};${name} = null;${name} = {"b":2}`;
  expect(cutJson(text, name)).toEqual([...json('{"a":1}'), ...json('{"b":2}')]);
});

test('tells the absent name, the absent object and the object cut off apart', () => {
  expect(cutJson('var other = {}', name)).toEqual([]);
  expect(cutJson(`${name} = ;ytplayer.load = {}`, name)).toEqual([{ found: 'json-not-found' }]);
  expect(cutJson(`${name} = {"a":{"b":1}`, name)).toEqual([{ found: 'json-cut-off' }]);
  expect(cutJson(`${name} = {"a":"}}}`, name)).toEqual([{ found: 'json-cut-off' }]);
  expect(cutJson(`${name} = JSON.parse('\\x7b`, name)).toEqual([{ found: 'json-cut-off' }]);
});

test('takes linear time on hostile text', () => {
  const opened = `${name} = {`.repeat(100_000);
  const named = `${name} = `.repeat(300_000);
  const started = performance.now();
  expect(cutJson(opened, name)).toEqual([{ found: 'json-cut-off' }]);
  expect(cutJson(named, name)).toEqual([{ found: 'json-not-found' }]);
  expect(performance.now() - started).toBeLessThan(1_000);
});
