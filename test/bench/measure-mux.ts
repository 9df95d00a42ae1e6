import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { projectRoot } from '../commands/project-root.mjs';
import { bundleScript } from '../helpers/bundle-script';
import { runChild } from '../helpers/child-process';
import { startChromium } from '../helpers/chromium-session';
import { Cleanup } from '../helpers/cleanup';
import { cacheDir } from '../site/cache-dir';
import type { Site } from '../site/start-site';
import type { Measure } from './bench-context';
import type { MuxMessage, MuxTask, MuxTimes } from './mux-task';
import { serveLocally } from './serve-locally';
import { settleDisk } from './settle-disk';

const rounds = 5;
/** 521 MB of picture, 1 MB of sound. */
const videoId = 'galaxy521mb';

/**
 * The product's muxer on 522 MB, OPFS to OPFS in a worker of a real Chromium, against copying the same
 * bytes in the same worker, and against ffmpeg on the file system.
 */
export const measureMux: Measure = async ({ site }) => {
  const cleanup = new Cleanup();
  try {
    const [video, audio] = await sourcesOf(site);
    const worker = await bundleScript(join(projectRoot, 'test/bench/mux-worker.ts'));
    const server = await serveLocally({
      '/': { type: 'text/html', body: { text: '<!doctype html><title>mux</title>' } },
      '/worker.js': { type: 'text/javascript', body: { text: worker } },
      '/video': { type: 'video/mp4', body: { file: video } },
      '/audio': { type: 'audio/mp4', body: { file: audio } },
    });
    cleanup.defer(server.close);
    const session = await startChromium({ sitePort: site.port, extension: null });
    cleanup.defer(session.close);
    await session.page.goto(server.origin);
    const perform = await startWorker(session.page);
    await perform('fill');

    const times = { copy: [], mux: [], verify: [], ffmpeg: [] } as Record<string, number[]>;
    const keep = (taken: Readonly<Record<string, number>>): void => {
      for (const [name, milliseconds] of Object.entries(taken)) times[name]?.push(milliseconds);
    };
    const tasks = [
      async () => keep(await perform('copy')),
      async () => keep(await perform('mux')),
      async () => keep({ ffmpeg: await runFfmpeg(video, audio) }),
    ];
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const task of round % 2 === 0 ? tasks : tasks.toReversed()) {
        await settleDisk();
        await task();
      }
    }
    const of = (name: string): number[] => times[name]?.slice(1) ?? [];
    const muxing = { name: 'mux 522 MB', unit: 'ms', samples: of('mux') } as const;
    return [
      {
        ...muxing,
        peer: { name: 'copying them in the same worker', samples: of('copy') },
        wanted: { of: 'ratio', atMost: 2.5, goal: 1.8 },
      },
      { ...muxing, peer: { name: 'ffmpeg -c copy', samples: of('ffmpeg') } },
      { name: '  and to verify the result', unit: 'ms', samples: of('verify') },
    ];
  } finally {
    await cleanup.run();
  }
};

async function sourcesOf(site: Site): Promise<[video: string, audio: string]> {
  const video = site.videos.find(({ id }) => id === videoId);
  const pathOf = async (itag: number): Promise<string> => {
    const format = video?.formats.find((candidate) => candidate.itag === itag);
    if (format === undefined) throw new Error(`The site has no itag ${itag} of ${videoId}.`);
    return (await format.file()).path;
  };
  return [await pathOf(137), await pathOf(140)];
}

/** Answers with what has the worker do a task. */
async function startWorker(page: Page): Promise<(task: MuxTask) => Promise<MuxTimes>> {
  const worker = await page.evaluateHandle(() => new Worker('/worker.js'));
  return (task) =>
    worker.evaluate(
      (running, asked) =>
        new Promise<MuxTimes>((resolve, reject) => {
          const hear = ({ data }: MessageEvent<MuxMessage>): void => {
            if (data.kind === 'progress') return;
            running.removeEventListener('message', hear);
            if (data.kind === 'done') resolve(data.times);
            else reject(new Error(data.reason));
          };
          running.addEventListener('message', hear);
          running.postMessage(asked);
        }),
      task,
    );
}

/** Milliseconds for the whole program, its start included: it is short beside the work. */
async function runFfmpeg(video: string, audio: string): Promise<number> {
  const output = join(await cacheDir('bench'), 'ffmpeg.mp4');
  const inputs = ['-i', video, '-i', audio, '-map', '0:v', '-map', '1:a'];
  const start = performance.now();
  const { code, output: said } = await runChild('ffmpeg', [
    ...['-v', 'error', '-y', ...inputs, '-c', 'copy', output],
  ]);
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${said}`);
  return performance.now() - start;
}
