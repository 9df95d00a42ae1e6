import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ByteFile } from '../../../src/media/byte-file';
import { fileChain } from '../../../src/media/file-chain';
import { verifyDigest } from '../../../src/media/md5';
import { verifyImage } from '../../../src/media/verify-image';

const refuse = (): never => {
  throw new Error('Only read here.');
};
const fileOf = (bytes: Uint8Array): ByteFile => ({
  read: (buffer, { at }) => {
    const found = bytes.subarray(at, at + buffer.byteLength);
    buffer.set(found);
    return found.byteLength;
  },
  getSize: () => bytes.byteLength,
  write: refuse,
  truncate: refuse,
  flush: refuse,
  close: refuse,
});
const ports = { breathe: async () => undefined, uptime: () => 0 };
const signal = new AbortController().signal;
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');
const failed = expect.objectContaining({ code: 'verification-failed' });

test.each([
  0,
  1,
  55,
  56,
  63,
  64,
  65,
  119,
  120,
  1000,
  (1 << 20) - 1,
  1 << 20,
  (1 << 20) + 57,
  3_000_000,
])('the MD5 of %s bytes is what others say it is', async (length) => {
  const bytes = randomBytes(length);
  await expect(verifyDigest(fileOf(bytes), md5(bytes), ports, signal)).resolves.toBeUndefined();
  const other = md5(Buffer.concat([bytes, Buffer.of(0)]));
  await expect(verifyDigest(fileOf(bytes), other, ports, signal)).rejects.toThrow(failed);
});

test.each([
  ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
  ['a PNG', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
  ['a GIF', Buffer.from('GIF89a__')],
  ['a WebP', Buffer.from('RIFF\0\0\0\0WEBPVP8 ')],
])('%s is an image', (_, bytes) => {
  expect(() => verifyImage(fileOf(bytes))).not.toThrow();
});

test.each(['', '<!doctype html>', 'RIFF____WAVE', 'GIF'])('%j is none', (text) => {
  expect(() => verifyImage(fileOf(Buffer.from(text)))).toThrow(failed);
});

test('a chain of files reads as one file would', () => {
  const whole = randomBytes(1000);
  const chain = fileChain(
    [
      whole.subarray(0, 10),
      whole.subarray(10, 10),
      whole.subarray(10, 999),
      whole.subarray(999),
    ].map(fileOf),
  );
  expect(chain.getSize()).toBe(1000);
  for (const [at, length] of [
    [0, 1000],
    [0, 10],
    [9, 2],
    [10, 5],
    [998, 10],
    [500, 600],
    [1000, 1],
  ] as const) {
    const buffer = new Uint8Array(length);
    const read = chain.read(buffer, { at });
    expect(buffer.subarray(0, read)).toEqual(new Uint8Array(whole.subarray(at, at + length)));
  }
});
