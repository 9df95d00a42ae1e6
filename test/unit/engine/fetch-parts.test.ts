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
import type { ByteFile } from '../../../src/media/byte-file';
import { HostGate } from '../../../src/transfer/host-gate';
import { RateLimiter } from '../../../src/transfer/rate-limiter';
import { type FaultyServer, startFaultyServer } from '../transfer/faulty-server';
import { namedHosts } from '../transfer/named-hosts';
import { hastyClock, noise } from '../transfer/rig';

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

class MemoryFile implements ByteFile {
  bytes = new Uint8Array(0);
  read(buffer: Uint8Array, { at }: { at: number }): number {
    const piece = this.bytes.subarray(at, at + buffer.length);
    buffer.set(piece);
    return piece.length;
  }
  write(bytes: Uint8Array, { at }: { at: number }): number {
    const needed = at + bytes.length;
    if (needed > this.bytes.length) this.truncate(needed);
    this.bytes.set(bytes, at);
    return bytes.length;
  }
  truncate(size: number): void {
    const bytes = new Uint8Array(size);
    bytes.set(this.bytes.subarray(0, size));
    this.bytes = bytes;
  }
  getSize = (): number => this.bytes.length;
  flush(): void {
    this.getSize();
  }
  close(): void {
    this.getSize();
  }
}

interface World {
  readonly hosts: Readonly<Record<string, FaultyServer>>;
  readonly mirrors?: readonly string[];
  readonly ports?: Partial<TransferPorts>;
  readonly minds?: FetchHooks['minds'];
  readonly onCheckpoint?: (part: OpenPart) => void;
}

async function fetchOne({ hosts, mirrors = [], ports, minds = 'nothing', onCheckpoint }: World) {
  const disk = new MemoryFile();
  const source = { kind: 'url', url: 'https://a.googlevideo.com/?sig=1', mirrors } as const;
  const request: PartRequest = {
    ...{ role: 'whole', formatId: '1', itag: 1, source },
  };
  const bytes = new PartBytes(disk, undefined, undefined, 16 * 1024);
  const open = { request, name: 'part', file: new GuardedFile(disk), bytes };
  const code = await fetchParts(
    [open],
    { allowedHosts: ['googlevideo.com'] },
    {
      ...{ fetch: namedHosts(hosts), clock, gate: new HostGate(clock), random: Math.random },
      ...{ connectionsPerHost: 4, stallLimitMs: 150_000, slowShare: 0 },
      ...ports,
    },
    {
      minds,
      onProgress: () => undefined,
      checkpoint: async () => onCheckpoint?.(open),
      onServerWait: () => undefined,
      renewStream: () => Promise.reject(new Error('Nothing is streamed.')),
    },
    new AbortController().signal,
  ).then(
    () => 'whole',
    (thrown: unknown) => (thrown instanceof ReelkeepError ? thrown.code : String(thrown)),
  );
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
