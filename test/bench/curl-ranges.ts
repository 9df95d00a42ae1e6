import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { maxRangeBytes } from '../../src/transfer/range-plan';
import { startChild } from '../helpers/child-process';
import type { SiteRequest } from '../site/control/request-log';

/**
 * Fetches all `bytes` of the file behind a request of the extension with one curl over one connection,
 * into `file`. In the ranges that the extension asks for as well, by the address's own parameter: this
 * server, as the real one, slows whoever asks for more at once to 200 KB/s.
 */
export async function curlRanges(
  { host, path, query }: SiteRequest,
  bytes: number,
  sitePort: number,
  file: string,
): Promise<void> {
  const output = await open(file, 'w');
  try {
    const curl = startChild(
      'curl',
      [
        ...['--silent', '--fail', '--insecure', '--connect-to', `::127.0.0.1:${sitePort}`],
        ...rangesOf(bytes).map((range) => addressOf(host, path, query, range)),
      ],
      { stdio: ['ignore', output.fd, 'ignore'] },
    );
    const [code] = await once(curl, 'exit');
    if (code !== 0) throw new Error(`curl ended with ${code}.`);
  } finally {
    await output.close();
  }
}

function rangesOf(bytes: number): string[] {
  const ranges: string[] = [];
  for (let start = 0; start < bytes; start += maxRangeBytes) {
    ranges.push(`${start}-${Math.min(start + maxRangeBytes, bytes) - 1}`);
  }
  return ranges;
}

function addressOf(host: string, path: string, query: URLSearchParams, range: string): string {
  const url = new URL(path, `https://${host}`);
  url.search = new URLSearchParams([...query, ['range', range]]).toString();
  return url.href;
}
