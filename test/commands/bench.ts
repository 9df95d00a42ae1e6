import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchContext, Measure } from '../bench/bench-context';
import { measures } from '../bench/measures';
import type { Result } from '../bench/result';
import { table } from '../bench/table';
import { chromiumBuild } from '../helpers/chromium-session';
import { onInterrupt } from '../helpers/on-interrupt';
import { startSite } from '../site/start-site';
import { build } from './build';

const usage = `npm run bench -- [--only NAME]… [--json FILE] [--players DIR] [--extension DIR] [--long]
  NAME: ${Object.keys(measures).join(', ')}
  --players: real player scripts for the cipher; --extension: an unpacked build, instead of a new one
  --long: what takes minutes and 30 GB of disk too: the memory of a 10 GB job
`;

/**
 * Measures the built extension against a peer each, in one run, and prints medians and ratios.
 * @returns the exit code: 0 whatever the numbers are, 1 where something could not be measured.
 */
export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true, default: Object.keys(measures) },
      json: { type: 'string' },
      players: { type: 'string' },
      extension: { type: 'string' },
      long: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only.filter((name) => !Object.hasOwn(measures, name));
  if (unknown.length > 0) {
    process.stderr.write(usage);
    return 2;
  }
  // Whatever runs is ended, and its profile removed, when this process exits.
  onInterrupt().addEventListener('abort', () => process.exit(130));
  if (values.extension === undefined) await build();
  const site = await startSite();
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    const extension = resolve(values.extension ?? chromiumBuild);
    const { players, long } = values;
    const context: BenchContext = { site, extension, players, long, say };
    const chosen = Object.entries(measures).filter(([name]) => values.only.includes(name));
    const { results, failures } = await runAll(chosen, context);
    say(`\n${table(results)}\n\n${machine()}`);
    if (values.json) await writeFile(values.json, `${JSON.stringify(report(results), null, 2)}\n`);
    return failures === 0 ? 0 : 1;
  } finally {
    await site.close();
  }
}

/** One after the other: two at once would measure each other. */
async function runAll(chosen: readonly [string, Measure][], context: BenchContext) {
  const results: Result[] = [];
  let failures = 0;
  for (const [name, measure] of chosen) {
    const start = Date.now();
    context.site.control.reset();
    try {
      results.push(...(await measure(context)));
      context.say(`${name}: measured in ${((Date.now() - start) / 1000).toFixed(0)} s`);
    } catch (error) {
      failures += 1;
      context.say(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    }
  }
  return { results, failures };
}

function machine(): string {
  const [load = 0] = loadavg();
  const cores = cpus().length;
  // This run alone keeps about both of two cores busy; much more is somebody else's.
  const noisy =
    load > cores + 1.5 ? '; others were at work on it, so take ratios, not figures' : '';
  return `${cores} cores, load ${load.toFixed(1)} at the end${noisy}. Ratios are of medians in this run.`;
}

const report = (results: readonly Result[]) => ({
  at: new Date().toISOString(),
  cores: cpus().length,
  load: loadavg(),
  node: process.version,
  results,
});
