import type { JobId } from '../jobs/job';
import type { ByteFile } from '../media/byte-file';

/** Each job has a folder; only the engine's worker looks into it. All throw `disk-full` or `storage-failed`. */
export interface JobFiles {
  /** Made where it is missing. One opener at a time. */
  open(job: JobId, name: string): Promise<ByteFile>;
  /** Bytes; undefined where there is no such file. */
  size(job: JobId, name: string): Promise<number | undefined>;
  remove(job: JobId, name: string): Promise<void>;
  /** The folder and all in it. */
  removeAll(job: JobId): Promise<void>;
  /** Where the file lies, from the store's root: for the host, which makes a blob of it. */
  path(job: JobId, name: string): Promise<FilePath>;
  /** Every folder that there is, whosever it is or was. */
  list(): Promise<readonly StoredFolder[]>;
  /** By a name that `list` told. */
  removeFolder(name: string): Promise<void>;
  /** All folders: for those of jobs that end with the engine. */
  clear(): Promise<void>;
}

/** What lies where jobs have their folders: a file among them is told alike. */
export interface StoredFolder {
  readonly name: string;
  readonly bytes: number;
}

export type FilePath = readonly [...folders: string[], name: string];

/** A job's folder: its id may hold what a file system does not take, and be of any length. */
export async function folderName(job: JobId): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(job));
  return [...new Uint8Array(digest, 0, 16)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
