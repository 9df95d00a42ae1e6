import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TempDir {
  readonly path: string;
  remove(): void;
  /**
   * Removes it at the latest when this process exits. To be called once the program that writes there
   * runs: exit handlers run in the order they were set, and its own must have killed it before.
   */
  removeAtExit(): void;
}

/** A new folder, under the system's temporary one where no other is named. */
export function createTempDir(prefix: string, parent = tmpdir()): TempDir {
  const path = mkdtempSync(join(parent, `reelkeep-${prefix}-`));
  const remove = () => {
    process.off('exit', remove);
    // A browser that is just ending may still write into its profile: hence the retries.
    rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
  return { path, remove, removeAtExit: () => process.on('exit', remove) };
}
