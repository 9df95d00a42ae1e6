import { afterEach, describe, expect, it } from 'vitest';
import {
  type FetchHooks,
  fetchParts,
  type OpenPart,
  type TransferPorts,
} from '../../../src/engine/fetch-parts';
import { GuardedFile } from '../../../src/engine/guarded-file';
import { PartBytes } from '../../../src/engine/part-bytes';
import { ReelkeepError } from '../../../src/errors';
import type { PartRequest } from '../../../src/jobs/job';
import type { PartSource } from '../../../src/jobs/part-source';
import { HostGate } from '../../../src/transfer/host-gate';
import { RateLimiter } from '../../../src/transfer/rate-limiter';
import { type FaultyServer, startFaultyServer } from '../transfer/faulty-server';
import { namedHosts } from '../transfer/named-hosts';
import { hastyClock, noise } from '../transfer/rig';
import { MemoryFile } from './memory-file';

const content = noise(400_000);
const clock = hastyClock(20);
const servers: FaultyServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(...args: Parameters<typeof startFaultyServer>): Promise<FaultyServer> {
  const server = await startFaultyServer(...args);
  servers.push(server);
  return server;
}

interface World {
  readonly hosts: Readonly<Record<string, FaultyServer>>;
  readonly mirrors?: readonly string[];
  readonly ports?: Partial<TransferPorts>;
  readonly minds?: FetchHooks['minds'];
  readonly onCheckpoint?: (part: OpenPart) => void;
}

function openPart(role: PartRequest['role'], source: Extract<PartSource, { kind: 'url' }>) {
  const disk = new MemoryFile();
  const request: PartRequest = { ...{ role, formatId: source.url, itag: 1, source } };
  const bytes = new PartBytes(disk, undefined, undefined, 16 * 1024);
  return { disk, request, name: 'part', file: new GuardedFile(disk), bytes };
}

async function fetchAll(
  parts: readonly OpenPart[],
  { hosts, ports, minds = 'nothing', onCheckpoint }: World,
): Promise<string> {
  return fetchParts(
    parts,
    { allowedHosts: ['googlevideo.com'] },
    {
      ...{ fetch: namedHosts(hosts), clock, gate: new HostGate(clock), random: Math.random },
      ...{ connectionsPerHost: 4, fragmentsAtOnce: 2, stallLimitMs: 150_000, slowShare: 0 },
      ...ports,
    },
    {
      minds,
      onProgress: () => undefined,
      checkpoint: async () => {
        for (const part of parts) onCheckpoint?.(part);
      },
      onServerWait: () => undefined,
      renewStream: () => Promise.reject(new Error('Nothing is streamed.')),
    },
    new AbortController().signal,
  ).then(
    () => 'whole',
    (thrown: unknown) => (thrown instanceof ReelkeepError ? thrown.code : String(thrown)),
  );
}

async function fetchOne({ mirrors = [], ...world }: World) {
  const url = 'https://a.googlevideo.com/?sig=1';
  const { disk, ...open } = openPart('whole', { kind: 'url', url, mirrors });
  const code = await fetchAll([open], world);
  return { code, isRight: (wanted: Uint8Array) => Buffer.compare(disk.bytes, wanted) === 0 };
}

describe('the parts of a job', () => {
  it('come from another host where the first one is gone, if that host may be asked', async () => {
    const server = await serve(content);
    const hosts = { 'b.googlevideo.com': server, 'b.evil.example': server };
    const mirrors = ['https://b.evil.example/', 'https://b.googlevideo.com/'];
    const { code, isRight } = await fetchOne({ hosts, mirrors });
    expect([code, isRight(content)]).toEqual(['whole', true]);
  });

  it('whose content has changed are empty on the disk and in the journal before they are fetched anew', async () => {
    const after = noise(100_000, 7);
    const server = await serve(content, (index) => {
      if (index === 10) server.content = { bytes: after, etag: '"two"' };
      return undefined;
    });
    const records: (readonly [onDisk: number, journalled: number])[] = [];
    const { code, isRight } = await fetchOne({
      hosts: { 'a.googlevideo.com': server },
      onCheckpoint: ({ file, bytes }) => {
        records.push([file.getSize(), bytes.received]);
      },
    });
    expect([code, isRight(after)]).toEqual(['whole', true]);
    expect(records).toContainEqual([0, 0]);
  });
});

it('a disk that refuses to flush for a moment costs nothing; one that always does ends the fetch', async () => {
  const refusing = async (times: number) => {
    const server = await serve(content);
    let left = times;
    const { code } = await fetchOne({
      hosts: { 'a.googlevideo.com': server },
      onCheckpoint: () => {
        left -= 1;
        if (left >= 0) throw new ReelkeepError('storage-failed', 'It was refused.');
      },
    });
    return code;
  };
  expect(await refusing(3)).toBe('whole');
  expect(await refusing(Number.POSITIVE_INFINITY)).toBe('storage-failed');
});

describe('a limit of the person’s', () => {
  const limited = (bytesPerSecond: number) => new RateLimiter(clock, bytesPerSecond);

  it('is not taken for a server that holds connections to a trickle', async () => {
    const server = await serve(content);
    const started = clock.uptime();
    const hosts = { 'a.googlevideo.com': server };
    const ports = { limiter: limited(30_000) };
    const { code } = await fetchOne({ hosts, ports, minds: 'throttling' });
    expect(code).toBe('whole');
    expect(clock.uptime() - started).toBeGreaterThan(12_000);
  });
});

describe('the clips of a film', () => {
  const clips = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      openPart('clip', { kind: 'url', url: `https://a.googlevideo.com/?clip=${at}` }),
    );

  it('come so many at a time, in their order, and never over more than six connections to one host', async () => {
    const server = await serve(content);
    const hosts = { 'a.googlevideo.com': server };
    const parts = clips(7);
    const begun: string[] = [];
    let most = 0;
    const answering = namedHosts(hosts);
    const fetch: typeof answering = (url, init) => {
      if (!begun.includes(url)) begun.push(url);
      const open = parts.filter(
        ({ request, bytes }) => begun.includes(request.formatId) && !bytes.isComplete,
      );
      most = Math.max(most, open.length);
      return answering(url, init);
    };
    const ports = { fetch, connectionsPerHost: 6, fragmentsAtOnce: 3 };
    expect(await fetchAll(parts, { hosts, ports })).toBe('whole');
    expect(begun).toEqual(parts.map(({ request }) => request.formatId));
    expect(most).toBe(3);
    expect(server.mostAtOnce()).toBeLessThanOrEqual(6);
    expect(parts.every(({ disk }) => Buffer.compare(disk.bytes, content) === 0)).toBe(true);
  });
});
