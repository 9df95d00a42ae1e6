import { UMPPartId } from 'googlevideo/protos';
import { expect, test } from 'vitest';
import { UmpStream } from '../../../../src/transfer/sabr/ump-stream';
import { Seeded } from '../../../site/players/seeded';
import { umpHead } from '../../../site/sabr/ump-head';
import { noise } from '../rig';
import { frame } from './frame';

/** Every length of the framing's numbers, and both sides of each step. */
const sizes = [0, 1, 2, 127, 128, 16_383, 16_384, 70_000, 2_097_151, 2_097_152];

const parts = sizes.flatMap((size, at) => [
  { type: UMPPartId.MEDIA, payload: noise(size, at + 1) },
  { type: [20, 35, 200, 20_000][at % 4] ?? 0, payload: noise(Math.min(size, 200_000), at + 50) },
]);
const wire = Buffer.concat(parts.flatMap((part) => frame(part)));

/** What comes out, pieces of media put together again. */
function read(chunks: Iterable<Uint8Array<ArrayBuffer>>) {
  const stream = new UmpStream();
  const found: { type: number; bytes: Buffer[] }[] = [];
  for (const chunk of chunks) {
    for (const piece of stream.push(chunk)) {
      if (piece.kind === 'part')
        found.push({ type: piece.type, bytes: [Buffer.from(piece.bytes)] });
      else if (piece.kind === 'media')
        found.push({ type: UMPPartId.MEDIA, bytes: [Buffer.from(piece.bytes)] });
      else found.at(-1)?.bytes.push(Buffer.from(piece.bytes));
    }
    // The network uses its memory again.
    chunk.fill(0xee);
  }
  return { stream, found };
}

function* cut(bytes: Uint8Array, random: Seeded, most: number): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; ) {
    const end = at + random.between(1, most);
    yield Uint8Array.from(bytes.subarray(at, end));
    at = end;
  }
}

test.each([
  [1, 5_000_000],
  [2, 300_000],
  [3, 9_000],
  [4, 90_000],
])('parts come out as they went in, however the network cuts them (%i)', (seed, most) => {
  const { stream, found } = read(cut(wire, new Seeded(seed), most));
  expect(stream.isCut).toBe(false);
  expect(found.map(({ type }) => type)).toEqual(parts.map(({ type }) => type));
  for (const [at, { bytes }] of found.entries()) {
    const payload = parts[at]?.payload ?? new Uint8Array();
    expect(Buffer.concat(bytes).equals(Buffer.from(payload))).toBe(true);
  }
});

test('byte by byte', () => {
  const short = [...parts.slice(0, 8), { type: 43, payload: noise(300) }];
  const bytes = Buffer.concat(short.flatMap((part) => frame(part)));
  const { stream, found } = read(cut(bytes, new Seeded(1), 1));
  expect(found.map(({ type }) => type)).toEqual(short.map(({ type }) => type));
  expect(stream.isCut).toBe(false);
});

test('the first piece of a media part holds the id of its header', () => {
  const [head = new Uint8Array(), payload = new Uint8Array()] = [
    Uint8Array.of(21, 100),
    Uint8Array.of(7, 1, 2),
  ];
  const stream = new UmpStream();
  expect([...stream.push(Uint8Array.from(head))]).toEqual([]);
  expect(stream.isCut).toBe(true);
  expect([...stream.push(Uint8Array.from(payload))]).toEqual([{ kind: 'media', bytes: payload }]);
});

test('long words are read past; a part larger than any is an error', () => {
  const long = { type: 35, payload: noise(300_000) };
  const { found } = read([
    Uint8Array.from(Buffer.concat([...frame(long), ...frame({ type: 22, payload: noise(1) })])),
  ]);
  expect(found.map(({ type }) => type)).toEqual([22]);
  const stream = new UmpStream();
  const huge = Uint8Array.of(21, 0xff, 0xff, 0xff, 0xff, 0x7f);
  expect(() => [...stream.push(huge)]).toThrow(expect.objectContaining({ code: 'sabr-error' }));
});

test('whether an answer ended within a part', () => {
  for (const length of [1, 2, 3, 50]) {
    const { stream } = read([
      Uint8Array.from(Buffer.concat(frame({ type: 21, payload: noise(60) })).subarray(0, length)),
    ]);
    expect(stream.isCut).toBe(true);
  }
});

test("the site's own heads are the library's", () => {
  for (const size of [...sizes, 300_000]) {
    const part = { type: size % 300, payload: noise(size) };
    expect(Buffer.from(umpHead(part))).toEqual(
      Buffer.concat(frame(part)).subarray(0, -size || undefined),
    );
  }
});
