import type { ByteFile } from '../media/byte-file';
import { storageFailure } from './storage-failure';

/**
 * Answers with the root of now. Never keep one: after "clear site data" the old root still makes folders,
 * in a place that the new root then cannot open.
 */
export type OpfsRoot = () => Promise<FileSystemDirectoryHandle>;

/** A worker that was ended gives its handles back a moment later. */
const lockTries = 20;
const lockWaitMs = 150;

/** Tries again while somebody else has it open. @throws what it was refused with at last. */
export async function whenUnlocked<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isNamed(error, 'NoModificationAllowedError') || tries === lockTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, lockWaitMs));
    }
  }
}

/** Undefined where there is no such file or folder. @throws disk-full, storage-failed */
export async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return undefined;
    throw storageFailure(error);
  }
}

/** A file that may be taken away underneath. */
export interface OpenFile extends ByteFile {
  /** Whether it is written in vain: "clear site data" took it, and its writes still succeed. */
  isGone(): Promise<boolean>;
}

/** Sync access handles, which exist only in a worker, one opener at a time. */
export class OpenHandles {
  readonly #closing = new Set<Promise<void>>();

  constructor(private readonly root: OpfsRoot) {}

  /** @throws disk-full, storage-failed */
  async open(
    find: (root: FileSystemDirectoryHandle) => Promise<FileSystemFileHandle>,
  ): Promise<OpenFile> {
    await this.closed();
    try {
      const root = await this.root();
      const file = await find(root);
      const handle = await whenUnlocked(() => file.createSyncAccessHandle());
      return {
        read: (buffer, options) => handle.read(buffer, options),
        write: (buffer, options) => handle.write(buffer, options),
        getSize: () => handle.getSize(),
        truncate: (bytes) => handle.truncate(bytes),
        flush: () => handle.flush(),
        close: () => this.#close(root, handle),
        isGone: () => this.#isGone(root),
      };
    } catch (cause) {
      throw storageFailure(cause);
    }
  }

  /** Resolves when what was to be closed is: only then others can open or remove it. */
  async closed(): Promise<void> {
    await Promise.all(this.#closing);
  }

  /**
   * Chromium 156 never comes back from closing a handle whose origin's data were cleared meanwhile: the
   * worker would hang for good. Such a handle is left to the worker's end.
   */
  #close(root: FileSystemDirectoryHandle, handle: FileSystemSyncAccessHandle): void {
    const closing = this.#isGone(root)
      .then((isGone) => {
        if (!isGone) handle.close();
      })
      .catch((error: unknown) => console.warn('A file could not be closed.', error))
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  /** Told by the root: under the same path there may be another file by now. */
  async #isGone(openedUnder: FileSystemDirectoryHandle): Promise<boolean> {
    return !(await (await this.root()).isSameEntry(openedUnder));
  }
}

const isNamed = (error: unknown, name: string): boolean =>
  error instanceof DOMException && error.name === name;
