import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ByteFile } from '../../../src/media/byte-file';
import { type MuxRequest, mux } from '../../../src/media/mux';
import { verifyMedia } from '../../../src/media/verify';
import { packetDifference, packetHashes } from '../../helpers/packet-hashes';
import { syntheticFile } from '../../helpers/synthetic-file';
import type { SyntheticFile } from '../../site/synthetic/synthetic-file';
import { syntheticMedia } from '../../site/synthetic/synthetic-media';
import { syntheticPackets } from '../../site/synthetic/synthetic-packets';
import { scratchFolder } from './clips';
import { nodeFile } from './node-file';

const folder = scratchFolder();
const seconds = 8;
const extensions = ['mp4', 'mkv', 'webm'] as const;
type Extension = (typeof extensions)[number];

/** 2.5 MB a second: packets of up to half a megabyte. */
const media: Record<string, SyntheticFile> = {};
beforeAll(async () => {
  const picture = { seconds, bytesPerSecond: 2_500_000 };
  media.h264 = await syntheticMedia({ ...picture, codec: 'h264', container: 'mp4' });
  media.vp9 = await syntheticMedia({ ...picture, codec: 'vp9', container: 'webm' });
  media.aac = await syntheticMedia({ seconds, codec: 'aac', container: 'mp4' });
  media.opus = await syntheticMedia({ seconds, codec: 'opus', container: 'webm' });
}, 60_000);

const codecs = { mp4: ['h264', 'aac'], mkv: ['h264', 'opus'], webm: ['vp9', 'opus'] } as const;

function requestFor(extension: Extension, target: ByteFile): MuxRequest {
  const [video, audio] = codecs[extension];
  const file = (codec: string): ByteFile => {
    const found = media[codec];
    if (!found) throw new Error(`no ${codec}`);
    return syntheticFile(found);
  };
  return {
    extension,
    target,
    sources: [
      { kind: 'video', file: file(video) },
      { kind: 'audio', file: file(audio) },
    ],
  };
}

/** A disk of 100 MB a second: its bytes are what the time goes by. */
function slowDisk() {
  let now = 0;
  const slow = (file: ByteFile): ByteFile => ({
    ...file,
    read: (buffer, options) => {
      now += buffer.length / 100_000;
      return file.read(buffer, options);
    },
    write: (buffer, options) => {
      now += buffer.length / 100_000;
      return file.write(buffer, options);
    },
  });
  return { slow, uptime: () => now };
}

const quiet = {
  onProgress: () => undefined,
  breathe: () => Promise.resolve(),
  uptime: () => performance.now(),
};
const calm = new AbortController().signal;

/** Muxes into the file that is there, verifies it and answers with all its bytes. */
async function finished(extension: Extension, path: string): Promise<Buffer> {
  const target = nodeFile(path, 'r+');
  const muxed = await mux(requestFor(extension, target), quiet, calm);
  await verifyMedia(target, { extension, muxed, durationSeconds: seconds }, quiet, calm);
  target.close();
  return readFileSync(path);
}

// An mp4 says when it was made.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});

describe.each(extensions)('a mux into %s', (extension) => {
  it('holds every packet of the sources, byte for byte', async () => {
    const path = join(folder, `whole.${extension}`);
    writeFileSync(path, '');
    await finished(extension, path);
    const found = await packetHashes(path);
    for (const [kind, codec] of [
      ['video/0', codecs[extension][0]],
      ['audio/0', codecs[extension][1]],
    ] as const) {
      const source = media[codec];
      if (!source) throw new Error(`no ${codec}`);
      expect(
        packetDifference(found.get(kind) ?? [], [...syntheticPackets(source)]),
      ).toBeUndefined();
    }
  });

  it('gives the thread back every hundred milliseconds, and tells its bytes, never fewer', async () => {
    const { slow, uptime } = slowDisk();
    const path = join(folder, `paced.${extension}`);
    const target = nodeFile(path, 'w+');
    const { sources } = requestFor(extension, target);
    const breaths: number[] = [0];
    const told: number[] = [];
    await mux(
      {
        extension,
        target: slow(target),
        sources: sources.map(({ kind, file }) => ({ kind, file: slow(file) })),
      },
      {
        uptime,
        breathe: async () => void breaths.push(uptime()),
        onProgress: (done) => told.push(done),
      },
      calm,
    );
    target.close();
    const deaf = breaths.slice(1).map((at, index) => at - (breaths[index] ?? 0));
    expect(Math.max(...deaf)).toBeLessThan(150);
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBeGreaterThan(0.5);
  });

  it('that is aborted ends at the next breath', async () => {
    const { slow, uptime } = slowDisk();
    const target = nodeFile(join(folder, `aborted.${extension}`), 'w+');
    const abort = new AbortController();
    let abortedAt = Number.NaN;
    const breathe = async (): Promise<void> => {
      if (uptime() < 100 || abort.signal.aborted) return;
      abortedAt = uptime();
      abort.abort();
    };
    const muxing = mux(
      requestFor(extension, slow(target)),
      { ...quiet, uptime, breathe },
      abort.signal,
    );
    await expect(muxing).rejects.toMatchObject({ name: 'AbortError' });
    expect(uptime() - abortedAt).toBeLessThan(20);
    target.close();
  });

  it('does not trip over what a killed one left, longer than itself or shorter', async () => {
    const path = join(folder, `again.${extension}`);
    writeFileSync(path, '');
    const clean = await finished(extension, path);
    const longer = Buffer.alloc(clean.length + 3_000_000, 'left over ');
    const half = Buffer.concat([
      clean.subarray(0, clean.length >> 1),
      longer.subarray(0, 1_000_000),
    ]);
    for (const left of [longer, half]) {
      writeFileSync(path, left);
      expect((await finished(extension, path)).equals(clean)).toBe(true);
    }
  });
});
