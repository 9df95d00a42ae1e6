import { openDB } from 'idb';
import { folderName } from '../../../src/engine/job-files';
import { type Journal, openJournal } from '../../../src/engine/journal';
import { opfsCopies } from '../../../src/engine/opfs-copies';
import type { JobId, JobState } from '../../../src/jobs/job';
import { type JournalRecord, journalVersion } from '../../../src/jobs/journal-record';
import { seal } from '../../../src/jobs/sealed-record';
import { sampleJob, sampleRequest } from '../jobs/sample-job';
import { type MemoryFile, MemoryOpfs } from './memory-opfs';

export const recordOf = (
  state: JobState = { state: 'queued' },
  id: JobId = sampleRequest.id,
): JournalRecord => ({
  version: journalVersion,
  job: { ...sampleJob(state), request: { ...sampleRequest, id } },
  parts: [
    {
      formatId: '137',
      fetched: { kind: 'ranges', ranges: { total: 1000, blocks: [[0, 400, 1000]] } },
    },
  ],
});

/** A record of any version as it lies in the journal. */
export const sealed = (sequence: number, record: unknown): Uint8Array =>
  seal({ sequence, text: JSON.stringify(record) });

/** A journal on a database and a file system that outlive it, for a test to damage. */
export class JournalRig {
  readonly opfs = new MemoryOpfs();
  journal: Journal;

  constructor(readonly name: string) {
    this.journal = this.#open();
  }

  /** As after a restart of the browser: what the one before still has open is open no more. */
  async restart(): Promise<Awaited<ReturnType<Journal['load']>>> {
    for (const file of this.opfs.files().values()) file.isOpen = false;
    this.journal = this.#open();
    return this.journal.load();
  }

  async rows(): Promise<Map<JobId, unknown>> {
    const database = await openDB(this.name);
    const [keys, values] = await Promise.all([
      database.getAllKeys('jobs'),
      database.getAll('jobs'),
    ]);
    database.close();
    return new Map(keys.map((key, at) => [String(key), values[at]]));
  }

  async setRow(id: JobId, stored: unknown): Promise<void> {
    const database = await openDB(this.name);
    if (stored === undefined) await database.delete('jobs', id);
    else await database.put('jobs', stored, id);
    database.close();
  }

  async copy(id: JobId = sampleRequest.id): Promise<MemoryFile> {
    const file = this.opfs.files().get(`journal/${await folderName(id)}`);
    if (file) return file;
    throw new Error('There is no copy.');
  }

  #open(): Journal {
    return openJournal(opfsCopies(this.opfs.root), this.name);
  }
}
