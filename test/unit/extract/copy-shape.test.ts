import { expect, test } from 'vitest';
import { copyShape } from '../../../src/extract/youtube/copy-shape';

const shape = { id: 1, inner: { list: [{ name: 1 }] } } as const;

test('copies what is named, plain, and nothing else', () => {
  const value = { id: 'a', more: 1, inner: { list: [{ name: 2, x: 3 }], y: 4 } };
  expect(copyShape(value, shape)).toEqual({ id: 'a', inner: { list: [{ name: 2 }] } });
});

test('leaves out what is not as the shape says', () => {
  const value = { id: { toString: () => 'a' }, inner: { list: 'text' } };
  expect(copyShape(value, shape)).toEqual({ inner: {} });
  expect(copyShape('text', shape)).toBeUndefined();
  expect(copyShape(null, shape)).toBeUndefined();
  expect(copyShape({ id: () => 1, inner: 7 }, shape)).toEqual({});
});

test('a getter that throws costs its field', () => {
  const value = {
    get id(): string {
      throw new Error('no');
    },
    inner: { list: [] },
  };
  expect(copyShape(value, shape)).toEqual({ inner: { list: [] } });
});

test('a hostile proxy yields nothing and raises nothing', () => {
  const refuse = () => {
    throw new Error('no');
  };
  const proxy = new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse });
  expect(copyShape(proxy, shape)).toEqual({});
  expect(copyShape({ id: proxy, inner: { list: proxy } }, shape)).toEqual({ inner: {} });
});

test('cycles, endless lists and giant strings end', () => {
  const cycle: Record<string, unknown> = { id: 'a' };
  cycle.inner = cycle;
  cycle.list = [cycle];
  expect(copyShape(cycle, shape)).toEqual({ id: 'a', inner: { list: [{}] } });
  const endless = { inner: { list: { length: Number.POSITIVE_INFINITY, 0: { name: 'a' } } } };
  expect(copyShape(endless, shape)).toEqual({ inner: { list: [{ name: 'a' }] } });
  expect(copyShape({ id: 'x'.repeat(50_000_000) }, shape)).toEqual({});
});
