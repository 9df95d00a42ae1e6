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

/** Undefined where we may not mount: as root we may, and where `sudo` asks no password. */
export function mountSmallDisk(bytes: number): SmallDisk | undefined {
  const folder = createTempDir('disk');
  const options = `size=${bytes},uid=${process.getuid?.() ?? 0},mode=700`;
  try {
    asRoot('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', folder.path);
  } catch (error) {
    console.info('No disk of our own can be mounted here:', String(error));
    folder.remove();
    return undefined;
  }
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

function asRoot(program: string, ...args: readonly string[]): void {
  const [first, ...rest] =
    process.getuid?.() === 0
      ? ([program, ...args] as const)
      : (['sudo', '-n', program, ...args] as const);
  execFileSync(first, rest, { stdio: 'pipe' });
}
