import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runChamber } from '../faults/chamber';
import { isPassed } from '../faults/report';
import { chromiumBuild } from '../helpers/chromium-session';
import { onInterrupt } from '../helpers/on-interrupt';
import { build } from './build';

const usage = `npm run test:faults -- [--seeds N] [--from K] [--seed S] [--verbose] [--extension DIR]
  --seeds: so many in a row, 10 where it is not said; --from: the first of them, 1 where it is not said
  --seed: this one alone; --extension: an unpacked build, instead of a new one
`;

/** The torture chamber. @returns 1 where a seed failed. */
export async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '10' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      extension: { type: 'string' },
      verbose: { type: 'boolean', default: false },
    },
  });
  const from = wholeNumber(values.seed ?? values.from);
  const count = values.seed === undefined ? wholeNumber(values.seeds) : 1;
  if (from === undefined || count === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  if (values.extension === undefined) await build();
  const results = await runChamber({
    seeds: Array.from({ length: count }, (_, at) => from + at),
    extension: resolve(values.extension ?? chromiumBuild),
    verbose: values.verbose,
    say: (line) => void process.stdout.write(`${line}\n`),
    signal: onInterrupt(),
  });
  return isPassed(results) && results.length === count ? 0 : 1;
}

const wholeNumber = (text: string): number | undefined =>
  /^\d{1,9}$/.test(text) ? Number(text) : undefined;
