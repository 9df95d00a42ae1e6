import type { JobId } from '../jobs/job';
import type { ByteFile } from '../media/byte-file';
import { type FilePath, folderName, type JobFiles } from './job-files';
import { storageFailure } from './storage-failure';

const jobsFolder = 'jobs';
/** A worker that was ended gives its handles back a moment later. */
const lockTries = 20;
const lockWaitMs = 150;

/** The jobs' folders in the origin private file system. Sync access handles exist only in a worker. */
export function opfsFiles(root: FileSystemDirectoryHandle): JobFiles {
  const folderOf = async (job: JobId, create: boolean): Promise<FileSystemDirectoryHandle> => {
    const jobs = await root.getDirectoryHandle(jobsFolder, { create: true });
    return jobs.getDirectoryHandle(await folderName(job), { create });
  };
  return {
    open: async (job, name) => {
      try {
        const file = await (await folderOf(job, true)).getFileHandle(name, { create: true });
        return await unlocked(file);
      } catch (cause) {
        throw storageFailure(cause);
      }
    },
    size: (job, name) =>
      unlessMissing(async () => {
        const file = await (await folderOf(job, false)).getFileHandle(name);
        return (await file.getFile()).size;
      }),
    remove: (job, name) =>
      unlessMissing(async () => (await folderOf(job, false)).removeEntry(name)),
    removeAll: (job) =>
      unlessMissing(async () => {
        const jobs = await root.getDirectoryHandle(jobsFolder, { create: true });
        await jobs.removeEntry(await folderName(job), { recursive: true });
      }),
    path: async (job, name) => [jobsFolder, await folderName(job), name],
  };
}

/** The file at a path of `JobFiles.path`, as a page can read it. */
export async function opfsFile(root: FileSystemDirectoryHandle, path: FilePath): Promise<File> {
  let folder = root;
  for (const name of path.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  return (await folder.getFileHandle(path.at(-1) ?? '')).getFile();
}

async function unlocked(file: FileSystemFileHandle): Promise<ByteFile> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (!isNamed(error, 'NoModificationAllowedError') || tries === lockTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, lockWaitMs));
    }
  }
}

async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isNamed(error, 'NotFoundError')) return undefined;
    throw storageFailure(error);
  }
}

const isNamed = (error: unknown, name: string): boolean =>
  error instanceof DOMException && error.name === name;
