import { readFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { fetchFile } from '../../../src/transfer/fetch-file';
import { FileLedger } from '../../../src/transfer/file-ledger';
import { HostGate } from '../../../src/transfer/host-gate';
import { RateLimiter } from '../../../src/transfer/rate-limiter';
import type { TransferNote } from '../../../src/transfer/transfer-note';
import type { SiteLimits } from '../../site/control/site-control';
import { startSite } from '../../site/start-site';
import { solvedAddress } from '../site/site-client';
import { hastyClock, MemorySink } from './rig';
import { siteFetch } from './site-fetch';

/** Five times our speed: three seconds that a connection is given pass in six tenths. */
const haste = 5;
const id = 'river47mbyt';
const site = await startSite();
const video = site.videos.find((candidate) => candidate.id === id);
const media = await video?.formats.find(({ itag }) => itag === 137)?.file();
if (!media) throw new Error('the site has no such video');
const content = readFileSync(media.path);
const url = (await solvedAddress(site, id, 137)).href;
const ask = siteFetch(site.port);

afterEach(() => site.control.reset());
afterAll(async () => {
  ask.close();
  await site.close();
});

interface Run {
  readonly limits?: SiteLimits;
  /** Only the file's end is missing, so many bytes. */
  readonly lastBytes: number;
  readonly slowShare?: number;
  /** Bytes per second of the transfer's own time. */
  readonly speedLimit?: number;
  readonly stallLimitMs?: number;
}

/** Fetches the file, or its end, over six connections, and looks at what the site sent for it. */
async function run({ limits = {}, lastBytes, ...options }: Run) {
  const { control } = site;
  control.limits = limits;
  const clock = hastyClock(haste);
  const total = content.length;
  const done = total - lastBytes;
  const blocks = [
    [0, done, done],
    [done, done, total],
  ] as const;
  const ledger = new FileLedger(total, { total, blocks });
  const sink = new MemorySink(total);
  sink.write(0, content.subarray(0, done));
  const notes: TransferNote[] = [];
  const limiter = new RateLimiter(clock, options.speedLimit);
  await fetchFile(
    { addresses: [url], ledger, sink, connections: 6 },
    {
      ...{ fetch: ask, clock, gate: new HostGate(clock), random: Math.random, limiter },
      ...{ checkAddress: () => undefined, note: (note) => notes.push(note) },
      slowShare: options.slowShare ?? 0.25,
      stallLimitMs: options.stallLimitMs ?? 20_000,
    },
    AbortSignal.timeout(30_000),
  );
  const asked = control.requests.list({ kind: 'media' });
  const connections = new Map<number, number>();
  for (const { connection, bytesSent } of asked) {
    connections.set(connection, (connections.get(connection) ?? 0) + bytesSent);
  }
  return {
    isRight: Buffer.compare(sink.bytes, content) === 0,
    /** Beyond need, of what was needed. */
    lost: control.requests.bytesSent({ kind: 'media' }) / lastBytes - 1,
    requests: asked.length,
    /** Bytes of each. */
    connections: [...connections.values()],
    notes: (kind: TransferNote['kind']) => notes.filter((note) => note.kind === kind),
  };
}

describe('one connection in six at a tenth of the others’ speed', () => {
  const limits = { connectionBytesPerSecond: 3_000_000, slowed: { oneIn: 6, to: 0.1 } };
  const lastBytes = 25_000_000;

  it('is dropped, once, and what it would have brought is fetched by the others', async () => {
    const { isRight, lost, connections, notes } = await run({ limits, lastBytes });
    expect(isRight).toBe(true);
    expect(notes('slow-dropped')).toHaveLength(1);
    expect(connections).toHaveLength(7);
    expect(Math.min(...connections)).toBeLessThan(lastBytes / 40);
    expect(lost).toBeLessThan(0.05);
  });

  it('stays where the person wants it so, and the end does not wait for it all the same', async () => {
    const { isRight, lost, notes, connections } = await run({ limits, lastBytes, slowShare: 0 });
    expect([isRight, notes('slow-dropped')]).toEqual([true, []]);
    expect(notes('range-cut').length).toBeGreaterThan(0);
    expect(Math.min(...connections)).toBeLessThan(lastBytes / 20);
    expect(lost).toBeLessThan(0.05);
  });
});

it('every second connection slow: each is tried again, ever more seldom, and nothing turns in circles', async () => {
  const limits = { connectionBytesPerSecond: 3_000_000, slowed: { oneIn: 2, to: 0.1 } };
  const { isRight, lost, notes } = await run({ limits, lastBytes: 25_000_000 });
  expect(isRight).toBe(true);
  expect(notes('slow-dropped').length).toBeGreaterThan(1);
  expect(notes('slow-dropped').length).toBeLessThan(10);
  expect(lost).toBeLessThan(0.05);
});

it('all connections slow alike: that is the line, and it is left alone', async () => {
  const { isRight, lost, notes, requests } = await run({
    limits: { connectionBytesPerSecond: 400_000 },
    lastBytes: 3_000_000,
  });
  expect([isRight, notes('slow-dropped')]).toEqual([true, []]);
  expect(requests).toBeLessThan(20);
  expect(lost).toBeLessThan(0.05);
});

it.each([100_000, 800_000, 3_000_000])(
  'of a small file (%i bytes) no more is wasted',
  async (lastBytes) => {
    const { isRight, lost } = await run({
      limits: { connectionBytesPerSecond: 500_000, slowed: { oneIn: 3, to: 0.1 } },
      lastBytes,
    });
    expect(isRight).toBe(true);
    expect(lost).toBeLessThan(0.05);
  },
);

it.each(['stall', 'silence'] as const)(
  'a connection that stands still (%s) does not hold the file up',
  async (kind) => {
    const fault = kind === 'stall' ? { kind, afterBytes: 100_000 } : { kind };
    site.control.faults.add({ fault, after: 4, times: 1 });
    const started = performance.now();
    const { isRight, lost } = await run({
      limits: { connectionBytesPerSecond: 3_000_000 },
      lastBytes: 20_000_000,
    });
    expect([isRight, lost < 0.05]).toEqual([true, true]);
    // Of its own accord it would have been given up after twenty seconds, in haste four.
    expect(performance.now() - started).toBeLessThan(4_000);
  },
);

describe('a speed limit of ours', () => {
  it('is no stall, no trickle and no reason to cut: it is just slow', async () => {
    const started = performance.now();
    const { isRight, lost, notes } = await run({
      lastBytes: 60_000,
      speedLimit: 10_000,
      // What was read at once is written for longer than this.
      stallLimitMs: 2_000,
    });
    const seconds = ((performance.now() - started) * haste) / 1000;
    expect(isRight).toBe(true);
    expect(seconds).toBeGreaterThan(5.5);
    expect(seconds).toBeLessThan(30);
    expect([notes('slow-dropped'), notes('range-cut'), notes('try-failed')]).toEqual([[], [], []]);
    expect(lost).toBe(0);
  });
});
