import { afterEach, describe, expect, it } from 'vitest';
import { type ErrorCode, isErrorCode, ReelkeepError } from '../../../src/errors';
import { assertAllowedAddress } from '../../../src/transfer/allowed-address';
import { type Fault, type FaultyServer, startFaultyServer } from './faulty-server';
import { fetchInto, MemorySink, noise, type RigOptions } from './rig';

const content = noise(300_000);
const servers: FaultyServer[] = [];

async function serve(...args: Parameters<typeof startFaultyServer>): Promise<FaultyServer> {
  const server = await startFaultyServer(...args);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A tenth of a second of our time. */
const watchful = { stallLimitMs: 20_000 };

/** toEqual looks at each byte by itself, which takes half a second for these files. */
const expectSame = (got: Uint8Array, wanted: Uint8Array): void =>
  expect(Buffer.compare(got, wanted)).toBe(0);

async function failureOf(promise: Promise<unknown>): Promise<ReelkeepError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ReelkeepError) return error;
  throw new Error(`expected a coded failure, got ${String(error)}`);
}

describe('a file fetched in ranges', () => {
  it('lands whole, in ranges of the planned size, never compressed', async () => {
    const server = await serve(content);
    const sink = new MemorySink(content.length);
    const ledger = await fetchInto(server.url, sink, { expectedBytes: content.length });
    expectSame(sink.bytes, content);
    expect(ledger.plan.isComplete).toBe(true);
    expect(ledger.record()).toEqual({
      total: 300_000,
      etag: '"one"',
      host: '127.0.0.1',
      blocks: [[0, 300_000, 300_000]],
    });
    expect(server.seen).toHaveLength(Math.ceil(300_000 / 16_384));
    expect(server.seen.map(({ range }) => range)).toContain('bytes=0-16383');
    expect(new Set(server.seen.map(({ acceptEncoding }) => acceptEncoding))).toEqual(
      new Set(['identity']),
    );
  });

  it('learns the total from the first answer when the format states none', async () => {
    const server = await serve(content);
    const sink = new MemorySink(content.length);
    await fetchInto(server.url, sink);
    expectSame(sink.bytes, content);
    expect(server.seen[0]?.range).toBe('bytes=0-16383');
    expect(server.seen.at(-1)?.range).toBe('bytes=294912-299999');
  });

  it('takes a file smaller than the probing range', async () => {
    const server = await serve(content.subarray(0, 100));
    const sink = new MemorySink(100);
    const ledger = await fetchInto(server.url, sink);
    expectSame(sink.bytes, content.subarray(0, 100));
    expect(ledger.plan.total).toBe(100);
    expect(server.seen).toHaveLength(1);
  });

  it.each([1, 3, 6])('opens at most %i connections at once', async (connections) => {
    const server = await serve(content);
    await fetchInto(server.url, new MemorySink(content.length), { connections });
    expect(server.mostAtOnce()).toBeLessThanOrEqual(connections);
  });

  it('asks only for what a journal does not hold', async () => {
    const server = await serve(content);
    const sink = new MemorySink(content.length);
    sink.write(0, content.subarray(0, 290_000));
    await fetchInto(server.url, sink, {
      expectedBytes: content.length,
      record: {
        total: 300_000,
        etag: '"one"',
        blocks: [
          [0, 290_000, 290_000],
          [290_000, 290_000, 300_000],
        ],
      },
    });
    expectSame(sink.bytes, content);
    expect(server.seen.map(({ range }) => range)).toEqual(['bytes=290000-299999']);
  });

  it('accepts a 200 where the whole file was asked and its length is right', async () => {
    const small = content.subarray(0, 5000);
    const server = await serve(small, () => ({ kind: 'ignore-range' }));
    const sink = new MemorySink(small.length);
    await fetchInto(server.url, sink, { expectedBytes: small.length });
    expectSame(sink.bytes, small);
  });

  it('stops at once when it is aborted, and leaves the sink alone from then on', async () => {
    const server = await serve(content, (index) =>
      index > 3 ? { kind: 'stall', afterBytes: 10 } : undefined,
    );
    const abort = new AbortController();
    const sink = new MemorySink(content.length);
    const fetching = fetchInto(server.url, sink, { signal: abort.signal });
    setTimeout(() => abort.abort(), 20);
    expect((await failureOf(fetching)).code).toBe('cancelled');
    const before = sink.bytes.slice();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expectSame(sink.bytes, before);
  });

  it('ends with what the sink could not take, without asking again', async () => {
    const server = await serve(content);
    const full = {
      write: (at: number) => {
        if (at > 100_000) throw new ReelkeepError('disk-full', 'No room.');
      },
    };
    expect((await failureOf(fetchInto(server.url, full))).code).toBe('disk-full');
  });
});

describe('faults that pass', () => {
  const once =
    (fault: Fault, at = 2) =>
    (index: number): Fault | undefined =>
      index === at ? fault : undefined;
  const passing: readonly Fault[] = [
    { kind: 'status', status: 408 },
    { kind: 'status', status: 429, retryAfter: '1' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503, retryAfter: '2' },
    { kind: 'ignore-range' },
    { kind: 'shifted-content-range' },
    { kind: 'no-content-range' },
    { kind: 'fewer-bytes' },
    { kind: 'short-body', chunked: true },
    { kind: 'short-body', chunked: false },
    { kind: 'long-body' },
    { kind: 'reset', afterBytes: 0 },
    { kind: 'reset', afterBytes: 7000 },
    { kind: 'stall', afterBytes: 0 },
    { kind: 'stall', afterBytes: 7000 },
    { kind: 'other-etag' },
    { kind: 'other-total' },
    { kind: 'gzip' },
  ];

  it.each(passing)('$kind $status once costs a range at most', async (fault) => {
    const server = await serve(content, once(fault));
    const sink = new MemorySink(content.length);
    const ports = fault.kind === 'stall' ? watchful : {};
    await fetchInto(server.url, sink, { expectedBytes: content.length, ports });
    expectSame(sink.bytes, content);
    const ranges = Math.ceil(300_000 / 16_384);
    // Where stalls are looked for, a busy machine may be taken for another one.
    if (fault.kind === 'stall') expect(server.seen.length).toBeGreaterThan(ranges);
    // Another ETag is no failure yet: the bytes are looked at.
    else if (fault.kind === 'other-etag')
      expect(server.seen.length).toBeLessThanOrEqual(ranges + 4);
    else expect(server.seen.length).toBe(ranges + 1);
  });

  it('a burst of 503 is waited out', async () => {
    const server = await serve(content, (index) =>
      index < 12 ? { kind: 'status', status: 503, retryAfter: '1' } : undefined,
    );
    const sink = new MemorySink(content.length);
    await fetchInto(server.url, sink, { expectedBytes: content.length });
    expectSame(sink.bytes, content);
  });

  it('a range that breaks again and again, but gets on, is seen through', async () => {
    const big = noise(2_000_000);
    const server = await serve(big, () => ({ kind: 'reset', afterBytes: 90_000 }));
    const sink = new MemorySink(big.length);
    // The last bytes of each range never come before the reset: the range ends exactly with it.
    await fetchInto(server.url, sink, { expectedBytes: big.length, rangeBytes: 1_000_000 });
    expectSame(sink.bytes, big);
  });
});

describe('faults that stay', () => {
  const always = (fault: Fault) => (index: number) => (index >= 3 ? fault : undefined);
  const cases: readonly [Fault, ErrorCode][] = [
    [{ kind: 'status', status: 403 }, 'http-403'],
    [{ kind: 'status', status: 404 }, 'http-404'],
    [{ kind: 'status', status: 410 }, 'http-410'],
    [{ kind: 'status', status: 416 }, 'http-416'],
    [{ kind: 'status', status: 400 }, 'http-error'],
    [{ kind: 'status', status: 429 }, 'http-429'],
    [{ kind: 'status', status: 503 }, 'http-error'],
    [{ kind: 'status', status: 429, retryAfter: '3600' }, 'http-429'],
    [{ kind: 'ignore-range' }, 'range-ignored'],
    [{ kind: 'shifted-content-range' }, 'range-mismatch'],
    [{ kind: 'fewer-bytes' }, 'range-mismatch'],
    [{ kind: 'gzip' }, 'range-mismatch'],
    [{ kind: 'short-body', chunked: true }, 'length-mismatch'],
    [{ kind: 'long-body' }, 'length-mismatch'],
    [{ kind: 'reset', afterBytes: 10 }, 'network-lost'],
    [{ kind: 'stall', afterBytes: 10 }, 'network-lost'],
  ];
  it.each(cases)('%o ends as %s', async (fault, code) => {
    const server = await serve(content, always(fault));
    const sink = new MemorySink(content.length);
    const ports = fault.kind === 'stall' ? watchful : {};
    expect((await failureOf(fetchInto(server.url, sink, { ports }))).code).toBe(code);
  });

  it('a file of another length than the format states is a length mismatch', async () => {
    const server = await serve(content);
    const fetching = fetchInto(server.url, new MemorySink(content.length), {
      expectedBytes: 299_999,
    });
    const { code, facts } = await failureOf(fetching);
    expect([code, facts]).toEqual([
      'length-mismatch',
      { expectedBytes: 299_999, servedBytes: 300_000 },
    ]);
  });

  it('404 is asked once, 403 says whether the URL has expired', async () => {
    const server = await serve(content, () => ({ kind: 'status', status: 403 }));
    const { facts } = await failureOf(fetchInto(server.url, new MemorySink(0)));
    expect(facts).toEqual({ status: 403, host: '127.0.0.1', expired: true });
    expect(server.seen).toHaveLength(1);
  });

  it('a redirect off the allowed hosts is refused, whatever it would serve', async () => {
    const elsewhere = await serve(content);
    const server = await serve(content, () => ({ kind: 'redirect', to: elsewhere.url }));
    const home = new URL(server.url).origin;
    const checkAddress = (url: string): void => {
      if (new URL(url).origin !== home) assertAllowedAddress(url, ['googlevideo.com']);
    };
    const sink = new MemorySink(content.length);
    const options: RigOptions = { ports: { checkAddress } };
    const { code } = await failureOf(fetchInto(server.url, sink, options));
    expect(code).toBe('address-not-allowed');
    expect(sink.bytes.every((byte) => byte === 0xaa)).toBe(true);
  });
});

describe('whatever the faults, the file is right or the failure has a code', () => {
  const kinds: readonly Fault[] = [
    { kind: 'status', status: 403 },
    { kind: 'status', status: 503, retryAfter: '1' },
    { kind: 'status', status: 429 },
    { kind: 'ignore-range' },
    { kind: 'shifted-content-range' },
    { kind: 'no-content-range' },
    { kind: 'fewer-bytes' },
    { kind: 'short-body', chunked: true },
    { kind: 'short-body', chunked: false },
    { kind: 'long-body' },
    { kind: 'reset', afterBytes: 3000 },
    { kind: 'stall', afterBytes: 3000 },
    { kind: 'other-etag' },
    { kind: 'other-total' },
    { kind: 'gzip' },
  ];
  it.each(Array.from({ length: 25 }, (_, seed) => seed))('seed %i', async (seed) => {
    const dice = noise(4000, seed + 1);
    const rate = [20, 60, 120, 200][seed % 4] ?? 0;
    const server = await serve(content, (index) => {
      const [hit = 255, which = 0] = dice.subarray(index * 2);
      // A 403 ends the job: rare, or no seed would ever see the end.
      if (hit >= rate) return undefined;
      return kinds[which < 4 ? 0 : 1 + (which % (kinds.length - 1))];
    });
    const sink = new MemorySink(content.length);
    const stated = seed % 2 ? { expectedBytes: content.length } : {};
    const outcome = await fetchInto(server.url, sink, { ...stated, ports: watchful }).then(
      () => 'whole' as const,
      (thrown: unknown) => (thrown instanceof ReelkeepError ? thrown.code : 'uncoded'),
    );
    if (outcome === 'whole') expectSame(sink.bytes, content);
    else expect(isErrorCode(outcome) && outcome !== 'internal').toBe(true);
  });
});
