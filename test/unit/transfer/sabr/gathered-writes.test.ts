import { expect, test } from 'vitest';
import { SpareBuffers } from '../../../../src/transfer/body-reader';
import { GatheredWrites } from '../../../../src/transfer/sabr/gathered-writes';

function rig() {
  const file = new Uint8Array(2_000_000);
  const writes: [number, number][] = [];
  const write = async (at: number, bytes: Uint8Array): Promise<void> => {
    await undefined;
    file.set(bytes, at);
    writes.push([at, bytes.length]);
  };
  const spares = new SpareBuffers();
  const gathered = new GatheredWrites({ write }, spares);
  return { file, writes, spares, gathered };
}

const filled = (bytes: number, value: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(bytes).fill(value);

test('what follows each other is one write, of memory of its own', async () => {
  const { file, writes, gathered } = rig();
  const reused = filled(60_000, 1);
  for (let at = 0; at < 240_000; at += 60_000) {
    reused.fill(at / 60_000 + 1);
    await gathered.write(at, reused);
  }
  expect(writes).toEqual([]);
  await gathered.flush();
  await gathered.flush();
  expect(writes).toEqual([[0, 240_000]]);
  expect([0, 59_999, 60_000, 239_999].map((at) => file[at])).toEqual([1, 1, 2, 4]);
});

test('what is long goes at once, and what lies elsewhere begins another; in their order', async () => {
  const { writes, gathered } = rig();
  await gathered.write(100, filled(1_000, 1));
  await gathered.write(5_000, filled(1_000, 2));
  await gathered.write(6_000, filled(300_000, 3));
  await gathered.write(306_000, filled(10, 4));
  await gathered.write(100, filled(20, 5));
  await gathered.flush();
  expect(writes).toEqual([
    [100, 1_000],
    [5_000, 1_000],
    [6_000, 300_000],
    [306_000, 10],
    [100, 20],
  ]);
});

test('no more is gathered than a write takes', async () => {
  const { writes, gathered } = rig();
  for (let at = 0; at < 1_000_000; at += 100_000) await gathered.write(at, filled(100_000, 1));
  await gathered.flush();
  expect(writes.map(([, bytes]) => bytes)).toEqual(Array(5).fill(200_000));
});

test('what was not flushed goes with the answer, and its buffer to the next one', async () => {
  const { writes, spares, gathered } = rig();
  await gathered.write(0, filled(1_000, 9));
  gathered.close();
  await gathered.flush();
  expect(writes).toEqual([]);
  expect(new Uint8Array(spares.take())[999]).toBe(9);
});
