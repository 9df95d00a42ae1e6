import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openJournal } from '../../../src/engine/journal';
import type { CopyFolder } from '../../../src/engine/record-copies';
import { unseal } from '../../../src/jobs/sealed-record';
import { sampleRequest } from '../jobs/sample-job';
import { hurried } from './hurried';
import { JournalRig, recordOf } from './journal-rig';

const record = recordOf();
const { id } = sampleRequest;
const refusal = new DOMException('no', 'UnknownError');

/** A file system that takes nothing: the database is alone. */
const noCopies: CopyFolder = {
  list: () => Promise.reject(refusal),
  open: () => Promise.reject(refusal),
  remove: async () => undefined,
};

/** The connections that were opened, so that a test can break them as a browser does. */
function watchConnections() {
  const opened: IDBDatabase[] = [];
  const open = IDBFactory.prototype.open;
  const spy = vi.spyOn(IDBFactory.prototype, 'open');
  spy.mockImplementation(function (this: IDBFactory, ...args) {
    const request = open.apply(this, args);
    request.addEventListener('success', () => opened.push(request.result));
    return request;
  });
  return opened;
}

const failing = (name: string) => () => {
  throw new DOMException('no', name);
};

async function inDatabase(rig: JournalRig): Promise<unknown> {
  const row = (await rig.rows()).get(id);
  return JSON.parse((row instanceof Uint8Array && unseal(row)?.text) || 'null');
}

/** What the journal says to whoever looks at the console, where that is part of the test. */
const warnings = () => vi.spyOn(console, 'warn').mockImplementation(() => undefined);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the journal', () => {
  it('keeps one record per job, and loses none of it', async () => {
    const rig = new JournalRig('one');
    await rig.journal.put(record);
    await rig.journal.put(recordOf({ state: 'verifying' }), 'strict');
    await rig.journal.put(recordOf({ state: 'queued' }, 'other'));
    const { records, damaged, recovered } = await rig.restart();
    expect(records).toHaveLength(2);
    expect(records).toContainEqual(recordOf({ state: 'verifying' }));
    expect(records).toContainEqual(recordOf({ state: 'queued' }, 'other'));
    expect([damaged, recovered]).toEqual([[], []]);
  });

  it('forgets a job in both places, and for good', async () => {
    const rig = new JournalRig('forgotten');
    await rig.journal.put(recordOf({ state: 'fetching', progress: { received: 1 } }));
    await rig.journal.remove(id);
    expect(await rig.rows()).toEqual(new Map());
    expect(rig.opfs.files()).toEqual(new Map());
    expect((await rig.restart()).records).toEqual([]);
  });

  it('takes changes of one job in their order, however they are asked', async () => {
    const rig = new JournalRig('order');
    const received = Array.from({ length: 20 }, (_, at) => at);
    await Promise.all(
      received.map((at) =>
        rig.journal.put(recordOf({ state: 'fetching', progress: { received: at } })),
      ),
    );
    const { records } = await rig.restart();
    expect(records[0]?.job.current).toEqual({ state: 'fetching', progress: { received: 19 } });
  });

  it('never writes down what comes from a private window', async () => {
    const rig = new JournalRig('private');
    await rig.journal.load();
    const origin = { isPrivate: true } as const;
    await rig.journal.put({
      ...record,
      job: { ...record.job, request: { ...sampleRequest, origin } },
    });
    expect(await rig.rows()).toEqual(new Map());
    expect(rig.opfs.files()).toEqual(new Map());
  });

  it('does not write what it would not read again', async () => {
    const rig = new JournalRig('unreadable');
    await rig.journal.put(record);
    const options = { priority: 'normal', rank: Number.NaN } as const;
    const unreadable = { ...record, job: { ...record.job, options } };
    await expect(rig.journal.put(unreadable)).rejects.toMatchObject({ code: 'internal' });
    expect((await rig.restart()).records).toEqual([record]);
  });

  it('keeps the copy of what runs open, and no other', async () => {
    const rig = new JournalRig('open');
    await rig.journal.put(record);
    const copy = await rig.copy();
    expect(copy.isOpen).toBe(false);
    await rig.journal.put(recordOf({ state: 'fetching', progress: { received: 1 } }));
    expect(copy.isOpen).toBe(true);
    await rig.journal.put(recordOf({ state: 'paused' }));
    await vi.waitFor(() => expect(copy.isOpen).toBe(false));
    expect(copy.flushes).toBe(3);
  });
});

describe('a place that fails', () => {
  it('the copy: the database is enough, and somebody is told', async () => {
    const told = warnings();
    const rig = new JournalRig('copy fails');
    await rig.journal.put(recordOf({ state: 'fetching', progress: { received: 1 } }));
    (await rig.copy()).tearsWith = 'QuotaExceededError';
    await rig.journal.put(recordOf({ state: 'paused' }));
    expect(told).toHaveBeenCalledOnce();
    const { records, recovered } = await rig.restart();
    expect(records).toEqual([recordOf({ state: 'paused' })]);
    expect(recovered).toEqual([]);
  });

  it('the copy, where somebody holds it: it is waited for once', async () => {
    const told = warnings();
    const rig = new JournalRig('copy held');
    await rig.journal.put(record);
    const copy = await rig.copy();
    await vi.waitFor(() => expect(copy.isOpen).toBe(false));
    copy.isOpen = true;
    await hurried(() => rig.journal.put(recordOf({ state: 'paused' })));
    await rig.journal.put(record);
    await rig.journal.put(recordOf({ state: 'paused' }));
    expect(told).toHaveBeenCalledTimes(3);
    expect(await rig.restart()).toMatchObject({
      records: [recordOf({ state: 'paused' })],
      recovered: [],
    });
    await rig.setRow(id, undefined);
    expect((await rig.restart()).recovered).toEqual([id]);
  });

  it('the database: the copy is enough, and the database has it after the next start', async () => {
    warnings();
    const rig = new JournalRig('database fails');
    await rig.journal.put(record);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    put.mockImplementation(failing('UnknownError'));
    await rig.journal.put(recordOf({ state: 'paused' }));
    put.mockRestore();
    const second = await rig.restart();
    expect(second.records).toEqual([recordOf({ state: 'paused' })]);
    // The older state was whole.
    expect(second.recovered).toEqual([]);
    const third = await rig.restart();
    expect(third.records).toEqual([recordOf({ state: 'paused' })]);
    expect(third.recovered).toEqual([]);
  });

  it('the file system, from the start: the database is enough', async () => {
    warnings();
    const journal = openJournal(noCopies, 'no copies');
    await journal.put(record);
    expect(await openJournal(noCopies, 'no copies').load()).toEqual({
      records: [record],
      damaged: [],
      unread: [],
      recovered: [],
    });
  });

  it('both: the failure of the database is the news', async () => {
    const open = vi.spyOn(IDBFactory.prototype, 'open');
    open.mockImplementation(failing('UnknownError'));
    const journal = openJournal(noCopies, 'nothing');
    await expect(journal.load()).rejects.toMatchObject({ code: 'storage-failed' });
    await expect(journal.put(record)).rejects.toMatchObject({ code: 'storage-failed' });
  });
});

describe('a journal whose connection dies', () => {
  it('opens another one for the very change that found it dead', async () => {
    const opened = watchConnections();
    const { journal } = new JournalRig('dead');
    await journal.load();
    opened[0]?.close();
    await journal.put(record);
    expect((await journal.load()).records).toEqual([record]);
    expect(opened).toHaveLength(2);
    opened[1]?.close();
    await journal.remove(id);
    expect((await journal.load()).records).toEqual([]);
  });

  it('opens another one, and its copies anew, once the browser says that it closed the old one', async () => {
    const opened = watchConnections();
    const rig = new JournalRig('closed');
    await rig.journal.put(recordOf({ state: 'fetching', progress: { received: 1 } }));
    const [first] = opened;
    if (!first) throw new Error('nothing was opened');
    // "Clear site data": the files go with it. Its typings take the class for an instance of it.
    rig.opfs.clearSiteData();
    Reflect.apply(forceCloseDatabase, undefined, [first]);
    await new Promise((resolve) => setTimeout(resolve));
    await rig.journal.put(recordOf({ state: 'fetching', progress: { received: 2 } }));
    expect(opened).toHaveLength(2);
    expect((await rig.copy()).bytes.length).toBeGreaterThan(0);
  });

  it('lets go of a database that somebody takes away, and makes another', async () => {
    const rig = new JournalRig('taken');
    await rig.journal.put(record);
    await deleteDB('taken');
    await rig.journal.put(recordOf({ state: 'paused' }));
    expect([...(await rig.rows()).keys()]).toEqual([id]);
  });

  it('for want of room says so at once, and works again when there is some', async () => {
    warnings();
    const opened = watchConnections();
    const journal = openJournal(noCopies, 'full');
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    put.mockImplementation(failing('QuotaExceededError'));
    await expect(journal.put(record)).rejects.toMatchObject({ code: 'disk-full' });
    expect(put).toHaveBeenCalledTimes(1);
    opened[0]?.close();
    put.mockRestore();
    await journal.put(record);
    expect((await journal.load()).records).toEqual([record]);
  });

  it('tries once more and no further', async () => {
    const journal = openJournal(noCopies, 'broken');
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    put.mockImplementation(failing('UnknownError'));
    await expect(journal.put(record)).rejects.toMatchObject({ code: 'storage-failed' });
    expect(put).toHaveBeenCalledTimes(2);
  });
});

it('many new records lie in the database at once; their copies follow, and never undo what came later', async () => {
  const rig = new JournalRig('many');
  await rig.journal.load();
  const ids = Array.from({ length: 40 }, (_, at) => `job ${at}`);
  await rig.journal.putAll(ids.map((id) => recordOf({ state: 'queued' }, id)));
  expect([...(await rig.rows()).keys()].sort()).toEqual([...ids].sort());
  await rig.journal.put(recordOf({ state: 'paused' }, 'job 39'));
  await rig.journal.remove('job 38');
  // The last copy: they are made one after the other.
  await vi.waitFor(() => expect(rig.opfs.files().size).toBe(39));
  for (const id of ids) await rig.setRow(id, undefined);
  const { records } = await rig.restart();
  const states = new Map(records.map(({ job }) => [job.request.id, job.current.state]));
  expect(states.size).toBe(39);
  expect(states.get('job 39')).toBe('paused');
});

describe('what comes many times a second', () => {
  const fetched = (received: number) => recordOf({ state: 'fetching', progress: { received } });

  it('waits for no database: its copy is enough', async () => {
    warnings();
    const rig = new JournalRig('not waited for');
    await rig.journal.put(record);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(failing('TestError'));
    await rig.journal.put(fetched(1), 'copied');
    put.mockRestore();
    expect(await rig.restart()).toMatchObject({ records: [fetched(1)], recovered: [] });
  });

  it('reaches the database too, the latest at the latest', async () => {
    const rig = new JournalRig('follows');
    const puts = vi.spyOn(IDBObjectStore.prototype, 'put');
    const all = Array.from({ length: 20 }, (_, at) => fetched(at));
    await Promise.all(all.map((one) => rig.journal.put(one, 'copied')));
    await vi.waitFor(async () => expect(await inDatabase(rig)).toEqual(all.at(-1)));
    expect(puts.mock.calls.length).toBeLessThan(all.length);
  });

  it('never undoes what comes later, nor what is removed', async () => {
    const rig = new JournalRig('not undone');
    const paused = recordOf({ state: 'paused' });
    void rig.journal.put(fetched(1), 'copied');
    void rig.journal.put(fetched(2), 'copied');
    await rig.journal.put(paused);
    expect(await inDatabase(rig)).toEqual(paused);
    void rig.journal.put(fetched(3), 'copied');
    await rig.journal.remove(id);
    expect((await rig.rows()).size).toBe(0);
    expect((await rig.restart()).records).toEqual([]);
  });

  it('never follows what is on the disk itself, although it waited for its turn', async () => {
    // The database's own turns are none of them.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const rig = new JournalRig('not followed');
      await rig.journal.put(fetched(1), 'copied');
      await rig.journal.put(fetched(2), 'copied');
      const paused = recordOf({ state: 'paused' });
      await rig.journal.put(paused, 'strict');
      await vi.runAllTimersAsync();
      expect(await inDatabase(rig)).toEqual(paused);
    } finally {
      vi.useRealTimers();
    }
  });

  it('lies in the database where it cannot be copied, and fails where that fails too', async () => {
    warnings();
    const journal = openJournal(noCopies, 'no copy');
    await journal.put(record, 'copied');
    expect((await journal.load()).records).toEqual([record]);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(failing('QuotaExceededError'));
    await expect(journal.put(record, 'copied')).rejects.toMatchObject({ code: 'disk-full' });
  });
});
