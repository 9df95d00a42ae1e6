import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { folderName, type JobFiles } from '../../../src/engine/job-files';
import { nodeFile } from '../media/node-file';

/** The jobs' folders on a plain file system, with the manners of the private one. */
export function nodeFiles(root: string): JobFiles {
  return {
    open: async (job, name) => {
      const folder = join(root, 'jobs', await folderName(job));
      mkdirSync(folder, { recursive: true });
      // Neither 'r+' nor 'w+' opens a file that may or may not exist without emptying it.
      nodeFile(join(folder, name), 'a').close();
      return nodeFile(join(folder, name), 'r+');
    },
    size: async (job, name) =>
      statSync(join(root, 'jobs', await folderName(job), name), { throwIfNoEntry: false })?.size,
    remove: async (job, name) =>
      rmSync(join(root, 'jobs', await folderName(job), name), { force: true }),
    removeAll: async (job) =>
      rmSync(join(root, 'jobs', await folderName(job)), { recursive: true, force: true }),
    path: async (job, name) => ['jobs', await folderName(job), name],
  };
}
