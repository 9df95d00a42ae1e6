import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from './wait-for';

/** What the browsers call a file that is still being written. */
const isPartial = (name: string) => /\.(crdownload|part)$/.test(name);

/** Every file under the folder, relative, partial ones included. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/**
 * Waits until `count` files are whole in the browser's download folder: none partial, none empty
 * (Firefox puts an empty file of the final name first), all of the same size as a moment before.
 * Returns their absolute paths.
 */
export async function waitForSavedFiles(
  folder: string,
  count = 1,
  options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<string[]> {
  let before = '';
  return waitFor(
    `${count} saved file(s) in ${folder}`,
    () => {
      const files = listFiles(folder);
      const sizes = files.map((file) => statSync(join(folder, file)).size);
      const now = JSON.stringify([files, sizes]);
      const settled = now === before;
      before = now;
      const whole = files.length >= count && !files.some(isPartial) && !sizes.includes(0);
      return settled && whole && files.map((file) => join(folder, file));
    },
    { timeoutMs: 60_000, everyMs: 150, ...options },
  );
}

/** Like `waitForSavedFiles` for one file. */
export async function waitForSavedFile(
  folder: string,
  options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {},
): Promise<string> {
  const [file = ''] = await waitForSavedFiles(folder, 1, options);
  return file;
}
