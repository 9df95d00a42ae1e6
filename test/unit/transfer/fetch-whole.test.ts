import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { asReelkeepError, ReelkeepError } from '../../../src/errors';
import { fetchWhole } from '../../../src/transfer/fetch-whole';
import { HostGate } from '../../../src/transfer/host-gate';
import type { PiecePorts } from '../../../src/transfer/segments/fetch-piece';
import type { TransferNote } from '../../../src/transfer/transfer-note';
import { WholeLedger } from '../../../src/transfer/whole-ledger';
import { hastyClock, noise } from './rig';

const content = noise(300_000);
const half = content.subarray(0, 150_000);
const stated = { 'content-length': content.length };

type Answering = (response: ServerResponse) => void;
const whole: Answering = (response) => response.writeHead(200, stated).end(content);
const unstated: Answering = (response) => response.writeHead(200).end(content);
/** A moment later: what has come by then has been read. */
const breakOff = (response: ServerResponse) => (): void => {
  setTimeout(() => response.socket?.end(), 10);
};
const cut: Answering = (response) => {
  response.writeHead(200, stated).write(half, breakOff(response));
};
const cutUnstated: Answering = (response) => {
  response.writeHead(200).write(half, breakOff(response));
};
const stalled: Answering = (response) => response.writeHead(200, stated).write(half);
const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answering =>
  (response) =>
    response.writeHead(code, headers).end(content);

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server that never heard of ranges; the last of its answers is given again and again. */
async function serve(...answers: readonly [Answering, ...Answering[]]) {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ headers }, response) => {
    const answering = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(headers.range);
    answering?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/film.mp4`, asked };
}

/** A file that is emptied when it is begun anew. */
async function save(
  url: string,
  { ledger = new WholeLedger(), ports = {} as Partial<PiecePorts> } = {},
) {
  let file = Buffer.alloc(0);
  const restarts: number[] = [];
  const notes: TransferNote[] = [];
  const totals: (number | undefined)[] = [];
  const clock = hastyClock(1000);
  const sink = {
    write: (at: number, bytes: Uint8Array) => {
      expect(at).toBe(file.length);
      totals.push(ledger.total);
      file = Buffer.concat([file, bytes]);
    },
  };
  const onRestart = async (): Promise<void> => {
    restarts.push(ledger.received);
    file = Buffer.alloc(0);
  };
  const end = await fetchWhole(
    { url, ledger, sink, onRestart },
    {
      ...{ fetch, clock, gate: new HostGate(clock), random: Math.random, connections: 4 },
      // Three seconds of our time: a busy machine is no stalled server.
      stallLimitMs: 3_000_000,
      checkAddress: () => undefined,
      note: (note) => notes.push(note),
      ...ports,
    },
    new AbortController().signal,
  ).then(
    () => 'whole',
    (thrown: unknown) => asReelkeepError(thrown).code,
  );
  const kinds = notes.map(({ kind }) => kind);
  return { end, ledger, restarts, notes, kinds, totals, isContent: file.equals(content) };
}

test.each([
  ['stated', whole, content.length],
  ['not stated', unstated, undefined],
])('one plain request brings the whole file, its length %s', async (_, answering, total) => {
  const { url, asked } = await serve(answering);
  const { end, ledger, isContent, totals, kinds, restarts } = await save(url);
  expect([end, isContent, restarts, kinds]).toEqual(['whole', true, [], ['fetched']]);
  expect(asked).toEqual([undefined]);
  expect(new Set(totals)).toEqual(new Set([total]));
  expect([ledger.isComplete, ledger.total]).toEqual([true, content.length]);
});

test.each([
  ['of stated length', cut, whole],
  ['of no stated length', cutUnstated, unstated],
])('a body %s that broke in its middle begins anew', async (_, broken, good) => {
  const { url, asked } = await serve(broken, good);
  const { end, isContent, restarts, notes, kinds } = await save(url);
  expect([end, isContent, asked]).toEqual(['whole', true, [undefined, undefined]]);
  expect(restarts).toEqual([0]);
  expect(kinds).toEqual(['restarted', 'try-failed', 'fetched']);
  const lostBytes = expect.toSatisfy((bytes: number) => bytes > 0 && bytes <= half.length);
  expect(notes[0]).toEqual({ kind: 'restarted', code: 'range-ignored', lostBytes });
});

test('what an earlier run has left is dropped, and that is told', async () => {
  const { url } = await serve(whole);
  const ledger = new WholeLedger({ bytes: 1000, total: 1 });
  const { end, isContent, restarts, notes } = await save(url, { ledger });
  expect([end, isContent, restarts]).toEqual(['whole', true, [0]]);
  expect(notes[0]).toEqual({ kind: 'restarted', code: 'range-ignored', lostBytes: 1000 });
});

test.each<[string, Answering, string, number]>([
  ['always breaks off', cut, 'network-lost', 8],
  ['always stands still', stalled, 'network-lost', 8],
  ['is a page', status(200, { 'content-type': 'text/html' }), 'range-mismatch', 4],
  ['is of several parts', status(200, { 'content-type': 'multipart/x' }), 'range-mismatch', 4],
  ['is a part', status(206, { 'content-range': 'bytes 0-9/99' }), 'range-mismatch', 4],
  ['is gone', status(404), 'http-404', 1],
  ['is refused', status(403), 'http-403', 1],
])('an answer that %s is no file, after so many tries', async (_, answering, code, tries) => {
  const { url, asked } = await serve(answering);
  const ports = answering === stalled ? { stallLimitMs: 30_000 } : {};
  const { end, ledger } = await save(url, { ports });
  expect([end, asked.length]).toEqual([code, tries]);
  expect([ledger.isComplete, ledger.received]).toEqual([false, 0]);
});

/** Undici would inflate it, and hold a stated length against the body by itself. */
const answered = (headers: HeadersInit) => ({
  ports: { fetch: async () => new Response(new Uint8Array(content), { headers }) },
});

test.each<[string, Record<string, string>, string]>([
  ['compressed', { 'content-encoding': 'gzip' }, 'range-mismatch'],
  ['shorter than stated', { 'content-length': '300001' }, 'length-mismatch'],
  ['longer than stated', { 'content-length': '299999' }, 'length-mismatch'],
])('a body that is %s is not kept', async (_, headers, code) => {
  const { end, ledger } = await save('http://x.example/', answered(headers));
  expect([end, ledger.received, ledger.isComplete]).toEqual([code, 0, false]);
});

test('a body without an end is left at a terabyte', async () => {
  const piece = new Uint8Array(2 ** 28);
  const nothing = (): void => undefined;
  const endless = () => new ReadableStream({ pull: (body) => body.enqueue(piece) });
  const ledger = new WholeLedger();
  const clock = hastyClock(200);
  const fetched = fetchWhole(
    { url: 'http://x.example/', ledger, sink: { write: nothing }, onRestart: nothing },
    {
      ...{ clock, gate: new HostGate(clock), random: Math.random, connections: 4 },
      fetch: async () => new Response(endless()),
      checkAddress: nothing,
    },
    new AbortController().signal,
  );
  await expect(fetched).rejects.toMatchObject({ code: 'length-mismatch' });
});

test('no address is asked, or followed to, where we may not go', async () => {
  const { url, asked } = await serve(whole);
  const refuse = (): void => {
    throw new ReelkeepError('address-not-allowed', 'No.');
  };
  expect((await save(url, { ports: { checkAddress: refuse } })).end).toBe('address-not-allowed');
  expect(asked).toEqual([]);
  const away = await serve((response) => response.writeHead(302, { location: url }).end());
  const checkAddress = (address: string): void => (address === away.url ? undefined : refuse());
  expect((await save(away.url, { ports: { checkAddress } })).end).toBe('address-not-allowed');
});
