import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTempDir } from './temp-dir';

/** A file system of its own in memory, small enough to be filled. */
export interface SmallDisk {
  readonly path: string;
  /** Takes all room but this much. */
  fillUpTo(freeBytes: number): void;
  makeRoom(): void;
  remove(): void;
}

/** @throws where it may not mount: as root it may, and where `sudo` asks no password. */
export function mountSmallDisk(bytes: number): SmallDisk {
  const folder = createTempDir('disk');
  const options = `size=${bytes},uid=${process.getuid?.() ?? 0},mode=700`;
  asRoot('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', folder.path);
  const filler = join(folder.path, 'filler');
  const unmount = () => {
    process.off('exit', unmount);
    // Lazily: a browser that is just ending may still have a file open.
    asRoot('umount', '-l', folder.path);
    folder.remove();
  };
  process.on('exit', unmount);
  return {
    path: folder.path,
    fillUpTo: (freeBytes) => {
      const { bavail, bsize } = statfsSync(folder.path);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - freeBytes)));
    },
    makeRoom: () => rmSync(filler, { force: true }),
    remove: unmount,
  };
}

function asRoot(...command: readonly [string, ...string[]]): void {
  const [program, ...args] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command];
  execFileSync(program ?? '', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
