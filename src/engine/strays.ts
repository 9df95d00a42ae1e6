import type { JobId } from '../jobs/job';
import { folderName, type JobFiles, type StoredFolder } from './job-files';

/** Folders that belong to no job: of one whose record was lost, or that could not be deleted in its time. */
export interface Strays {
  readonly bytes: number;
  readonly folders: number;
}

/** Whose folders are none. */
export interface Owners {
  /** The jobs of now. It is asked after the folders were listed: a job is known before it has a folder. */
  readonly ids: () => Iterable<JobId>;
  /** Folders of jobs that are not known, but are there: another version's, or hidden for the moment. */
  readonly spared: readonly string[];
}

type Folders = Pick<JobFiles, 'list' | 'removeFolder'>;

export async function findStrays(files: Folders, known: Owners): Promise<Strays> {
  const strays = await strayFolders(files, known);
  return { bytes: strays.reduce((sum, { bytes }) => sum + bytes, 0), folders: strays.length };
}

/** Answers with how many bytes it took away. @throws storage-failed for the first that could not be; what came before is gone. */
export async function removeStrays(files: Folders, known: Owners): Promise<{ bytes: number }> {
  let removed = 0;
  for (const { name, bytes } of await strayFolders(files, known)) {
    // A job may have been asked anew whose folder was left behind.
    if ((await folderNames(known)).has(name)) continue;
    await files.removeFolder(name);
    removed += bytes;
  }
  return { bytes: removed };
}

async function strayFolders(files: Folders, known: Owners): Promise<StoredFolder[]> {
  const folders = await files.list();
  const ours = await folderNames(known);
  return folders.filter(({ name }) => !ours.has(name));
}

const folderNames = async ({ ids, spared }: Owners): Promise<Set<string>> =>
  new Set([...spared, ...(await Promise.all([...ids()].map(folderName)))]);
