import type { ReelkeepError } from '../errors';
import type { Sealed } from '../jobs/sealed-record';
import { GuardedFile } from './guarded-file';
import type { OpenFile } from './opfs-access';
import { maxCopyBytes, nextSlot, otherSlot, readSlots, type Slot, writeSlot } from './record-slots';
import { storageFailure } from './storage-failure';

/** A folder of small files, away from the jobs' own folders: those go while a job stays known. */
export interface CopyFolder {
  list(): Promise<readonly StoredCopy[]>;
  /** Made where it is missing. One opener at a time. */
  open(name: string): Promise<OpenFile>;
  remove(name: string): Promise<void>;
}

export interface StoredCopy {
  readonly name: string;
  /** The first so many bytes. */
  read(mostBytes: number): Promise<Uint8Array>;
}

interface OpenCopy {
  readonly file: GuardedFile;
  readonly isGone: OpenFile['isGone'];
  isDoubted: boolean;
  /** The one to be written next. */
  slot: Slot;
}

/** What is whole of a copy's two states, or that nobody can say now: it is not to be taken for damaged. */
export type CopyStates = readonly Sealed[] | 'unreadable';

/** So many files are read side by side. */
const readAtOnce = 50;

/**
 * The second copy of each job's record: one file, named like the job's folder, with its last two states.
 * For one name, `write` and `remove` are called one after the other.
 */
export class RecordCopies {
  readonly #open = new Map<string, OpenCopy>();
  /** Whoever has them open was waited for once and did not let go. */
  readonly #lockedOut = new Map<string, ReelkeepError>();

  constructor(private readonly folder: CopyFolder) {}

  /** By name. @throws storage-failed where not even the names can be had. */
  async readAll(): Promise<Map<string, CopyStates>> {
    const copies = await this.folder.list();
    const found = new Map<string, CopyStates>();
    for (let at = 0; at < copies.length; at += readAtOnce) {
      const some = copies.slice(at, at + readAtOnce);
      await Promise.all(some.map(async (copy) => found.set(copy.name, await statesIn(copy))));
    }
    return found;
  }

  /**
   * On the disk itself when it resolves. `staysOpen`: more will follow soon; opening takes longer than all else.
   * @throws disk-full, storage-failed; the state before is then still there.
   */
  async write(name: string, sealed: Uint8Array<ArrayBuffer>, staysOpen: boolean): Promise<void> {
    const copy = (await this.#openAlready(name)) ?? (await this.#openCopy(name));
    try {
      writeSlot(copy.file, copy.slot, sealed);
      copy.file.flush();
      copy.slot = otherSlot(copy.slot);
    } catch (error) {
      this.#close(name);
      throw error;
    }
    if (!staysOpen) this.#close(name);
  }

  /** @throws storage-failed */
  async remove(name: string): Promise<void> {
    this.#close(name);
    await this.folder.remove(name);
  }

  /**
   * Somebody may have taken all storage away, or is about to: what is open is looked at before it is
   * written again. It is not closed now: in the middle of that, it is not safe.
   */
  doubt(): void {
    for (const copy of this.#open.values()) copy.isDoubted = true;
  }

  async #openAlready(name: string): Promise<OpenCopy | undefined> {
    const copy = this.#open.get(name);
    if (!copy?.isDoubted || !(await copy.isGone())) return copy;
    this.#open.delete(name);
    return undefined;
  }

  async #openCopy(name: string): Promise<OpenCopy> {
    const locked = this.#lockedOut.get(name);
    if (locked) throw locked;
    const opened = await this.#openFile(name);
    const file = new GuardedFile(opened);
    try {
      const bytes = new Uint8Array(Math.min(file.getSize(), maxCopyBytes));
      file.read(bytes, { at: 0 });
      const copy = { file, isGone: opened.isGone, isDoubted: false, slot: nextSlot(bytes) };
      this.#open.set(name, copy);
      return copy;
    } catch (error) {
      file.close();
      throw error;
    }
  }

  async #openFile(name: string): Promise<OpenFile> {
    try {
      return await this.folder.open(name);
    } catch (error) {
      const failure = storageFailure(error);
      if (failure.facts.trouble === 'locked') this.#lockedOut.set(name, failure);
      throw failure;
    }
  }

  #close(name: string): void {
    this.#open.get(name)?.file.close();
    this.#open.delete(name);
  }
}

async function statesIn(copy: StoredCopy): Promise<CopyStates> {
  try {
    return readSlots(await copy.read(maxCopyBytes)).filter((state) => state !== undefined);
  } catch (error) {
    console.warn('A copy of a record could not be read.', error);
    return 'unreadable';
  }
}
