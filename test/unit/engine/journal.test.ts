import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openJournal } from '../../../src/engine/journal';
import type { JournalRecord } from '../../../src/jobs/journal-record';
import { sampleJob, sampleRequest } from '../jobs/sample-job';

const record: JournalRecord = {
  version: 1,
  job: sampleJob({ state: 'queued' }),
  parts: [],
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

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a journal whose connection dies', () => {
  it('opens another one for the very change that found it dead', async () => {
    const opened = watchConnections();
    const journal = await openJournal('dead');
    opened[0]?.close();
    await journal.put(record);
    expect((await journal.load()).records).toEqual([record]);
    expect(opened).toHaveLength(2);
    opened[1]?.close();
    await journal.remove(sampleRequest.id);
    expect((await journal.load()).records).toEqual([]);
  });

  it('opens another one once the browser says that it closed the old one', async () => {
    const opened = watchConnections();
    const journal = await openJournal('closed');
    const [first] = opened;
    if (!first) throw new Error('nothing was opened');
    // Its typings take the class for an instance of it.
    Reflect.apply(forceCloseDatabase, undefined, [first]);
    await new Promise((resolve) => setTimeout(resolve));
    await journal.put(record);
    expect(opened).toHaveLength(2);
  });

  it('for want of room says so at once, and works again when there is some', async () => {
    const opened = watchConnections();
    const journal = await openJournal('full');
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
    const journal = await openJournal('broken');
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    put.mockImplementation(failing('UnknownError'));
    await expect(journal.put(record)).rejects.toMatchObject({ code: 'storage-failed' });
    expect(put).toHaveBeenCalledTimes(2);
  });
});
