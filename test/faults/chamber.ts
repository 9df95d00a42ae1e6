import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createTempDir } from '../helpers/temp-dir';
import { Arena } from './arena';
import type { FaultKind } from './fault';
import { planOf, planText } from './plan';
import { play, type Result } from './play';
import { detailText, resultText, totalsText } from './report';
import { makeSceneMedia } from './scene';

export interface ChamberOptions {
  readonly seeds: readonly number[];
  /** The unpacked build for Chromium that is tortured. */
  readonly extension: string;
  readonly verbose: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What puts the next version in the place of a video's files. */
const replacing: ReadonlySet<FaultKind> = new Set<FaultKind>(['file-replaced', 'new-version']);

/** Plays every seed, one after the other, and tells of each. */
export async function runChamber(options: ChamberOptions): Promise<readonly Result[]> {
  const { seeds, extension, verbose, say, signal } = options;
  if (!existsSync(join(extension, 'manifest.json'))) {
    throw new Error(`${extension} is not built: run "npm run build" first.`);
  }
  const copy = createTempDir('build');
  copy.removeAtExit();
  // A build meanwhile changes nothing.
  cpSync(extension, copy.path, { recursive: true });
  const plans = seeds.map(planOf);
  await makeSceneMedia(
    plans.map(({ scene, events }) => ({
      scene,
      isReplaced: events.some(({ fault }) => replacing.has(fault.kind)),
    })),
  );
  const arena = await Arena.open(copy.path);
  const results: Result[] = [];
  try {
    for (const plan of plans) {
      if (signal.aborted) break;
      if (verbose) say(`seed ${plan.seed}: ${planText(plan)}`);
      const result = await play(plan, arena);
      results.push(result);
      say(resultText(result));
      if (result.problems.length > 0 || verbose) say(detailText(result));
    }
  } finally {
    await arena.close();
    copy.remove();
  }
  say(totalsText(results));
  return results;
}
