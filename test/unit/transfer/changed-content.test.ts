import { afterEach, expect, it } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import type { TransferNote } from '../../../src/transfer/transfer-note';
import { type Content, type FaultyServer, startFaultyServer } from './faulty-server';
import { fetchInto, MemorySink, noise, type RigOptions } from './rig';

const before = noise(300_000);
const after = noise(300_000, 5);
const servers: FaultyServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A server that serves something else from one request on. */
async function changing(...later: readonly (readonly [number, Content])[]): Promise<FaultyServer> {
  const server: FaultyServer = await startFaultyServer(before, (index) => {
    const now = later.findLast(([from]) => index >= from)?.[1];
    if (now) server.content = now;
    return undefined;
  });
  servers.push(server);
  return server;
}

interface Outcome {
  readonly end: string;
  readonly bytes: Uint8Array;
  readonly restarts: number;
  readonly notes: readonly TransferNote[];
}

/** Fetches into a file that is emptied when it is begun anew. */
async function fetchFrom({ url }: FaultyServer, options: RigOptions = {}): Promise<Outcome> {
  const notes: TransferNote[] = [];
  let file = new MemorySink(before.length);
  let restarts = 0;
  const sink = {
    write: (at: number, bytes: Uint8Array) => file.write(at, bytes),
    read: (at: number, length: number) => file.read(at, length),
  };
  const onRestart = (): void => {
    restarts += 1;
    file = new MemorySink(before.length);
  };
  const ports = { note: (note: TransferNote) => notes.push(note), ...options.ports };
  const end = await fetchInto(url, sink, { ...options, onRestart, ports }).then(
    () => 'whole',
    (thrown: unknown) => (thrown instanceof ReelkeepError ? thrown.code : 'uncoded'),
  );
  return { end, bytes: file.bytes, restarts, notes };
}

const same = (got: Uint8Array, wanted: Uint8Array): boolean => Buffer.compare(got, wanted) === 0;

it.each([
  ['ETag', { bytes: after, etag: '"two"' }],
  ['date', { bytes: after, etag: '"one"', lastModified: 'Sat, 01 Jan 2028 00:00:00 GMT' }],
])(
  'other bytes under another %s midway: the file is fetched anew, and is the new one all through',
  async (_, now) => {
    const server = await changing([10, now]);
    server.content = {
      bytes: before,
      etag: '"one"',
      lastModified: 'Fri, 01 Jan 2027 00:00:00 GMT',
    };
    const { end, bytes, restarts, notes } = await fetchFrom(server);
    expect([end, restarts, same(bytes, after)]).toEqual(['whole', 1, true]);
    const [told] = notes.filter(({ kind }) => kind === 'restarted');
    expect(told).toMatchObject({ code: 'content-changed' });
  },
);

const then = 'Fri, 01 Jan 2027 00:00:00 GMT';
const later = 'Sat, 01 Jan 2028 00:00:00 GMT';

it.each<[string, Content, Content]>([
  ['ETag', { bytes: before, etag: '"one"' }, { bytes: before, etag: '"two"' }],
  ['date', { bytes: before, lastModified: then }, { bytes: before, lastModified: later }],
])('another %s for the same bytes costs a few specimens', async (_, was, is) => {
  const server = await changing([10, is]);
  server.content = was;
  const { end, bytes, restarts, notes } = await fetchFrom(server);
  expect([end, restarts, same(bytes, before)]).toEqual(['whole', 0, true]);
  expect(notes.filter(({ kind }) => kind === 'renamed-content')).toHaveLength(1);
  const asked = server.seen.map(({ range = '' }) => range);
  const twice = asked.reduce((sum, range) => {
    const [, from = 0, to = 0] = (/(\d+)-(\d+)/.exec(range) ?? []).map(Number);
    return sum + to + 1 - from;
  }, -before.length);
  // Four connections may have met it at once, and three specimens were looked at.
  expect(twice).toBeLessThanOrEqual((4 + 3) * 16 * 1024);
});

it('a weak ETag is the strong one of the same value', async () => {
  const server = await changing([10, { bytes: before, etag: 'W/"one"' }]);
  const { end, restarts, notes } = await fetchFrom(server);
  expect([end, restarts]).toEqual(['whole', 0]);
  expect(notes.filter(({ kind }) => kind === 'try-failed' || kind === 'renamed-content')).toEqual(
    [],
  );
  expect(server.seen).toHaveLength(Math.ceil(before.length / (16 * 1024)));
});

it('two servers under one name may call the same bytes as they like', async () => {
  const server: FaultyServer = await startFaultyServer(before, (index) => {
    server.content = { bytes: before, etag: Math.floor(index / 6) % 2 ? '"two"' : '"one"' };
    return undefined;
  });
  servers.push(server);
  const { end, bytes, restarts } = await fetchFrom(server, { connections: 1 });
  expect([end, restarts, same(bytes, before)]).toEqual(['whole', 0, true]);
});

it('a journal whose ETag the server has given up keeps what is on disk, where the bytes are the same', async () => {
  const server = await changing();
  const half = new MemorySink(before.length);
  half.write(0, before.subarray(0, 200_000));
  const record = { total: 300_000, etag: '"zero"', blocks: [[0, 200_000, 300_000]] as const };
  const ledger = await fetchInto(server.url, half, { record });
  expect(same(half.bytes, before)).toBe(true);
  expect(ledger.record().etag).toBe('"one"');
  const starts = server.seen.map(({ range = '' }) => Number(/\d+/.exec(range)?.[0]));
  expect(starts.filter((start) => start < 200_000)).toHaveLength(3);
});

it('another length midway, where the format stated none: the same', async () => {
  const shorter = after.subarray(0, 100_000);
  const server = await changing([12, { bytes: shorter, etag: '"two"' }]);
  const { end, bytes, restarts } = await fetchFrom(server);
  expect([end, restarts]).toEqual(['whole', 1]);
  expect(same(bytes.subarray(0, 100_000), shorter)).toBe(true);
  expect(bytes.subarray(100_000).every((byte) => byte === 0xaa)).toBe(true);
});

it('another length than the format stated is no file of ours', async () => {
  const server = await changing([12, { bytes: after.subarray(0, 100_000), etag: '"two"' }]);
  const { end, restarts } = await fetchFrom(server, { expectedBytes: before.length });
  expect([end, restarts]).toEqual(['length-mismatch', 0]);
});

it('what changes again is given up', async () => {
  const server = await changing(
    [10, { bytes: after, etag: '"two"' }],
    [30, { bytes: before, etag: '"three"' }],
  );
  const { end, restarts } = await fetchFrom(server);
  expect([end, restarts]).toEqual(['content-changed', 1]);
});

it('a change that was only one answer costs a range, not the file', async () => {
  const server = await changing(
    [10, { bytes: after, etag: '"two"' }],
    [11, { bytes: before, etag: '"one"' }],
  );
  const { end, bytes, restarts } = await fetchFrom(server);
  expect([end, restarts, same(bytes, before)]).toEqual(['whole', 0, true]);
});

it('a journal of a content that is gone is begun anew', async () => {
  const server = await changing();
  const record = { total: 300_000, etag: '"zero"', blocks: [[0, 100_000, 300_000]] as const };
  const { end, bytes, restarts } = await fetchFrom(server, { record });
  expect([end, restarts, same(bytes, before)]).toEqual(['whole', 1, true]);
});
