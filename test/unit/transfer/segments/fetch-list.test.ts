import { createCipheriv } from 'node:crypto';
import { expect, test } from 'vitest';
import { ReelkeepError } from '../../../../src/errors';
import type { Segment, SegmentList } from '../../../../src/formats/segment-list';
import { HostGate } from '../../../../src/transfer/host-gate';
import { fetchList } from '../../../../src/transfer/segments/fetch-list';
import { ListLedger } from '../../../../src/transfer/segments/list-ledger';
import type { TransferNote } from '../../../../src/transfer/transfer-note';
import { eagerClock } from './eager-clock';

const base = 'https://media.example';
const segment = (name: string, at: number, more: Partial<Segment> = {}): Segment => ({
  url: `${base}/${name}`,
  sequence: at,
  seconds: 2,
  stretch: 0,
  ...more,
});

/** Answers by path; a function is asked anew each time. */
type Answers = Readonly<Record<string, string | Uint8Array | ((asked: number) => Response)>>;

function rig(
  answers: Answers,
  lists: readonly SegmentList[],
  ledger = new ListLedger(),
  { fromNow = false, onDisk = '' } = {},
) {
  let file = Buffer.from(onDisk);
  const notes: TransferNote[] = [];
  const asked: string[] = [];
  let open = 0;
  let mostOpen = 0;
  const clock = eagerClock();
  let read = 0;
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const path = url.slice(base.length + 1);
    asked.push(path);
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    await new Promise((resolve) => setTimeout(resolve, (asked.length * 7) % 5));
    open -= 1;
    const answer = answers[path];
    if (typeof answer === 'function') return answer(asked.filter((one) => one === path).length);
    if (answer === undefined) return new Response('', { status: 404 });
    const body = Buffer.from(answer);
    const range = /bytes=(\d+)-(\d+)/.exec(new Headers(init.headers).get('range') ?? '');
    if (!range) return new Response(body, { headers: { 'content-length': `${body.length}` } });
    const [from, to] = [Number(range[1]), Number(range[2])];
    return new Response(body.subarray(from, to + 1), {
      status: 206,
      headers: { 'content-range': `bytes ${from}-${to}/${body.length}` },
    });
  };
  const restarts: number[] = [];
  const run = (signal = new AbortController().signal) =>
    fetchList(
      {
        load: async () => lists[Math.min(read++, lists.length - 1)] ?? { segments: [] },
        ledger,
        fromNow,
        sink: {
          write: (at, bytes) => {
            const room = Buffer.alloc(Math.max(file.length, at + bytes.length));
            file.copy(room);
            room.set(bytes, at);
            file = room;
          },
          read: (at, length) => new Uint8Array(file.subarray(at, at + length)),
        },
        onRestart: async () => {
          restarts.push(file.length);
          file = Buffer.alloc(0);
        },
      },
      {
        fetch,
        clock,
        gate: new HostGate(clock),
        random: () => 0,
        connections: 4,
        checkAddress: (url) => {
          if (!url.startsWith(base)) throw new ReelkeepError('address-not-allowed', 'No.');
        },
        note: (note) => notes.push(note),
      },
      signal,
    );
  return {
    run,
    ledger,
    asked,
    restarts,
    notes,
    text: () => file.toString('latin1'),
    mostOpen: () => mostOpen,
  };
}

const names = Array.from({ length: 20 }, (_, at) => `s${at}`);
const twenty = { segments: names.map((name, at) => segment(name, at)) };
const bodies = Object.fromEntries(names.map((name, at) => [name, `${name}:`.repeat(1 + (at % 7))]));
const whole = Object.values(bodies).join('');

test('segments come several at a time, and lie in their order', async () => {
  const { run, ledger, text, mostOpen } = rig(bodies, [twenty]);
  await run();
  expect(text()).toBe(whole);
  expect(mostOpen()).toBeGreaterThan(2);
  expect(mostOpen()).toBeLessThanOrEqual(4);
  expect(ledger.record()).toMatchObject({ segments: 20, seconds: 40, last: 19, isComplete: true });
  expect(ledger.total).toBe(whole.length);
});

test('what is in the file is not asked for again', async () => {
  const ledger = new ListLedger();
  const first = rig({ ...bodies, s9: () => new Response('', { status: 403 }) }, [twenty], ledger);
  await expect(first.run()).rejects.toMatchObject({ code: 'http-403' });
  const { segments, bytes } = ledger.record();
  expect(segments).toBe(9);
  const second = rig(bodies, [twenty], new ListLedger(ledger.record(), bytes));
  await second.run();
  expect(second.asked.toSorted()).toEqual(names.slice(9).toSorted());
  expect(second.text().slice(bytes)).toBe(whole.slice(bytes));
});

test('a record of more than the file holds, and another list, begin anew', async () => {
  const record = {
    segments: 3,
    bytes: 10,
    seconds: 6,
    last: 2,
    stretches: [],
    whole: [20, 40] as const,
  };
  expect(new ListLedger(record, 9).received).toBe(0);
  const other = { segments: twenty.segments.slice(0, 5) };
  const { run, restarts, text } = rig(bodies, [other], new ListLedger(record, 10));
  await run();
  expect(restarts).toEqual([0]);
  expect(text()).toBe(Object.values(bodies).slice(0, 5).join(''));
});

/** As much of the twenty as was there when the server refused the tenth: nine, with a head in front. */
async function nine() {
  const lead = { init: { url: `${base}/init` } };
  const list = { segments: twenty.segments.map((one) => ({ ...one, ...lead })) };
  const refused = { ...bodies, init: 'I', s9: () => new Response('', { status: 403 }) };
  const first = rig(refused, [list]);
  await expect(first.run()).rejects.toMatchObject({ code: 'http-403' });
  const record = first.ledger.record();
  const onDisk = first.text().slice(0, record.bytes);
  const resumed = (answers: Answers, now: SegmentList) =>
    rig({ init: 'I', ...answers }, [now], new ListLedger(record, record.bytes), { onDisk });
  return { list, onDisk, resumed };
}

const elsewhere = (folder: string, { segments }: SegmentList, more: Partial<Segment> = {}) => ({
  segments: segments.map((one) => ({
    ...one,
    ...more,
    url: one.url.replace(base, `${base}/${folder}`),
  })),
});
const servedIn = (folder: string, change: (body: string) => string) =>
  Object.fromEntries(names.map((name) => [`${folder}/${name}`, change(bodies[name] ?? '')]));

test('another version of as many segments is never put behind what is there', async () => {
  const { list, onDisk, resumed } = await nine();
  const loud = (body: string): string => body.toUpperCase();
  for (const seconds of [2, 3]) {
    const other = resumed(servedIn('b', loud), elsewhere('b', list, { seconds }));
    await other.run();
    expect(other.text()).toBe(`I${loud(whole)}`);
    expect(other.restarts).toEqual([onDisk.length]);
    expect(other.notes).toContainEqual({
      kind: 'restarted',
      code: 'content-changed',
      lostBytes: onDisk.length,
    });
  }
});

test('the same segments under other addresses go on, once one of them proved to be the same', async () => {
  const { list, resumed } = await nine();
  const same = servedIn('b', (body) => body);
  const moved = resumed(same, elsewhere('b', list));
  await moved.run();
  expect(moved.text()).toBe(`I${whole}`);
  expect(moved.restarts).toEqual([]);
  expect(moved.asked.toSorted()).toEqual(
    names
      .slice(8)
      .map((name) => `b/${name}`)
      .toSorted(),
  );
  expect(moved.notes).toContainEqual({
    kind: 'renamed-content',
    host: 'media.example',
    field: 'list',
  });
  // Then it is known by its new names.
  const again = rig(same, [elsewhere('b', list)], new ListLedger(moved.ledger.record()));
  await again.run();
  expect(again.asked).toEqual([]);
});

test('other hosts and queries are no other names', async () => {
  const { list, resumed } = await nine();
  const signed = { segments: list.segments.map((one) => ({ ...one, url: `${one.url}?sig=2` })) };
  const answers = Object.fromEntries(names.map((name) => [`${name}?sig=2`, bodies[name] ?? '']));
  const it = resumed(answers, signed);
  await it.run();
  expect(it.text()).toBe(`I${whole}`);
  expect(it.asked.toSorted()).toEqual(
    names
      .slice(9)
      .map((name) => `${name}?sig=2`)
      .toSorted(),
  );
});

test('a record of before, without a sum, goes on', async () => {
  const { list, onDisk, resumed } = await nine();
  const { sum: _, lastPlace: __, ...old } = resumed({}, list).ledger.record();
  const it = rig(bodies, [list], new ListLedger(old, old.bytes), { onDisk });
  await it.run();
  expect(it.text()).toBe(`I${whole}`);
  expect(it.asked.toSorted()).toEqual(names.slice(9).toSorted());
  expect(it.ledger.record().sum).toBeUndefined();
});

test('initialisations come once, and again where they change; marks say where', async () => {
  const init = { url: `${base}/init` };
  const list = {
    segments: [
      segment('s0', 0, { init }),
      segment('s1', 1, { init }),
      segment('s2', 2, {
        init: { url: `${base}/other`, range: { start: 1, end: 2 } },
        stretch: 1,
        clockStart: 9,
      }),
    ],
  };
  const { run, ledger, text, asked } = rig({ ...bodies, init: 'I', other: 'xOOx' }, [list]);
  await run();
  expect(text()).toBe(`I${bodies.s0}${bodies.s1}OO${bodies.s2}`);
  expect(asked.filter((one) => one === 'init')).toHaveLength(1);
  const place = 1 + `${bodies.s0}${bodies.s1}`.length;
  expect(ledger.record().stretches).toEqual([
    [0, 0, null],
    [place, 1, 9],
  ]);
});

test('enciphered segments are opened with their key, fetched once', async () => {
  const key = Buffer.from('0123456789abcdef');
  const iv = '000102030405060708090a0b0c0d0e0f';
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.from(iv, 'hex'));
  const locked = Buffer.concat([cipher.update('plain text of a segment'), cipher.final()]);
  const lock = { key: { url: `${base}/key`, iv } };
  const list = { segments: [segment('a', 0, lock), segment('a', 1, lock), segment('s0', 2)] };
  const { run, text, asked } = rig({ ...bodies, a: locked, key }, [list]);
  await run();
  expect(text()).toBe(`${'plain text of a segment'.repeat(2)}${bodies.s0}`);
  expect(asked.filter((one) => one === 'key')).toHaveLength(1);
  const wrong = rig({ ...bodies, a: locked, key: 'another sixteen!' }, [list]);
  await expect(wrong.run()).rejects.toMatchObject({ code: 'playlist-invalid' });
  const none = rig({ ...bodies, a: locked, key: '<html>no key</html>' }, [list]);
  await expect(none.run()).rejects.toMatchObject({ code: 'playlist-invalid' });
});

test('a key that stands in the list itself is not fetched', async () => {
  const key = Buffer.from('0123456789abcdef');
  const iv = '0f'.repeat(16);
  const cipher = createCipheriv('aes-128-cbc', key, Buffer.from(iv, 'hex'));
  const locked = Buffer.concat([cipher.update('plain text of a segment'), cipher.final()]);
  const list = { segments: [segment('a', 0, { key: { bytes: key.toString('hex'), iv } })] };
  const { run, text, asked } = rig({ ...bodies, a: locked }, [list]);
  await run();
  expect(text()).toBe('plain text of a segment');
  expect(asked).toEqual(['a']);
});

test('an initialisation is opened where it is enciphered too', async () => {
  const key = Buffer.from('0123456789abcdef');
  const iv = '00'.repeat(16);
  const lock = (plain: string): Buffer => {
    const cipher = createCipheriv('aes-128-cbc', key, Buffer.from(iv, 'hex'));
    return Buffer.concat([cipher.update(plain), cipher.final()]);
  };
  const keyed = { key: { url: `${base}/key`, iv } };
  const list = {
    segments: [
      segment('a', 0, { ...keyed, init: { url: `${base}/locked` } }),
      segment('a', 1, { ...keyed, init: { url: `${base}/plain` }, stretch: 1 }),
    ],
  };
  const answers = { key, a: lock('A'), locked: lock('xxxxftyp'), plain: 'yyyyftyp' };
  const { run, text } = rig(answers, [list]);
  await run();
  expect(text()).toBe('xxxxftypAyyyyftypA');
});

test('a live list is read until it ends; what was there before is not fetched twice', async () => {
  const growing = [4, 9, 9, 20].map((upTo, at) => ({
    segments: twenty.segments.slice(Math.max(0, upTo - 6), upTo),
    ...(at < 3 ? { reloadSeconds: 2 } : {}),
  }));
  const { run, text, asked, ledger } = rig(bodies, growing);
  await run();
  const heard = [...names.slice(0, 4), ...names.slice(4, 9), ...names.slice(14)];
  expect(asked.toSorted()).toEqual(heard.toSorted());
  expect(text()).toBe(heard.map((name) => bodies[name]).join(''));
  expect(ledger.isComplete).toBe(true);
});

test('a live list that falls silent has ended', async () => {
  const { run, ledger } = rig(bodies, [
    { segments: twenty.segments.slice(0, 3), reloadSeconds: 2 },
  ]);
  await run();
  expect(ledger.record()).toMatchObject({ segments: 3, isComplete: true });
});

const held = (from: number, upTo: number) => twenty.segments.slice(from, upTo);
const there = (from: number, upTo: number): string =>
  Object.values(bodies).slice(from, upTo).join('');

test('what slid out of a live list is told, and a new stretch begins behind it', async () => {
  const lists = [
    { segments: held(0, 3), reloadSeconds: 2 },
    { segments: held(12, 15), reloadSeconds: 2 },
    { segments: held(15, 18) },
  ];
  const { run, text, notes, ledger } = rig(bodies, lists);
  await run();
  expect(text()).toBe(there(0, 3) + there(12, 18));
  expect(notes).toEqual([{ kind: 'segments-missed', count: 9, seconds: 18 }]);
  expect(ledger.missedSeconds).toBe(18);
  expect(ledger.record().stretches).toEqual([
    [0, 0, null],
    [there(0, 3).length, 0, null],
  ]);
});

test('what a stream went on without while nobody fetched it is told once', async () => {
  const first = rig({ ...bodies, s3: () => new Response('', { status: 403 }) }, [
    { segments: held(0, 6), reloadSeconds: 2 },
  ]);
  await expect(first.run()).rejects.toMatchObject({ code: 'http-403' });
  const record = first.ledger.record();
  const now = { segments: held(10, 20) };
  const broken = rig(
    { ...bodies, s12: () => new Response('', { status: 403 }) },
    [now],
    new ListLedger(record),
  );
  await expect(broken.run()).rejects.toMatchObject({ code: 'http-403' });
  const last = rig(bodies, [now], new ListLedger(broken.ledger.record()));
  await last.run();
  expect(last.text().slice(record.bytes + there(10, 12).length)).toBe(there(12, 20));
  expect([...broken.notes, ...last.notes].filter(({ kind }) => kind === 'segments-missed')).toEqual(
    [{ kind: 'segments-missed', count: 7, seconds: 14 }],
  );
  expect(last.ledger.missedSeconds).toBe(14);
});

test('places may be times: a hole is told where they leave one, a rounded end is none', async () => {
  const timed = (at: number, start: number): Segment =>
    segment(`s${at}`, start, { next: start + 1999 });
  const lists = [
    { segments: [timed(0, 0), timed(1, 2000)], reloadSeconds: 2 },
    { segments: [timed(2, 4000), timed(8, 16_000)] },
  ];
  const { run, notes, ledger } = rig(bodies, lists);
  await run();
  expect(notes).toEqual([{ kind: 'segments-missed', count: 5, seconds: 10 }]);
  expect(ledger.record().stretches).toHaveLength(2);
});

test('gaps are not asked for, and told', async () => {
  const gap = { isGap: true, seconds: 3 } as const;
  const list = {
    segments: twenty.segments.map((one, at) =>
      [4, 5, 19].includes(at) ? { ...one, ...gap } : one,
    ),
  };
  const { run, text, asked, notes, ledger } = rig(bodies, [list]);
  await run();
  expect(text()).toBe(there(0, 4) + there(6, 19));
  expect(asked).not.toContain('s4');
  expect(notes).toEqual([
    { kind: 'segments-missed', count: 2, seconds: 6 },
    { kind: 'segments-missed', count: 1, seconds: 3 },
  ]);
  expect(ledger).toMatchObject({ missedSeconds: 9, isComplete: true });
  expect(ledger.record().stretches.map(([place]) => place)).toEqual([0, there(0, 4).length]);
});

test('failures are tried again, a body cut short too, and nothing of it stays', async () => {
  const flaky = {
    ...bodies,
    s3: (asked: number) =>
      asked < 3 ? new Response('', { status: 503 }) : new Response(bodies.s3),
    s4: (asked: number) =>
      asked < 2
        ? new Response('cut', { headers: { 'content-length': '900' } })
        : new Response(bodies.s4),
    s5: (asked: number) =>
      asked < 2
        ? new Response('<p>', { headers: { 'content-type': 'text/html; charset=utf-8' } })
        : new Response(bodies.s5),
  };
  const { run, text } = rig(flaky, [twenty]);
  await run();
  expect(text()).toBe(whole);
});

test('a counted last segment may be missing, a named one not', async () => {
  const list = (mayMiss: object) => ({
    segments: [...twenty.segments.slice(0, 3), segment('gone', 3, mayMiss)],
  });
  const counted = rig(bodies, [list({ mayMiss: true })]);
  await counted.run();
  expect(counted.text()).toBe(
    names
      .slice(0, 3)
      .map((name) => bodies[name])
      .join(''),
  );
  await expect(rig(bodies, [list({})]).run()).rejects.toMatchObject({ code: 'http-404' });
});

test('an address that may not be asked is not, and a stop is one', async () => {
  const astray = {
    segments: [segment('s0', 0), { ...segment('x', 1), url: 'https://evil.example/' }],
  };
  const { run, asked } = rig(bodies, [astray]);
  await expect(run()).rejects.toMatchObject({ code: 'address-not-allowed' });
  expect(asked).not.toContain('x');
  const abort = new AbortController();
  const stopped = rig(bodies, [twenty]);
  const running = stopped.run(abort.signal);
  abort.abort(new ReelkeepError('cancelled', 'Enough.'));
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
});

test('tags in front of packed audio go, and tell its clock', async () => {
  const tagged = (seconds: number, sound: string): Buffer => {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(seconds * 90_000));
    const said = Buffer.concat([
      Buffer.from('com.apple.streaming.transportStreamTimestamp\0'),
      time,
    ]);
    const frame = [Buffer.from('PRIV'), Buffer.from([0, 0, 0, said.length, 0, 0]), said];
    const head = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 10 + said.length]);
    return Buffer.concat([head, ...frame, Buffer.from(sound)]);
  };
  const list = { segments: [segment('a', 0), segment('b', 1), segment('c', 2)] };
  const { run, text, ledger } = rig({ a: tagged(10, 'one'), b: tagged(12, 'two'), c: 'ID' }, [
    list,
  ]);
  await run();
  expect(text()).toBe('onetwoID');
  expect(ledger.record().stretches).toEqual([[0, 0, -10]]);
});

test('from now on: of what was sent before only what is being sent, and then all', async () => {
  const answers = { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E' };
  const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name, at) => segment(name, at + 1));
  if (!a || !b || !c || !d || !e) throw new Error('Five.');
  const lists = [{ segments: [a, b, c], reloadSeconds: 2 }, { segments: [b, c, d, e] }];
  const ledger = new ListLedger();
  const it = rig(answers, lists, ledger, { fromNow: true });
  await it.run();
  expect(it.asked).toEqual(['c', 'd', 'e']);
  // What is complete is wanted whole.
  const whole = rig(answers, [{ segments: [a, b] }], new ListLedger(), { fromNow: true });
  await whole.run();
  expect(whole.asked).toEqual(['a', 'b']);
});
