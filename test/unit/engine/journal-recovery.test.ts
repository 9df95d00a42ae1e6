import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderName } from '../../../src/engine/job-files';
import { openJournal } from '../../../src/engine/journal';
import { opfsCopies } from '../../../src/engine/opfs-copies';
import type { JobState } from '../../../src/jobs/job';
import { type JournalRecord, journalVersion } from '../../../src/jobs/journal-record';
import { Seeded } from '../../site/players/seeded';
import { recordOfVersion1 } from '../jobs/journal-version-1';
import { sampleRequest } from '../jobs/sample-job';
import { JournalRig, recordOf, sealed } from './journal-rig';

const { id } = sampleRequest;
const nothingLost = { damaged: [], recovered: [], unread: [] };
const fetching = (received: number): JobState => ({ state: 'fetching', progress: { received } });

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a job whose row in the database is lost', () => {
  const losses: readonly [string, (row: unknown) => unknown][] = [
    ['away', () => undefined],
    ['a text', () => 'torn'],
    ['cut off', (row) => (row instanceof Uint8Array ? row.slice(0, -1) : undefined)],
    ['of another job', () => sealed(99, recordOf({ state: 'queued' }, 'b'))],
    ['as of version 1 but not whole', () => ({ version: 1 })],
    ['as of version 2 without a checksum', () => recordOf({ state: 'cancelled' })],
  ];
  it.each(losses)('%s, is recovered from its copy, once', async (what, lose) => {
    const rig = new JournalRig(`lost ${what}`);
    await rig.journal.put(recordOf());
    await rig.journal.put(recordOf(fetching(5)));
    await rig.setRow(id, lose((await rig.rows()).get(id)));
    expect(await rig.restart()).toEqual({
      records: [recordOf(fetching(5))],
      damaged: [],
      recovered: [id],
      unread: [],
    });
    expect((await rig.restart()).recovered).toEqual([]);
  });

  it('is read from the copy where the database is merely behind, and nobody is told', async () => {
    const rig = new JournalRig('behind');
    await rig.journal.put(recordOf(fetching(5)));
    const before = (await rig.rows()).get(id);
    await rig.journal.put(recordOf(fetching(6)));
    await rig.setRow(id, before);
    const { records, recovered } = await rig.restart();
    expect([records, recovered]).toEqual([[recordOf(fetching(6))], []]);
    expect((await rig.rows()).get(id)).not.toEqual(before);
  });

  it('is reported damaged where the copy is lost too, and taken out', async () => {
    const rig = new JournalRig('both lost');
    await rig.journal.put(recordOf());
    await rig.journal.put(recordOf({ state: 'queued' }, 'other'));
    await rig.journal.appendLog(id, [{ at: 1, what: 'queued', facts: {} }]);
    await rig.setRow(id, 'torn');
    (await rig.copy()).bytes.fill(0);
    const { records, damaged, recovered } = await rig.restart();
    expect(records).toEqual([recordOf({ state: 'queued' }, 'other')]);
    expect([damaged, recovered]).toEqual([[id], []]);
    expect(await rig.journal.readLog(id)).toEqual([]);
    expect((await rig.restart()).damaged).toEqual([]);
    expect(rig.opfs.files().size).toBe(1);
  });

  it('is left as it lies while nobody can say what its copy holds', async () => {
    const rig = new JournalRig('hidden');
    await rig.journal.put(recordOf());
    await rig.setRow(id, 'torn');
    (await rig.copy()).hidesWith = 'UnknownError';
    const unread = [await folderName(id)];
    expect(await rig.restart()).toEqual({ records: [], damaged: [], recovered: [], unread });
    (await rig.copy()).hidesWith = undefined;
    expect((await rig.restart()).recovered).toEqual([id]);
  });
});

describe('a database that is lost', () => {
  it('is filled from the copies: those that merely wait are there too', async () => {
    const rig = new JournalRig('emptied');
    const ids = Array.from({ length: 120 }, (_, at) => `job ${at}`);
    for (const job of ids) await rig.journal.put(recordOf({ state: 'queued' }, job));
    for (const job of ids) await rig.setRow(job, undefined);
    const { records, recovered } = await rig.restart();
    expect(records.map(({ job }) => job.request.id).toSorted()).toEqual(ids.toSorted());
    expect(recovered).toHaveLength(120);
    expect((await rig.rows()).size).toBe(120);
  });

  const unopenable = (times: number, name = 'UnknownError') => {
    const open = IDBFactory.prototype.open;
    let left = times;
    const spy = vi.spyOn(IDBFactory.prototype, 'open');
    spy.mockImplementation(function (this: IDBFactory, ...args) {
      left -= 1;
      if (left >= 0) throw new DOMException('Internal error opening backing store.', name);
      return open.apply(this, args);
    });
    return vi.spyOn(IDBFactory.prototype, 'deleteDatabase');
  };

  it('is made anew where it cannot be opened', async () => {
    const rig = new JournalRig('unopenable');
    await rig.journal.put(recordOf(fetching(5)));
    const deletions = unopenable(4);
    expect((await rig.restart()).recovered).toEqual([id]);
    expect(deletions).toHaveBeenCalledOnce();
    expect((await rig.rows()).size).toBe(1);
  });

  it('is not, where it can be opened a moment later', async () => {
    const rig = new JournalRig('a moment later');
    await rig.journal.put(recordOf());
    const deletions = unopenable(2);
    expect(await rig.restart()).toEqual({ ...nothingLost, records: [recordOf()] });
    expect(deletions).not.toHaveBeenCalled();
  });

  it.each([
    ['for want of room', 'QuotaExceededError'],
    ['because a later version made it', 'VersionError'],
  ])('is not, where it cannot be opened %s: the copies serve', async (_, name) => {
    const rig = new JournalRig(`not ${name}`);
    await rig.journal.put(recordOf());
    const deletions = unopenable(100, name);
    expect((await rig.restart()).records).toEqual([recordOf()]);
    await rig.journal.put(recordOf(fetching(7)));
    vi.mocked(IDBFactory.prototype.open).mockRestore();
    expect(deletions).not.toHaveBeenCalled();
    expect((await rig.restart()).records).toEqual([recordOf(fetching(7))]);
  });

  it('is not, where there is no copy that it could be made from', async () => {
    const rig = new JournalRig('no copy');
    await rig.journal.load();
    const deletions = unopenable(100);
    await expect(rig.restart()).resolves.toEqual({ ...nothingLost, records: [] });
    expect(deletions).not.toHaveBeenCalled();
  });
});

describe('copies that are lost', () => {
  it('are made anew at the next start', async () => {
    const rig = new JournalRig('copies lost');
    await rig.journal.put(recordOf());
    rig.opfs.clearSiteData();
    const { records, recovered } = await rig.restart();
    expect([records, recovered]).toEqual([[recordOf()], []]);
    await rig.setRow(id, undefined);
    expect((await rig.restart()).recovered).toEqual([id]);
  });

  it('under another job’s name are nobody’s', async () => {
    const rig = new JournalRig('swapped');
    await rig.journal.put(recordOf());
    await rig.journal.put(recordOf({ state: 'cancelled' }, 'b'));
    const copy = await rig.copy();
    copy.bytes = (await rig.copy('b')).bytes.slice();
    await rig.setRow(id, undefined);
    const { records } = await rig.restart();
    expect(records).toEqual([recordOf({ state: 'cancelled' }, 'b')]);
  });
});

describe('records of other versions', () => {
  const old = recordOfVersion1.job.request.id;

  it('the first: they are written anew, with a copy', async () => {
    const rig = new JournalRig('version 1');
    const database = await openDB(rig.name, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('jobs');
      },
    });
    await database.put('jobs', recordOfVersion1, old);
    database.close();
    const first = await rig.restart();
    expect(first.records[0]?.job.request.origin).toEqual({ tabId: 5 });
    expect(first.recovered).toEqual([]);
    expect((await rig.rows()).get(old)).toBeInstanceOf(Uint8Array);
    await rig.setRow(old, undefined);
    expect(await rig.restart()).toEqual({ ...first, recovered: [old] });
  });

  it('a later one: neither read nor touched', async () => {
    const rig = new JournalRig('later');
    await rig.journal.put(recordOf());
    const later = { ...recordOf({ state: 'queued' }, 'later'), version: journalVersion + 1 };
    await rig.setRow('later', sealed(90, later));
    await rig.setRow('as it was', later);
    const rows = await rig.rows();
    const { unread, ...loaded } = await rig.restart();
    expect(loaded).toEqual({ records: [recordOf()], damaged: [], recovered: [] });
    const folders = await Promise.all(['later', 'as it was'].map(folderName));
    expect(unread.toSorted()).toEqual(folders.toSorted());
    expect(await rig.rows()).toEqual(rows);
  });
});

/** Everything that a disk may do to bytes. */
function damaged(bytes: Uint8Array<ArrayBuffer>, random: Seeded): Uint8Array<ArrayBuffer> {
  const at = (): number => random.between(0, Math.max(0, bytes.length - 1));
  const copy = bytes.slice();
  switch (random.pick(['flips', 'cut', 'sector', 'longer', 'old'])) {
    case 'flips':
      for (let left = random.between(1, 8); left > 0; left -= 1) {
        const place = at();
        copy[place] = (copy[place] ?? 0) ^ (1 << random.between(0, 7));
      }
      return copy;
    case 'cut':
      return copy.slice(0, at());
    case 'sector': {
      const start = at() & ~511;
      return copy.fill(random.between(0, 255), start, start + 512);
    }
    case 'longer': {
      const longer = new Uint8Array(copy.length + random.between(1, 20_000)).fill(66);
      longer.set(copy.subarray(0, at()));
      return longer;
    }
    default:
      return copy.fill(0, at());
  }
}

const same = (one: Uint8Array, other: unknown): boolean =>
  other instanceof Uint8Array && Buffer.compare(one, other) === 0;

describe('damage of any kind', () => {
  it.each(Array.from({ length: 200 }, (_, seed) => seed))(
    'leaves the last state or the one before, or a job that is known to be damaged: seed %i',
    async (seed) => {
      const random = new Seeded(seed);
      const rig = new JournalRig(`seed ${seed}`);
      const states: JournalRecord[] = [];
      for (let step = random.between(1, 6); step > 0; step -= 1) {
        const record = recordOf(
          random.pick<JobState>([fetching(seed + step), { state: 'paused' }]),
        );
        const title = random.text('abcdef ', random.pick([5, 3_000, 15_000]));
        const request = { ...record.job.request, title };
        states.push({ ...record, job: { ...record.job, request } });
      }
      for (const state of states) await rig.journal.put(state);
      const row = (await rig.rows()).get(id);
      const copy = await rig.copy();
      if (!(row instanceof Uint8Array)) throw new Error('A row is bytes.');
      const where = random.pick(['row', 'copy', 'both']);
      if (where !== 'copy') await rig.setRow(id, damaged(new Uint8Array(row), random));
      if (where !== 'row') copy.bytes = damaged(copy.bytes, random);
      const rowIsWhole = same(row, (await rig.rows()).get(id));

      const { records, damaged: lost, recovered } = await rig.restart();

      const [last, previous] = states.toReversed();
      if (where === 'both' && !rowIsWhole) {
        expect(records.length + lost.length).toBe(1);
        if (records[0]) expect([last, previous]).toContainEqual(records[0]);
        else expect(lost).toEqual([id]);
      } else {
        expect([records, lost]).toEqual([[last], []]);
      }
      expect(await rig.restart()).toEqual({ ...nothingLost, records });
      expect(recovered.length).toBeLessThanOrEqual(1);
    },
  );

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'in the middle of a write leaves what was there before: seed %i',
    async (seed) => {
      const random = new Seeded(seed);
      const rig = new JournalRig(`torn ${seed}`);
      const count = random.between(1, 5);
      for (let at = 0; at < count; at += 1) await rig.journal.put(recordOf(fetching(at)));
      const row = (await rig.rows()).get(id);
      (await rig.copy()).tearsWith = 'InvalidStateError';
      await rig.journal.put(recordOf(fetching(count)));
      // The power went before the database had it.
      await rig.setRow(id, random.chance(0.5) ? row : undefined);
      const { records } = await rig.restart();
      expect(records).toEqual([recordOf(fetching(count - 1))]);
    },
  );
});

it('what a job costs does not grow with the queue', async () => {
  const rig = new JournalRig('queue');
  for (let at = 0; at < 500; at += 1) {
    await rig.journal.put(recordOf({ state: 'queued' }, `job ${at}`));
  }
  const before = [...rig.opfs.files().values()].map(({ flushes }) => flushes);
  const puts = vi.spyOn(IDBObjectStore.prototype, 'put');
  const opens = vi.spyOn(IDBFactory.prototype, 'open');
  await rig.journal.put(recordOf(fetching(1), 'job 7'));
  expect(puts).toHaveBeenCalledOnce();
  expect(opens).not.toHaveBeenCalled();
  const after = [...rig.opfs.files().values()].map(({ flushes }) => flushes);
  expect(after.map((flushes, at) => flushes - (before[at] ?? 0)).filter(Boolean)).toEqual([1]);
});

it('a journal of 500 jobs is loaded whole, from the copies alone too', async () => {
  const rig = new JournalRig('load');
  for (let at = 0; at < 500; at += 1) {
    await rig.journal.put(recordOf({ state: 'queued' }, `job ${at}`));
  }
  expect((await rig.restart()).records).toHaveLength(500);
  const alone = openJournal(opfsCopies(rig.opfs.root), 'load elsewhere');
  expect((await alone.load()).recovered).toHaveLength(500);
});
