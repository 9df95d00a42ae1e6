import type { ByteFile } from './byte-file';
import { demand } from './demand';
import { type Pace, type PacePorts, startPace } from './pace';

/** Bytes read at a time: a multiple of MD5's own 64. */
const pieceBytes = 1 << 20;

/** How far each of the four rows of a round turns (RFC 1321 §3.4). */
const turns = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const sines = Int32Array.from({ length: 64 }, (_, at) => Math.abs(Math.sin(at + 1)) * 2 ** 32);

/** @throws verification-failed where the file is not the one that the site states the MD5 of. */
export async function verifyDigest(
  file: ByteFile,
  md5: string,
  ports: Pick<PacePorts, 'breathe' | 'uptime'>,
  signal: AbortSignal,
): Promise<void> {
  const found = await md5Of(file, startPace({ ...ports, onProgress: () => undefined }, signal));
  demand('md5', found === md5.toLowerCase(), { bytes: file.getSize() });
}

/** A file's MD5 (RFC 1321) in hexadecimal digits: the browsers' own digests leave it out, and sites state it. */
export async function md5Of(file: ByteFile, pace: Pace): Promise<string> {
  const size = file.getSize();
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  const piece = new Uint8Array(pieceBytes);
  for (let at = 0; at + 64 <= size; at += pieceBytes) {
    const read = file.read(piece, { at });
    digest(state, piece.subarray(0, read - (read % 64)));
    await pace(at / size);
  }
  digest(state, lastBlocks(file, size));
  return [...new Uint8Array(state.buffer)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** What is left over, a one bit, zeros, and the length in bits. */
function lastBlocks(file: ByteFile, size: number): Uint8Array {
  const left = size % 64;
  const end = new Uint8Array(left < 56 ? 64 : 128);
  file.read(end.subarray(0, left), { at: size - left });
  end[left] = 0x80;
  new DataView(end.buffer).setBigUint64(end.length - 8, BigInt(size) * 8n, true);
  return end;
}

function digest(state: Int32Array, blocks: Uint8Array): void {
  const view = new DataView(blocks.buffer, blocks.byteOffset, blocks.byteLength);
  const words = new Int32Array(16);
  for (let at = 0; at < blocks.length; at += 64) {
    for (let word = 0; word < 16; word += 1) words[word] = view.getInt32(at + word * 4, true);
    mix(state, words);
  }
}

function mix(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0] = state;
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4;
    const word = words[wordAt(round, step)] ?? 0;
    const sum = (a + chosen(round, b, c, d) + word + (sines[step] ?? 0)) | 0;
    const turn = turns[round * 4 + (step & 3)] ?? 0;
    [a, d, c] = [d, c, b];
    b = (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0;
  }
  [a, b, c, d].forEach((value, at) => {
    state[at] = ((state[at] ?? 0) + value) | 0;
  });
}

function wordAt(round: number, step: number): number {
  if (round === 0) return step;
  if (round === 1) return (5 * step + 1) & 15;
  return (round === 2 ? 3 * step + 5 : 7 * step) & 15;
}

function chosen(round: number, b: number, c: number, d: number): number {
  if (round === 0) return (b & c) | (~b & d);
  if (round === 1) return (d & b) | (~d & c);
  return round === 2 ? b ^ c ^ d : c ^ (b | ~d);
}
