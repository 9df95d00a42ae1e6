import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { onInterrupt } from '../helpers/on-interrupt';
import { hostResolverRules } from '../site/hosts';
import { type SiteOptions, startSite } from '../site/start-site';

/**
 * `npm run site [-- --port N] [--seed N] [--total BYTES] [--connection BYTES] [--captured DIR [--answers FILE]]`:
 * serves the offline video site until it is interrupted. `--total` and `--connection` cap the bytes per
 * second, `--captured` serves a real page from a folder.
 */
export async function main(args: readonly string[]): Promise<number> {
  const site = await startSite(siteOptions(args));
  console.log(`port ${site.port}`);
  console.log(`spki ${site.spki}`);
  console.log(`chromium --host-resolver-rules="${hostResolverRules(site.port)}"`);
  const signal = onInterrupt();
  if (!signal.aborted) await once(signal, 'abort');
  await site.close();
  return 0;
}

function siteOptions(args: readonly string[]): SiteOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      seed: { type: 'string' },
      total: { type: 'string' },
      connection: { type: 'string' },
      captured: { type: 'string' },
      answers: { type: 'string' },
    },
  });
  const { port, seed, total, connection, captured, answers } = values;
  return {
    ...(port !== undefined && { port: Number(port) }),
    ...(seed !== undefined && { seed: Number(seed) }),
    limits: {
      ...(total !== undefined && { totalBytesPerSecond: Number(total) }),
      ...(connection !== undefined && { connectionBytesPerSecond: Number(connection) }),
    },
    ...(captured !== undefined && {
      captured: { dir: captured, ...(answers !== undefined && { answers }) },
    }),
  };
}
