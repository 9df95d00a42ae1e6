import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WriteBuffer } from '../../../src/media/write-buffer';
import { scratchFolder } from './clips';
import { nodeFile } from './node-file';

const folder = scratchFolder();
const megabyte = 1024 * 1024;

function watched(name: string) {
  const path = join(folder, name);
  const file = nodeFile(path, 'w+');
  const writes: number[] = [];
  const buffer = new WriteBuffer({
    ...file,
    write: (bytes, options) => {
      writes.push(bytes.length);
      return file.write(bytes, options);
    },
  });
  return { buffer, writes, path };
}

const filled = (bytes: number, value: number) => new Uint8Array(bytes).fill(value);

it('writes blocks whose lengths are known only after them in pieces of a megabyte', () => {
  const { buffer, writes, path } = watched('blocks');
  const blocks = 2000;
  const block = 3001;
  // As mediabunny's Matroska muxer does: a byte, four left out, the block, and back to fill them.
  for (let at = 0; at < blocks * block; at += block) {
    buffer.write(filled(1, 1), at);
    buffer.write(filled(block - 5, 3), at + 5);
    buffer.write(filled(4, 2), at + 1);
  }
  buffer.flush();
  const wanted = Buffer.concat(
    Array.from({ length: blocks }, () =>
      Buffer.concat([filled(1, 1), filled(4, 2), filled(block - 5, 3)]),
    ),
  );
  expect(Buffer.compare(readFileSync(path), wanted)).toBe(0);
  // One for each megabyte, and for each of their edges one that mends what has left the buffer.
  expect(writes.length).toBeLessThan(20);
});

it('mends what it has written already, wherever that lies', () => {
  const { buffer, path } = watched('mended');
  const wanted = Buffer.alloc(7 * megabyte);
  const put = (at: number, bytes: number, value: number): void => {
    buffer.write(filled(bytes, value), at);
    wanted.fill(value, at, at + bytes);
  };
  put(0, 100, 1);
  put(100, 3 * megabyte, 2);
  put(3 * megabyte + 100, 10, 3);
  // Long gone; across the border to what is still held; and all of it again.
  put(50, 60, 4);
  put(3 * megabyte + 90, 15, 5);
  put(3 * megabyte + 100, 10, 6);
  // Far ahead, back in the hole, and to the end.
  put(6 * megabyte, 20, 7);
  put(4 * megabyte, 30, 8);
  put(6 * megabyte + 20, megabyte - 20, 9);
  buffer.flush();
  expect(Buffer.compare(readFileSync(path), wanted)).toBe(0);
});

it('holds nothing back after a flush, and takes bytes that are changed at once', () => {
  const { buffer, path } = watched('reused');
  const piece = filled(5, 1);
  buffer.write(piece, 0);
  piece.fill(9);
  buffer.flush();
  buffer.write(piece, 5);
  buffer.flush();
  expect([...readFileSync(path)]).toEqual([1, 1, 1, 1, 1, 9, 9, 9, 9, 9]);
});
