import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { projectRoot } from '../commands/project-root.mjs';
import { clips } from '../site/media/clips';
import { makeMedia } from '../site/media/make-media';
import { profileOf } from '../site/media/profiles';
import { webClient } from '../site/sabr/issue-sabr';
import { mapFile } from '../site/sabr/map-file';
import { readMedia } from '../site/sabr/read-media';
import type { SabrTrack, SabrVideo } from '../site/sabr/sabr-video';
import { encodeConfig } from '../site/sabr/ustreamer-config';
import type { Measure } from './bench-context';
import { serveBothWays } from './sabr-server';
import type { SabrTask, SabrTimes } from './sabr-task';

const rounds = 5;
const sideBySide = 4;
/** As long together as one of the whole length: of more samples the highest is higher, whatever was fetched. */
const tenths = 10;

/**
 * The streaming protocol against ranges: the transfer alone, one gigabyte from one server on this
 * machine, in a worker of Node; and whether its memory grows with the length.
 */
export const measureSabr: Measure = async () => {
  const long = await trackOf('hour');
  const short = shortened(long);
  const video: SabrVideo = { id: 'benchedhour', tracks: [long] };
  const worker = await startWorker();
  const [server, shortServer] = [
    await serveBothWays(video, long),
    await serveBothWays({ ...video, tracks: [short] }, short),
  ];
  const task = (way: SabrTask['way'], track = long, origin = server.origin) =>
    perform(worker, taskFor(way, video.id, track, origin));
  try {
    const speeds = { segments: [] as number[], ranges: [] as number[] };
    const cpu = { segments: [] as number[], ranges: [] as number[] };
    const peaks = { short: [] as number[], long: [] as number[], ranges: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const ways = ['segments', 'ranges'] as const;
      for (const way of round % 2 === 0 ? ways : ways.toReversed()) {
        const times = await task(way);
        speeds[way].push(times.written / 1000 / times.ms);
        cpu[way].push(times.cpuMs);
        peaks[way === 'segments' ? 'long' : 'ranges'].push(times.peakBytes / 1e6);
      }
    }
    // The first round warmed up.
    for (const samples of [speeds, cpu, peaks].flatMap(Object.values<number[]>)) samples.shift();
    for (let at = 0; at < tenths; at += 1)
      peaks.short.push((await task('segments', short, shortServer.origin)).peakBytes / 1e6);
    return [
      {
        name: `1 GB by segments, ${sideBySide} windows`,
        unit: 'MB/s',
        samples: speeds.segments,
        peer: { name: `ranges, ${sideBySide} connections`, samples: speeds.ranges },
        wanted: { of: 'ratio', atLeast: 0.8 },
      },
      {
        name: '  on the processor',
        unit: 'ms',
        samples: cpu.segments,
        peer: { name: 'ranges', samples: cpu.ranges },
        wanted: { of: 'ratio', atMost: 1.25 },
      },
      {
        name: '  memory at the most',
        unit: 'MB',
        samples: peaks.long,
        peer: {
          name: `the most of ${tenths} of a tenth of the length`,
          samples: [Math.max(...peaks.short)],
        },
        wanted: { of: 'ratio', atMost: 1 },
      },
      {
        name: '  memory at the most',
        unit: 'MB',
        samples: peaks.long,
        peer: { name: 'ranges', samples: peaks.ranges },
        wanted: { of: 'ratio', atMost: 1 },
      },
    ];
  } finally {
    await worker.terminate();
    await server.close();
    await shortServer.close();
  }
};

async function trackOf(clip: 'hour'): Promise<SabrTrack> {
  const profile = profileOf(137);
  const media = await makeMedia(profile, clips[clip]);
  return {
    ...{ itag: profile.itag, kind: 'video', mime: profile.mime, bytes: media.bytes },
    lastModified: '1700000000000000',
    map: await mapFile(media, 'mp4'),
    read: (into, at) => readMedia(media, into, at),
  };
}

/** The first tenth, as a file of its own. */
function shortened(track: SabrTrack): SabrTrack {
  const segments = track.map.segments.slice(0, Math.ceil(track.map.segments.length / 10));
  const last = segments.at(-1);
  return {
    ...track,
    bytes: last ? last.startByte + last.bytes : 0,
    map: { ...track.map, segments },
  };
}

function taskFor(
  way: SabrTask['way'],
  videoId: string,
  { itag, lastModified, bytes: contentLength }: SabrTrack,
  origin: string,
): SabrTask {
  const url = `${origin}/videoplayback?sabr=1`;
  const config = { videoId, playback: 'bench', client: webClient, availableAt: 0, isReload: false };
  return {
    ...{ way, sideBySide, url },
    source: { url, ustreamerConfig: encodeConfig(config), client: webClient },
    format: { itag, lastModified, kind: 'video', contentLength },
  };
}

/** A worker of its own: the server's work must not be counted as ours. */
async function startWorker(): Promise<Worker> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'node20',
      ssr: join(projectRoot, 'test/bench/sabr-worker.ts'),
    },
    ssr: { noExternal: true },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('Vite built no worker.');
  const code = Buffer.from(chunk.code).toString('base64');
  return new Worker(new URL(`data:text/javascript;base64,${code}`));
}

function perform(worker: Worker, task: SabrTask): Promise<SabrTimes> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (answer: SabrTimes | { readonly failed: string }) => {
      worker.off('error', reject);
      if ('failed' in answer) reject(new Error(answer.failed));
      else if (answer.written < task.format.contentLength) reject(new Error('Bytes are missing.'));
      else resolve(answer);
    });
    worker.postMessage(task);
  });
}
