import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { packetHashes } from '../../helpers/packet-hashes';
import { findRanges } from '../../site/media/find-ranges';
import type { PaddedCodec } from '../../site/synthetic/pad-frame';
import type { SyntheticFile } from '../../site/synthetic/synthetic-file';
import { syntheticMedia } from '../../site/synthetic/synthetic-media';
import { syntheticPackets } from '../../site/synthetic/synthetic-packets';
import { scratchFolder } from '../media/clips';

const run = promisify(execFile);
const folder = scratchFolder();

const kinds: readonly [PaddedCodec, 'mp4' | 'webm', number | undefined][] = [
  ['h264', 'mp4', 400_000],
  ['vp9', 'webm', 400_000],
  ['aac', 'mp4', undefined],
  ['opus', 'webm', undefined],
];

function whole(file: SyntheticFile): Buffer {
  const bytes = Buffer.alloc(file.bytes);
  file.read(bytes, 0);
  return bytes;
}

describe.each(kinds)('computed %s in %s', (codec, container, bytesPerSecond) => {
  const made = () =>
    syntheticMedia({ codec, container, seconds: 15, ...(bytesPerSecond && { bytesPerSecond }) });

  it('is what its packets are, at their times, and decodes', async () => {
    const file = await made();
    const path = join(folder, `whole.${container}`);
    writeFileSync(path, whole(file));
    const [track] = (await packetHashes(path)).values();
    const wanted = [...syntheticPackets(file)];
    expect(track?.map(({ hash }) => hash)).toEqual(wanted.map(({ hash }) => hash));
    const apart = wanted.map(({ seconds }, at) => Math.abs(seconds - (track?.[at]?.seconds ?? -1)));
    expect(Math.max(...apart)).toBeLessThan(0.0011);
    const { stderr } = await run('ffmpeg', ['-v', 'warning', '-i', path, '-f', 'null', '-']);
    expect(stderr).toBe('');
    expect(file.durationSeconds).toBe(16);
  });

  it('has each packet but once, and its index in front', async () => {
    const file = await made();
    const hashes = [...syntheticPackets(file)].map(({ hash }) => hash);
    expect(hashes.length).toBe(file.packets);
    // VP9 has no room for numbers: its loop comes again.
    if (codec !== 'vp9') expect(new Set(hashes).size).toBe(file.packets);
    expect(findRanges(file.head, container)?.index.end).toBe(file.head.length - 1);
  });

  it('is the same from wherever it is read', async () => {
    const file = await made();
    const bytes = whole(file);
    const piece = Buffer.alloc(70_001);
    for (let at = file.bytes - piece.length; at >= 0; at -= 66_666) {
      file.read(piece, at);
      expect(piece.equals(bytes.subarray(at, at + piece.length))).toBe(true);
    }
    expect(() => file.read(piece, file.bytes - 70_000)).toThrow(RangeError);
  });
});

it('is as big as is asked, in no time', async () => {
  const file = await syntheticMedia({
    codec: 'h264',
    container: 'mp4',
    seconds: 36_000,
    bytesPerSecond: 1e10 / 36_000,
  });
  expect(Math.abs(file.bytes / 1e10 - 1)).toBeLessThan(0.01);
  expect(file.packets).toBe(900_000);
  const end = Buffer.alloc(1000);
  file.read(end, file.bytes - end.length);
});
