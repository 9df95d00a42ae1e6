import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../.cache/', import.meta.url));

/** A folder below `.cache/`, made where it is missing. Everything in it can be made again. */
export async function cacheDir(name: string): Promise<string> {
  const path = join(root, name);
  await mkdir(path, { recursive: true });
  return path;
}
