import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DiskTarget } from '../../../src/media/disk-target';
import { scratchFolder } from './clips';
import { nodeFile } from './node-file';

it('puts pieces of any size in any order on their place', async () => {
  const path = join(scratchFolder(), 'target');
  const file = nodeFile(path, 'w+');
  file.write(new Uint8Array(9_000_000).fill(7), { at: 0 });
  const target = new DiskTarget(file);
  target._start();
  const wanted = new Uint8Array(6_000_000);
  const put = (at: number, length: number, value: number): void => {
    const piece = new Uint8Array(length).fill(value);
    target._write(piece, at);
    // What the muxer does with its memory afterwards is its own affair.
    piece.fill(0xff);
    wanted.fill(value, at, at + length);
  };
  put(0, 100, 1);
  put(100, 3_000_000, 2);
  for (let at = 3_000_100; at < 4_500_000; at += 700) put(at, 700, at % 251);
  put(5_000_000, 1_000_000, 3);
  put(50, 60, 4);
  put(5_999_990, 10, 5);
  await target._flush();
  await target._finalize();
  file.close();
  expect(Buffer.compare(readFileSync(path), wanted)).toBe(0);
});
