import { expect, test } from 'vitest';
import { type ShelfStore, TokenShelf } from '../../../src/background/token-shelf';

function storing(value?: unknown): ShelfStore {
  let stored = value;
  return {
    read: async () => structuredClone(stored),
    write: async (next) => {
      stored = structuredClone(next);
    },
  };
}
const many = (shelf: TokenShelf, ...bindings: string[]) =>
  Promise.all(bindings.map((binding) => shelf.get(binding)));

test('keeps a token for its time, and drops the one that was refused', async () => {
  let now = 0;
  const shelf = new TokenShelf(storing(), () => now);
  await Promise.all([shelf.put('a', '1'), shelf.put('b', '2')]);
  expect(await many(shelf, 'a', 'b', 'c')).toEqual(['1', '2', undefined]);
  await shelf.drop('a', '1');
  await shelf.drop('b', 'older');
  expect(await many(shelf, 'a', 'b')).toEqual([undefined, '2']);
  now = 6 * 3_600_000;
  expect(await shelf.get('b')).toBeUndefined();
});

test('is found again by the next worker; what is no shelf is an empty one', async () => {
  const store = storing('nonsense');
  const shelf = new TokenShelf(store, () => 0);
  expect(await shelf.get('a')).toBeUndefined();
  await shelf.put('a', '1');
  expect(await new TokenShelf(store, () => 0).get('a')).toBe('1');
});

test('does not grow without end', async () => {
  const shelf = new TokenShelf(storing(), () => 0);
  for (let at = 0; at < 501; at++) await shelf.put(`v${at}`, 't');
  expect(await many(shelf, 'v0', 'v1', 'v500')).toEqual([undefined, 't', 't']);
});
