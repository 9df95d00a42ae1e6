import { expect, it } from 'vitest';
import { readBody, SpareBuffers } from '../../../src/transfer/body-reader';
import { noise } from './rig';

const content = noise(2_000_000);

async function readAll(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const reader = readBody(body);
  const got = new Uint8Array(content.length);
  let at = 0;
  let largest = 0;
  for (let piece = await reader.next(); piece; piece = await reader.next()) {
    got.set(piece, at);
    at += piece.length;
    largest = Math.max(largest, piece.buffer.byteLength);
  }
  return { same: Buffer.compare(got, content) === 0, at, largest };
}

/** In pieces of odd sizes, as networks bring them. */
function* pieces(): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0, size = 1; at < content.length; at += size, size = (size * 7) % 300_007) {
    yield content.slice(at, at + size);
  }
}

it('reads a byte stream through one buffer of a bounded size', async () => {
  const all = pieces();
  const body = new ReadableStream({
    type: 'bytes',
    pull: (controller) => {
      const { value, done } = all.next();
      if (!done) return controller.enqueue(value);
      controller.close();
      controller.byobRequest?.respond(0);
    },
  });
  expect(await readAll(body)).toEqual({ same: true, at: content.length, largest: 512 * 1024 });
});

it('reads any other stream piece by piece', async () => {
  const all = pieces();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      const { value, done } = all.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  expect(await readAll(body)).toMatchObject({ same: true, at: content.length });
});

const byteStream = (bytes: Uint8Array<ArrayBuffer>) =>
  new ReadableStream({
    type: 'bytes',
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });

it('one body after the other is read through the same buffer', async () => {
  const spares = new SpareBuffers();
  const reader = readBody(byteStream(Uint8Array.of(7)), spares);
  expect(await reader.next()).toEqual(Uint8Array.of(7));
  reader.close();
  expect(new Uint8Array(spares.take())[0]).toBe(7);
});

it('a buffer that a read has not given back is not used again', async () => {
  const spares = new SpareBuffers();
  const reader = readBody(new ReadableStream({ type: 'bytes' }), spares);
  reader.next().catch(() => undefined);
  reader.close();
  expect(spares.take().byteLength).toBe(512 * 1024);
});
