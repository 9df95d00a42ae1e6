import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runChild } from '../helpers/child-process';
import { cacheDir } from '../site/cache-dir';
import type { Measure } from './bench-context';
import type { MuxTask, MuxTimes } from './mux-task';
import { settleDisk } from './settle-disk';
import { siteMedia } from './site-media';
import { timed } from './timed';
import { openWorkerPage } from './worker-page';

const rounds = 5;
/** 521 MB of picture, 1 MB of sound. */
const videoId = 'galaxy521mb';
const ffmpegFile = 'ffmpeg.mp4';

/**
 * The product's muxer on 522 MB, OPFS to OPFS in a worker of a real Chromium, against copying the same
 * bytes in the same worker, and against ffmpeg on the file system.
 */
export const measureMux: Measure = async ({ site }) => {
  const { path: video } = await siteMedia(site, videoId, 137);
  const { path: audio } = await siteMedia(site, videoId, 140);
  const page = await openWorkerPage<MuxTask, MuxTimes>('mux-worker.ts', {
    '/video': { type: 'video/mp4', body: { file: video } },
    '/audio': { type: 'audio/mp4', body: { file: audio } },
  });
  try {
    const worker = await page.start();
    await worker.perform('fill');
    const copying: number[] = [];
    const muxing: number[] = [];
    const verifying: number[] = [];
    const ffmpeg: number[] = [];
    const steps = [
      async () => void copying.push((await worker.perform('copy')).copy ?? Number.NaN),
      async () => {
        const { mux = Number.NaN, verify = Number.NaN } = await worker.perform('mux');
        muxing.push(mux);
        verifying.push(verify);
      },
      async () => void ffmpeg.push(await runFfmpeg(video, audio)),
    ];
    for (let round = 0; round <= rounds; round += 1) {
      for (const step of round % 2 === 0 ? steps : steps.toReversed()) {
        await settleDisk();
        await step();
      }
    }
    // The first round warmed up.
    for (const samples of [copying, muxing, verifying, ffmpeg]) samples.shift();
    const mux = { name: 'mux 522 MB', unit: 'ms', samples: muxing } as const;
    return [
      {
        ...mux,
        peer: { name: 'a copy, same worker', samples: copying },
        wanted: { of: 'ratio', atMost: 2.5, goal: 1.8 },
      },
      { ...mux, peer: { name: 'ffmpeg -c copy', samples: ffmpeg } },
      { name: '  and to verify the result', unit: 'ms', samples: verifying },
    ];
  } finally {
    await page.close();
    await rm(join(await cacheDir('bench'), ffmpegFile), { force: true });
  }
};

/** Milliseconds for the whole program, its start included: that is short beside the work. */
async function runFfmpeg(video: string, audio: string): Promise<number> {
  const output = join(await cacheDir('bench'), ffmpegFile);
  const inputs = ['-i', video, '-i', audio, '-map', '0:v', '-map', '1:a'];
  return timed(async () => {
    const args = ['-v', 'error', '-y', ...inputs, '-c', 'copy', output];
    const { code, output: said } = await runChild('ffmpeg', args);
    if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${said}`);
  });
}
