import { expect, test } from 'vitest';
import { parseRange } from '../../site/googlevideo/parse-range';

test.each([
  ['0-99', { kind: 'part', start: 0, end: 99 }],
  ['500-', { kind: 'part', start: 500, end: 999 }],
  ['900-5000', { kind: 'part', start: 900, end: 999 }],
  ['-100', { kind: 'part', start: 900, end: 999 }],
  ['-5000', { kind: 'part', start: 0, end: 999 }],
  ['1000-1001', { kind: 'unsatisfiable' }],
  ['-0', { kind: 'unsatisfiable' }],
  ['9-5', { kind: 'whole' }],
  ['0-1,5-9', { kind: 'whole' }],
  ['all', { kind: 'whole' }],
  ['-', { kind: 'whole' }],
  [undefined, { kind: 'whole' }],
] as const)('%s of 1000 bytes', (text, asked) => {
  expect(parseRange(text, 1000)).toEqual(asked);
});
