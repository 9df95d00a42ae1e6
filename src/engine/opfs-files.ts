import type { JobId } from '../jobs/job';
import { type FilePath, folderName, type JobFiles, type StoredFolder } from './job-files';
import { OpenHandles, type OpfsRoot, unlessMissing, whenUnlocked } from './opfs-access';

/** `private`: of jobs from private windows; it is emptied whenever the engine starts. */
export type JobsFolder = 'jobs' | 'private';

/** The jobs' folders in the origin private file system, under a root of their own. For the engine's worker. */
export function opfsFiles(root: OpfsRoot, jobsFolder: JobsFolder = 'jobs'): JobFiles {
  const handles = new OpenHandles(root);
  const jobsIn = (store: FileSystemDirectoryHandle): Promise<FileSystemDirectoryHandle> =>
    store.getDirectoryHandle(jobsFolder, { create: true });
  const jobs = async (): Promise<FileSystemDirectoryHandle> => jobsIn(await root());
  const folderOf = async (job: JobId): Promise<FileSystemDirectoryHandle> =>
    (await jobs()).getDirectoryHandle(await folderName(job));
  const removal = (work: () => Promise<void>): Promise<void> =>
    unlessMissing(async () => {
      await handles.closed();
      await whenUnlocked(work);
    });
  const removeFolder = (name: string): Promise<void> =>
    removal(async () => (await jobs()).removeEntry(name, { recursive: true }));
  return {
    open: (job, name) =>
      handles.open(async (store) => {
        const folder = await folderName(job);
        const made = await (await jobsIn(store)).getDirectoryHandle(folder, { create: true });
        return made.getFileHandle(name, { create: true });
      }),
    size: (job, name) =>
      unlessMissing(async () => {
        const file = await (await folderOf(job)).getFileHandle(name);
        return (await file.getFile()).size;
      }),
    remove: (job, name) => removal(async () => (await folderOf(job)).removeEntry(name)),
    removeAll: async (job) => removeFolder(await folderName(job)),
    path: async (job, name) => [jobsFolder, await folderName(job), name],
    list: async () => {
      const folders = unlessMissing(async () => {
        const found: StoredFolder[] = [];
        for await (const [name, entry] of (await jobs()).entries()) {
          found.push({ name, bytes: await bytesIn(entry) });
        }
        return found;
      });
      return (await folders) ?? [];
    },
    removeFolder,
    clear: () => removal(async () => (await root()).removeEntry(jobsFolder, { recursive: true })),
  };
}

/** The file at a path of `JobFiles.path`, as a page can read it. */
export async function opfsFile(root: FileSystemDirectoryHandle, path: FilePath): Promise<File> {
  let folder = root;
  for (const name of path.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  return (await folder.getFileHandle(path.at(-1) ?? '')).getFile();
}

/** Whatever goes while it is looked at counts as nothing. */
async function bytesIn(entry: FileSystemDirectoryHandle | FileSystemFileHandle): Promise<number> {
  const bytes = unlessMissing(async () => {
    if (!('entries' in entry)) return (await entry.getFile()).size;
    let sum = 0;
    for await (const [, inner] of entry.entries()) sum += await bytesIn(inner);
    return sum;
  });
  return (await bytes) ?? 0;
}
