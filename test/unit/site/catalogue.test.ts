import { expect, test } from 'vitest';
import { catalogue } from '../../site/catalogue';
import { troubles } from '../../site/pages/troubles';

test('ids are YouTube’s: eleven characters, each once', () => {
  const ids = catalogue.map(({ id }) => id);
  expect(ids.filter((id) => !/^[\w-]{11}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every trouble has a page', () => {
  const used = new Set(catalogue.map(({ trouble }) => trouble));
  expect(Object.keys(troubles).filter((name) => !used.has(name as keyof typeof troubles))).toEqual(
    [],
  );
});

test('every video says what must come of it', () => {
  expect(catalogue.filter(({ expects }) => expects.length === 0)).toEqual([]);
});
