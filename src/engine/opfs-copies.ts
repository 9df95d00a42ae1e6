import { OpenHandles, type OpfsRoot, unlessMissing, whenUnlocked } from './opfs-access';
import type { CopyFolder, StoredCopy } from './record-copies';

/** The copies of the journal's records in the origin private file system. For the engine's worker. */
export function opfsCopies(root: OpfsRoot): CopyFolder {
  const handles = new OpenHandles(root);
  const folderIn = (store: FileSystemDirectoryHandle): Promise<FileSystemDirectoryHandle> =>
    store.getDirectoryHandle('journal', { create: true });
  return {
    list: async () => {
      const copies = unlessMissing(async () => {
        const found: StoredCopy[] = [];
        for await (const [name, entry] of (await folderIn(await root())).entries()) {
          found.push({ name, read: (mostBytes) => readStart(entry, mostBytes) });
        }
        return found;
      });
      return (await copies) ?? [];
    },
    open: (name) =>
      handles.open(async (store) => (await folderIn(store)).getFileHandle(name, { create: true })),
    remove: (name) =>
      unlessMissing(async () => {
        await handles.closed();
        const folder = await folderIn(await root());
        await whenUnlocked(() => folder.removeEntry(name, { recursive: true }));
      }),
  };
}

/** A folder has nothing to read: nobody but us puts anything here, so it is damage as well. */
async function readStart(
  entry: FileSystemDirectoryHandle | FileSystemFileHandle,
  mostBytes: number,
): Promise<Uint8Array> {
  if (!('getFile' in entry)) return new Uint8Array();
  const file = await entry.getFile();
  return new Uint8Array(await file.slice(0, mostBytes).arrayBuffer());
}
