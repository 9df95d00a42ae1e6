import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FileWindow } from '../../../src/media/file-window';
import { scratchFolder } from './clips';
import { nodeFile } from './node-file';

const folder = scratchFolder();
const bytes = 6_000_000;
const whole = Buffer.from(Uint32Array.from({ length: bytes / 4 }, (_, at) => at * 7919).buffer);

function watched() {
  const path = join(folder, 'source');
  writeFileSync(path, whole);
  const file = nodeFile(path);
  const reads: number[] = [];
  const source = new FileWindow({
    ...file,
    read: (buffer, options) => {
      reads.push(buffer.length);
      return file.read(buffer, options);
    },
  });
  const read = (start: number, end: number): Buffer => {
    const { bytes: found, offset } = source.read(start, end);
    return Buffer.from(found.subarray(start - offset, end - offset));
  };
  return { read, reads, source };
}

it('reads ahead in ever longer pieces while the reading goes on', () => {
  const { read, reads } = watched();
  for (let at = 0; at < bytes; at += 1000) {
    expect(read(at, at + 1000).equals(whole.subarray(at, at + 1000))).toBe(true);
  }
  expect(reads.length).toBeLessThan(10);
});

it('reads little where it is asked here and there', () => {
  const { read, reads } = watched();
  for (const at of [5_000_000, 10, 3_000_000, 1_000_000, 5_900_000]) {
    expect(read(at, at + 16).equals(whole.subarray(at, at + 16))).toBe(true);
  }
  expect(Math.max(...reads)).toBeLessThanOrEqual(64 * 1024);
});

it('never writes again to what it has handed out', () => {
  const { source } = watched();
  const first = source.read(0, 1000);
  const before = Buffer.from(first.bytes);
  for (let at = 0; at < bytes - 1000; at += 50_000) source.read(at, at + 1000);
  expect(before.equals(first.bytes)).toBe(true);
});

it('refuses a piece that no real file asks for at once', () => {
  const { source } = watched();
  expect(() => source.read(0, 300 * 1024 * 1024)).toThrow(RangeError);
  expect(() => source.read(bytes - 10, bytes + 10)).toThrow(RangeError);
});
