import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { projectRoot } from '../project-root.mjs';
import type { SolveReply, SolveRequest } from './solve-worker';

/** What a worker came to: an answer, or that it was stopped, or fell. */
export type SolveOutcome =
  | { readonly kind: 'answered'; readonly reply: SolveReply }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'failed'; readonly message: string };

export interface SolveWorkers {
  /** Solves one script in a worker of its own, which ends with it. */
  solve(request: SolveRequest): Promise<SolveOutcome>;
  dispose(): Promise<void>;
}

/** Memory for one script's worker, in MiB: a parse of everything would already need half of it. */
const maxOldGenerationSizeMb = 512;

/**
 * Bundles the worker once, since a worker of Node runs no TypeScript, below `node_modules` so that it finds
 * its packages; each script then gets a worker of its own, stopped after `milliseconds`.
 */
export async function solveWorkers(milliseconds: number): Promise<SolveWorkers> {
  const folder = await mkdtemp(join(projectRoot, 'node_modules', '.reelkeep-players-'));
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(projectRoot, 'test/commands/players/solve-worker.ts'),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'solve-worker.mjs' } },
    },
  });
  return {
    solve: (request) => solveOnce(join(folder, 'solve-worker.mjs'), request, milliseconds),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

async function solveOnce(
  file: string,
  request: SolveRequest,
  milliseconds: number,
): Promise<SolveOutcome> {
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb } });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<SolveOutcome>((resolve) => {
      timer = setTimeout(() => resolve({ kind: 'timed-out' }), milliseconds);
      worker.on('message', (reply: SolveReply) => resolve({ kind: 'answered', reply }));
      worker.on('error', ({ message }) => resolve({ kind: 'failed', message }));
      worker.postMessage(request);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
