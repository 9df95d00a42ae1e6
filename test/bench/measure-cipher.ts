import { createRequire } from 'node:module';
import { join } from 'node:path';
import { filesIn } from '../helpers/files-in';
import { nodeEvaluator } from '../helpers/node-evaluator';
import { openScript } from '../helpers/open-capture';
import { generatePlayer, playerEras } from '../site/players/generate-player';
import type { BenchContext, Measure } from './bench-context';
import { type CipherAnswer, type CipherTask, performCipherTask } from './cipher-task';
import type { Result } from './result';
import { openWorkerExtension } from './worker-extension';

/** Of a folder of real scripts so many are taken, evenly from the first name to the last. */
const mostScripts = 10;
/** Characters, about as many as real players have. */
const generatedSize = 1_500_000;
const scriptName = /\.(?:js|json)(?:\.gz)?$/;

/**
 * A player script solved from nothing, with the evaluator's own start, against parsing and printing all
 * of it with meriyah and astring; then answers from the cached program. In Node, warm, and in an extension's
 * service worker, which each task wakes.
 */
export const measureCipher: Measure = async (context) => {
  const scripts = await scriptsFor(context);
  const kind = context.players === undefined ? 'generated' : 'real';
  const title = `${scripts.length} ${kind} players`;
  return [
    ...(await inNode(scripts, `cipher, ${title}, Node: cold`)),
    ...(await inServiceWorker(scripts, `cipher, ${title}, service worker: cold`)),
  ];
};

async function inNode(scripts: readonly string[], title: string): Promise<Result[]> {
  const ports = {
    textOf: async (at: string) => scripts[Number(at)] ?? '',
    evaluator: nodeEvaluator,
  };
  const names = scripts.map((_, at) => String(at));
  return measure(names, title, (task) => performCipherTask(task, ports));
}

async function inServiceWorker(scripts: readonly string[], title: string): Promise<Result[]> {
  const named = scripts.map((text, at) => [`player-${at}.js`, { text }] as const);
  const wasm = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');
  const extension = await openWorkerExtension<CipherTask, CipherAnswer>('cipher-worker.ts', {
    ...Object.fromEntries(named),
    'quickjs.wasm': { copyOf: wasm },
  });
  try {
    const paths = named.map(([name]) => `/${name}`);
    return await measure(paths, title, extension.perform);
  } finally {
    await extension.close();
  }
}

async function measure(
  scripts: readonly string[],
  title: string,
  perform: (task: CipherTask) => Promise<CipherAnswer>,
): Promise<Result[]> {
  const taken = { solve: [] as number[], print: [] as number[] };
  const woken: number[] = [];
  const further: number[] = [];
  for (const [at, script] of scripts.entries()) {
    const order = ['solve', 'print'] as const;
    for (const kind of at % 2 === 0 ? order : order.toReversed()) {
      taken[kind].push((await perform({ kind, script })).milliseconds ?? Number.NaN);
    }
    const { plans } = await perform({ kind: 'learn', script });
    if (plans === undefined) continue;
    const { times } = await perform({ kind: 'answer', plans });
    if (times === undefined) continue;
    woken.push(times.woken);
    further.push(...times.further);
  }
  return [
    {
      name: title,
      unit: 'ms',
      samples: taken.solve,
      peer: { name: 'meriyah + astring', samples: taken.print },
      wanted: { of: 'ratio', atMost: 1, goal: 0.7 },
    },
    {
      name: '  first n from the cached program',
      unit: 'ms',
      samples: woken,
      wanted: { of: 'median', below: 60 },
    },
    { name: '  a further n', unit: 'ms', samples: further, wanted: { of: 'median', below: 5 } },
  ];
}

async function scriptsFor({ players }: BenchContext): Promise<string[]> {
  if (players === undefined) {
    return playerEras.map((era) => generatePlayer(era, 7, generatedSize).script);
  }
  const files = (await filesIn(players)).filter((name) => scriptName.test(name));
  const count = Math.min(mostScripts, files.length);
  const chosen = Array.from({ length: count }, (_, at) =>
    files.at(Math.round((at * (files.length - 1)) / Math.max(1, count - 1))),
  );
  return Promise.all(chosen.map((file = '') => openScript(join(players, file))));
}
