import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { link, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDir } from '../cache-dir';
import { atMost } from './at-most';
import { onceEach } from './once-each';

const run = promisify(execFile);
const twoAtOnce = atMost(2);
const encodedOnce = onceEach<string>();

/** Runs ffmpeg unless the same arguments made the file before. Several processes may do it at once: the first one's stays, for others may have it open, and a WebM has another number each time. */
export async function encode(
  name: string,
  extension: string,
  args: readonly string[],
  finish?: Finish,
): Promise<string> {
  const recipe = [...args, finish?.name ?? ''].join('\0');
  const digest = createHash('sha256').update(recipe).digest('hex').slice(0, 12);
  const dir = await cacheDir('site-media');
  const file = `${name}-${digest}.${extension}`;
  const path = join(dir, file);
  return encodedOnce(path, async () => {
    if (await exists(path)) return path;
    const draft = join(dir, `draft-${process.pid}-${file}`);
    try {
      await twoAtOnce(() => run('ffmpeg', ['-v', 'error', '-y', ...args, draft]));
      await finish?.apply(draft);
      await link(draft, path).catch(refuseAllButThere);
    } finally {
      await rm(draft, { force: true });
    }
    return path;
  });
}

function refuseAllButThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** Something done to a file when ffmpeg is through with it; `name` is part of what the file is kept under. */
export interface Finish {
  readonly name: string;
  readonly apply: (path: string) => Promise<void>;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
