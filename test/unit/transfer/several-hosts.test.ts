import { afterEach, describe, expect, it } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import { HostGate } from '../../../src/transfer/host-gate';
import type { Sink } from '../../../src/transfer/sink';
import type { TransferNote } from '../../../src/transfer/transfer-note';
import { type Fault, type FaultyServer, startFaultyServer } from './faulty-server';
import { namedHosts } from './named-hosts';
import { fetchInto, hastyClock, MemorySink, noise, type RigOptions, unjudged } from './rig';

const content = noise(300_000);
const servers: FaultyServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const refusing =
  (status: number, from = 0) =>
  (index: number): Fault | undefined =>
    index >= from ? { kind: 'status', status } : undefined;

/** Hosts `a`, `b` … with the file; `a` is the preferred one. `undefined`: none answers there. */
async function world(...hosts: (((index: number) => Fault | undefined) | 'well' | undefined)[]) {
  const named: Record<string, FaultyServer> = {};
  const names = hosts.map((_, at) => `${'abc'[at]}.googlevideo.com`);
  for (const [at, host] of hosts.entries()) {
    if (host === undefined) continue;
    const server = await startFaultyServer(content, host === 'well' ? undefined : host);
    servers.push(server);
    named[names[at] ?? ''] = server;
  }
  const notes: TransferNote[] = [];
  const sink = new MemorySink(content.length);
  const [first = '', ...mirrors] = names.map((name) => `https://${name}/file?sig=secret&id=1`);
  const fetch = (options: RigOptions = {}, into: Sink = sink) =>
    fetchInto(first, into, {
      mirrors,
      ...options,
      ports: { fetch: namedHosts(named), note: (note) => notes.push(note), ...options.ports },
    });
  const kinds = (kind: TransferNote['kind']) => notes.filter((note) => note.kind === kind);
  const at = (name: string): FaultyServer => {
    const server = named[`${name}.googlevideo.com`];
    if (!server) throw new Error(`nobody at ${name}`);
    return server;
  };
  return { fetch, sink, notes, kinds, at };
}

/** As fast as it comes, so that other hosts are of use; at a pace at which a busy machine is no slow host. */
const judged: RigOptions = {
  clock: hastyClock(2),
  ports: { limiter: { ...unjudged, isHolding: false } },
};

const expectWhole = ({ bytes }: MemorySink): void => expect(Buffer.compare(bytes, content)).toBe(0);

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'whole',
    (thrown: unknown) => (thrown instanceof ReelkeepError ? thrown.code : 'uncoded'),
  );

describe('where the preferred host fails', () => {
  it('from the start, the next one serves the file', async () => {
    const { fetch, sink, kinds } = await world(undefined, 'well');
    await fetch();
    expectWhole(sink);
    expect(kinds('host-left')[0]).toEqual({
      kind: 'host-left',
      host: 'a.googlevideo.com',
      code: 'network-lost',
      forMs: 60_000,
    });
  });

  it('nobody asks it who only stood in the line for it', async () => {
    const { fetch, sink, at } = await world(refusing(404, 6), 'well');
    const clock = hastyClock(200);
    await fetch({ clock, ports: { gate: new HostGate(clock, { connectionsInAll: 1 }) } });
    expectWhole(sink);
    expect(at('a').seen).toHaveLength(7);
  });

  it.each([404, 500, 503])(
    'with %i on the way, the next one goes on, after it has shown the same bytes',
    async (status) => {
      const { fetch, sink, at, kinds } = await world(refusing(status, 6), 'well');
      const ledger = await fetch();
      expectWhole(sink);
      expect(ledger.record().host).toBe('a.googlevideo.com');
      expect(kinds('host-joined')).toEqual([{ kind: 'host-joined', host: 'b.googlevideo.com' }]);
      const [, from = '', to = ''] = /(\d+)-(\d+)/.exec(at('b').seen[0]?.range ?? '') ?? [];
      expect(Number(to) + 1 - Number(from)).toBeLessThanOrEqual(16 * 1024);
    },
  );

  it('an ETag of its own is no other content', async () => {
    const { fetch, sink, at } = await world(refusing(503, 6), 'well');
    at('b').content = { bytes: content, etag: '"another name"' };
    await fetch();
    expectWhole(sink);
  });

  it('and no host has the file, it fails with what the preferred one said', async () => {
    const { fetch } = await world(refusing(503, 6), refusing(404), undefined);
    expect(await codeOf(fetch())).toBe('http-error');
  });

  it('for a while only, and the next one is none, it has the rest of its tries', async () => {
    const { fetch, sink, kinds } = await world(
      (index) => (index < 8 ? { kind: 'status', status: 503 } : undefined),
      refusing(404),
    );
    await fetch();
    expectWhole(sink);
    expect(kinds('host-left').map((note) => 'host' in note && note.host)).toEqual([
      'a.googlevideo.com',
      'b.googlevideo.com',
    ]);
  });

  it('with 403, the engine is asked for another address, whatever others there are', async () => {
    const { fetch, at } = await world(refusing(403, 6), 'well');
    expect(await codeOf(fetch())).toBe('http-403');
    expect(at('b').seen.length).toBeLessThan(3);
  });

  it('with patience asked for, others go on meanwhile', async () => {
    const { fetch, sink } = await world(
      (index) => (index >= 6 ? { kind: 'status', status: 429, retryAfter: '100' } : undefined),
      'well',
    );
    await fetch();
    expectWhole(sink);
  });
});

describe('another host', () => {
  const failing = refusing(503, 8);
  const other = Uint8Array.from(content, (byte) => byte ^ 1);

  it('with other bytes of the same length is never mixed in', async () => {
    const { fetch, sink, at, kinds } = await world(failing, 'well');
    at('b').content = { bytes: other, etag: '"one"' };
    expect(await codeOf(fetch())).toBe('http-error');
    const foreign = sink.bytes.some((byte, place) => byte === other[place] && byte !== 0xaa);
    expect(foreign).toBe(false);
    expect(kinds('host-left')).toContainEqual({
      kind: 'host-left',
      host: 'b.googlevideo.com',
      code: 'content-changed',
    });
  });

  it.each([
    ['another length', { bytes: content.subarray(0, 299_999) }],
    [
      'another date and other bytes',
      { bytes: other, lastModified: 'Sat, 01 Jan 2028 00:00:00 GMT' },
    ],
  ])('with %s is not used', async (_, served) => {
    const { fetch, at } = await world(failing, 'well');
    at('a').content = { bytes: content, lastModified: 'Fri, 01 Jan 2027 00:00:00 GMT' };
    at('b').content = served;
    expect(await codeOf(fetch({ expectedBytes: content.length }))).toBe('http-error');
    expect(at('b').seen.length).toBeLessThan(5);
  });

  it('with another date for the same bytes takes over', async () => {
    const { fetch, sink, at, kinds } = await world(failing, 'well');
    at('a').content = { bytes: content, lastModified: 'Fri, 01 Jan 2027 00:00:00 GMT' };
    at('b').content = { bytes: content, lastModified: 'Sat, 01 Jan 2028 00:00:00 GMT' };
    const ledger = await fetch();
    expectWhole(sink);
    expect(kinds('restarted')).toEqual([]);
    expect(ledger.record()).toMatchObject({ lastModified: expect.stringContaining('2027') });
  });

  it('is not used where nothing can be held against it', async () => {
    const { fetch, sink, at } = await world(failing, 'well');
    const blind = { write: (place: number, bytes: Uint8Array) => sink.write(place, bytes) };
    expect(await codeOf(fetch({}, blind))).toBe('http-error');
    expect(at('b').seen).toEqual([]);
  });

  it('that we may not ask is not asked', async () => {
    const { fetch, at } = await world(failing, 'well');
    const checkAddress = (url: string): void => {
      if (url.includes('b.googlevideo')) throw new ReelkeepError('address-not-allowed', 'x');
    };
    expect(await codeOf(fetch({ ports: { checkAddress } }))).toBe('http-error');
    expect(at('b').seen).toEqual([]);
  });

  it('that refuses is left, and nothing comes of it', async () => {
    const { fetch, sink, at } = await world('well', refusing(403));
    await fetch(judged);
    expectWhole(sink);
    expect(at('b').seen).toHaveLength(1);
  });
});

it('a large file comes from several hosts at once, each within its own limit, no byte twice', async () => {
  const { fetch, sink, at } = await world('well', 'well', 'well');
  await fetch({ ...judged, connections: 2, rangeBytes: 4096 });
  expectWhole(sink);
  for (const name of ['a', 'b', 'c']) {
    expect(at(name).seen.length).toBeGreaterThan(4);
    expect(at(name).mostAtOnce()).toBeLessThanOrEqual(2);
  }
  const ranges = ['a', 'b', 'c'].flatMap((name) => at(name).seen.map(({ range }) => range));
  // But for the specimens.
  expect(ranges.length).toBeLessThanOrEqual(Math.ceil(content.length / 4096) + 2);
});

describe('a journal of another host’s bytes', () => {
  const record = { total: 300_000, etag: '"of z"', host: 'z.googlevideo.com' };
  const kept = { record: { ...record, blocks: [[0, 200_000, 300_000]] as const } };

  it('is gone on with where the bytes are the same', async () => {
    const { fetch, sink, at } = await world('well');
    sink.write(0, content.subarray(0, 200_000));
    await fetch(kept);
    expectWhole(sink);
    expect(at('a').seen[0]?.range).toBe('bytes=183616-199999');
    expect(
      at('a')
        .seen.slice(1)
        .every(({ range }) => /=2\d{5}-/.test(range ?? '')),
    ).toBe(true);
  });

  it('and date is gone on with all the same', async () => {
    const { fetch, sink, at, kinds } = await world('well');
    at('a').content = { bytes: content, lastModified: 'Sat, 01 Jan 2028 00:00:00 GMT' };
    sink.write(0, content.subarray(0, 200_000));
    await fetch({ record: { ...kept.record, lastModified: 'Fri, 01 Jan 2027 00:00:00 GMT' } });
    expectWhole(sink);
    expect(kinds('restarted')).toEqual([]);
  });

  it('is begun anew where they are not', async () => {
    const { fetch, sink, kinds } = await world('well');
    sink.write(0, noise(200_000, 9));
    await fetch(kept);
    expectWhole(sink);
    expect(kinds('restarted')).toEqual([
      { kind: 'restarted', code: 'content-changed', lostBytes: 200_000 },
    ]);
  });
});

it('no note holds more of an address than its host', async () => {
  const { fetch, notes } = await world(refusing(503, 6), 'well', refusing(404));
  await fetch();
  const told = notes.map(({ kind }) => kind);
  expect(told).toEqual(
    expect.arrayContaining(['fetched', 'try-failed', 'host-joined', 'host-left']),
  );
  expect(JSON.stringify(notes)).not.toMatch(/secret|https|file\?/);
});
