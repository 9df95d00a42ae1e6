/**
 * The origin private file system in memory, with the manners of a browser's: one sync access handle for
 * a file, which keeps the file and its folders from being removed; `clearSiteData` takes all of it away
 * underneath, and what was open writes on into nothing. Tests read and damage `bytes` as they like.
 */
export class MemoryOpfs {
  #root = new MemoryFolder('');

  /** As `navigator.storage.getDirectory`. */
  readonly root = async (): Promise<FileSystemDirectoryHandle> => this.#root;

  clearSiteData(): void {
    this.#root.takeAway();
    this.#root = new MemoryFolder('');
  }

  /** Every file by its path: the very objects, so that a test can change what lies there. */
  files(): Map<string, MemoryFile> {
    const found = new Map<string, MemoryFile>();
    this.#root.collect('', found);
    return found;
  }
}

const refusal = (name: string): DOMException => new DOMException('The browser refuses.', name);

abstract class MemoryEntry {
  isGone = false;

  constructor(readonly name: string) {}

  isSameEntry = async (other: FileSystemHandle): Promise<boolean> => Object.is(other, this);

  /** With all that is in it. */
  takeAway(): void {
    this.isGone = true;
  }

  demandThere(): void {
    if (this.isGone) throw refusal('NotFoundError');
  }
}

export class MemoryFile extends MemoryEntry implements FileSystemFileHandle {
  readonly kind = 'file';
  bytes = new Uint8Array();
  isOpen = false;
  /** How often its bytes were put on the disk itself. */
  flushes = 0;
  /** Thrown by the next write, which takes only half of its bytes. */
  tearsWith: string | undefined;
  /** Thrown by each look at the file. */
  hidesWith: string | undefined;

  async getFile(): Promise<File> {
    this.demandThere();
    if (this.hidesWith) throw refusal(this.hidesWith);
    return new File([this.bytes], this.name);
  }

  async createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle> {
    this.demandThere();
    if (this.isOpen) throw refusal('NoModificationAllowedError');
    this.isOpen = true;
    return new MemoryHandle(this);
  }

  async createWritable(): Promise<never> {
    throw refusal('NotSupportedError');
  }
}

class MemoryHandle implements FileSystemSyncAccessHandle {
  constructor(private readonly file: MemoryFile) {}

  read(buffer: AllowSharedBufferSource, { at = 0 }: FileSystemReadWriteOptions = {}): number {
    const piece = this.file.bytes.subarray(at, at + buffer.byteLength);
    bytesOf(buffer).set(piece);
    return piece.length;
  }

  write(buffer: AllowSharedBufferSource, { at = 0 }: FileSystemReadWriteOptions = {}): number {
    const { tearsWith } = this.file;
    const all = bytesOf(buffer);
    const bytes = tearsWith ? all.subarray(0, all.length / 2) : all;
    if (at + bytes.length > this.getSize()) this.truncate(at + bytes.length);
    this.file.bytes.set(bytes, at);
    this.file.tearsWith = undefined;
    if (tearsWith) throw refusal(tearsWith);
    return bytes.length;
  }

  getSize(): number {
    return this.file.bytes.length;
  }

  truncate(bytes: number): void {
    const next = new Uint8Array(bytes);
    next.set(this.file.bytes.subarray(0, bytes));
    this.file.bytes = next;
  }

  flush(): void {
    this.file.flushes += 1;
  }

  /** @throws where a browser would hang: it is a test that went wrong. */
  close(): void {
    if (this.file.isGone) throw new Error('Chromium never comes back from this.');
    this.file.isOpen = false;
  }
}

const bytesOf = (buffer: AllowSharedBufferSource): Uint8Array =>
  ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);

class MemoryFolder extends MemoryEntry implements FileSystemDirectoryHandle {
  readonly kind = 'directory';
  readonly #entries = new Map<string, MemoryFolder | MemoryFile>();

  async getDirectoryHandle(
    name: string,
    { create = false }: FileSystemGetDirectoryOptions = {},
  ): Promise<MemoryFolder> {
    const entry = this.#find(name) ?? (create ? this.#add(new MemoryFolder(name)) : undefined);
    if (!entry) throw refusal('NotFoundError');
    if (entry instanceof MemoryFolder) return entry;
    throw refusal('TypeMismatchError');
  }

  async getFileHandle(
    name: string,
    { create = false }: FileSystemGetFileOptions = {},
  ): Promise<MemoryFile> {
    const entry = this.#find(name) ?? (create ? this.#add(new MemoryFile(name)) : undefined);
    if (!entry) throw refusal('NotFoundError');
    if (entry instanceof MemoryFile) return entry;
    throw refusal('TypeMismatchError');
  }

  async removeEntry(name: string): Promise<void> {
    const entry = this.#find(name);
    if (!entry) throw refusal('NotFoundError');
    if (entry.isOpen) throw refusal('NoModificationAllowedError');
    entry.takeAway();
    this.#entries.delete(name);
  }

  get isOpen(): boolean {
    return [...this.#entries.values()].some((entry) => entry.isOpen);
  }

  override takeAway(): void {
    super.takeAway();
    for (const entry of this.#entries.values()) entry.takeAway();
  }

  collect(path: string, found: Map<string, MemoryFile>): void {
    for (const [name, entry] of this.#entries) {
      if (entry instanceof MemoryFile) found.set(path + name, entry);
      else entry.collect(`${path}${name}/`, found);
    }
  }

  async *entries(): AsyncGenerator<[string, MemoryFolder | MemoryFile]> {
    this.demandThere();
    yield* [...this.#entries];
  }

  async *keys(): AsyncGenerator<string> {
    for await (const [name] of this.entries()) yield name;
  }

  async *values(): AsyncGenerator<MemoryFolder | MemoryFile> {
    for await (const [, entry] of this.entries()) yield entry;
  }

  [Symbol.asyncIterator] = (): AsyncGenerator<[string, MemoryFolder | MemoryFile]> =>
    this.entries();

  resolve = async (): Promise<null> => null;

  #find(name: string): MemoryFolder | MemoryFile | undefined {
    this.demandThere();
    return this.#entries.get(name);
  }

  #add<E extends MemoryFolder | MemoryFile>(entry: E): E {
    this.#entries.set(entry.name, entry);
    return entry;
  }
}
