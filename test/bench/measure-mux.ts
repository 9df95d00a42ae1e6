import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputContainer } from '../../src/formats/choice';
import { runChild } from '../helpers/child-process';
import { createTempDir } from '../helpers/temp-dir';
import { type SyntheticFile, syntheticPieces } from '../site/synthetic/synthetic-file';
import { syntheticMedia } from '../site/synthetic/synthetic-media';
import type { Measure } from './bench-context';
import type { MuxTask, MuxTimes } from './mux-task';
import type { Result } from './result';
import { settleDisk } from './settle-disk';
import { timed } from './timed';
import { openWorkerPage, type PageWorker } from './worker-page';

const rounds = 7;
/** Half a gigabyte at 5 Mbit/s, as 1080p is served: packets of 20 kB, and of 340 bytes. */
const seconds = 800;
const bytesPerSecond = 625_000;

const sources = {
  h264: { codec: 'h264', container: 'mp4', seconds, bytesPerSecond },
  vp9: { codec: 'vp9', container: 'webm', seconds, bytesPerSecond },
  aac: { codec: 'aac', container: 'mp4', seconds },
  opus: { codec: 'opus', container: 'webm', seconds },
} as const;
type SourceName = keyof typeof sources;

interface Pair {
  readonly name: string;
  readonly from: readonly [video: SourceName, audio: SourceName];
  readonly extension: OutputContainer['extension'];
}

/** Every container that pictures and sounds are put together in, and both ways into the one that holds all. */
const pairs: readonly Pair[] = [
  { name: 'H.264 + AAC → mp4', from: ['h264', 'aac'], extension: 'mp4' },
  { name: 'VP9 + Opus → webm', from: ['vp9', 'opus'], extension: 'webm' },
  { name: 'H.264 + Opus → mkv', from: ['h264', 'opus'], extension: 'mkv' },
  { name: 'VP9 + AAC → mkv', from: ['vp9', 'aac'], extension: 'mkv' },
];

/**
 * The product's muxer on half a gigabyte, OPFS to OPFS in a worker of a real Chromium, against copying
 * the same bytes in the same worker, and against ffmpeg on the file system.
 */
export const measureMux: Measure = async () => {
  const folder = createTempDir('mux');
  folder.removeAtExit();
  const media = new Map<SourceName, SyntheticFile>();
  for (const name of ['h264', 'vp9', 'aac', 'opus'] as const) {
    media.set(name, await syntheticMedia(sources[name]));
  }
  const served = [...media].map(
    ([name, file]) =>
      [`/${name}`, { type: 'application/octet-stream', body: { media: file } }] as const,
  );
  const page = await openWorkerPage<MuxTask, MuxTimes>('mux-worker.ts', Object.fromEntries(served));
  try {
    for (const [name, file] of media)
      await writeFile(join(folder.path, name), syntheticPieces(file));
    const worker = await page.start();
    const results: Result[] = [];
    for (const pair of pairs) results.push(...(await measurePair(pair, folder.path, worker)));
    return results;
  } finally {
    await page.close();
    folder.remove();
  }
};

async function measurePair(
  { name, from, extension }: Pair,
  folder: string,
  worker: PageWorker<MuxTask, MuxTimes>,
): Promise<Result[]> {
  const [video, audio] = from;
  const paths = from.map((source) => join(folder, source));
  await worker.perform({ do: 'fill', video: `/${video}`, audio: `/${audio}` });
  const copying: number[] = [];
  const muxing: number[] = [];
  const verifying: number[] = [];
  const ffmpeg: number[] = [];
  const steps = [
    async () => void copying.push((await worker.perform({ do: 'copy' })).copy ?? Number.NaN),
    async () => {
      const { mux, verify } = await worker.perform({ do: 'mux', extension });
      muxing.push(mux ?? Number.NaN);
      verifying.push(verify ?? Number.NaN);
    },
    async () => void ffmpeg.push(await runFfmpeg(paths, join(folder, `ffmpeg.${extension}`))),
  ];
  for (let round = 0; round <= rounds; round += 1) {
    for (const step of round % 2 === 0 ? steps : steps.toReversed()) {
      await settleDisk();
      await step();
    }
  }
  // The first round warmed up.
  for (const samples of [copying, muxing, verifying, ffmpeg]) samples.shift();
  const mux = { name: `mux ${name}`, unit: 'ms', samples: muxing } as const;
  return [
    {
      ...mux,
      peer: { name: 'a copy, same worker', samples: copying },
      wanted: { of: 'ratio', atMost: 1.8 },
    },
    { ...mux, peer: { name: 'ffmpeg -c copy', samples: ffmpeg } },
    { name: '  and to verify the result', unit: 'ms', samples: verifying },
  ];
}

/** Milliseconds for the whole program, its start included: that is short beside the work. */
async function runFfmpeg(paths: readonly string[], output: string): Promise<number> {
  const inputs = [...paths.flatMap((path) => ['-i', path]), '-map', '0:v', '-map', '1:a'];
  return timed(async () => {
    const args = ['-v', 'error', '-y', ...inputs, '-c', 'copy', output];
    const { code, output: said } = await runChild('ffmpeg', args);
    if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${said}`);
  });
}
