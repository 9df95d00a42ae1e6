import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { folderName, type JobFiles } from '../../../src/engine/job-files';
import type { JobsFolder } from '../../../src/engine/opfs-files';
import { nodeFile } from '../media/node-file';

/** The jobs' folders on a plain file system, with the manners of the private one. */
export function nodeFiles(root: string, jobsFolder: JobsFolder = 'jobs'): JobFiles {
  const jobs = join(root, jobsFolder);
  const bytesIn = (path: string): number =>
    readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
  const removeFolder = async (name: string): Promise<void> =>
    rmSync(join(jobs, name), { recursive: true, force: true });
  return {
    open: async (job, name) => {
      const folder = join(jobs, await folderName(job));
      mkdirSync(folder, { recursive: true });
      // Neither 'r+' nor 'w+' opens a file that may or may not exist without emptying it.
      nodeFile(join(folder, name), 'a').close();
      return nodeFile(join(folder, name), 'r+');
    },
    size: async (job, name) =>
      statSync(join(jobs, await folderName(job), name), { throwIfNoEntry: false })?.size,
    remove: async (job, name) => rmSync(join(jobs, await folderName(job), name), { force: true }),
    removeAll: async (job) => removeFolder(await folderName(job)),
    path: async (job, name) => [jobsFolder, await folderName(job), name],
    list: async () => {
      mkdirSync(jobs, { recursive: true });
      return readdirSync(jobs).map((name) => ({ name, bytes: bytesIn(join(jobs, name)) }));
    },
    removeFolder,
    clear: async () => rmSync(jobs, { recursive: true, force: true }),
  };
}
