import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a decoder makes of the pictures, one digest for each. */
export async function frames(path: string): Promise<string[]> {
  const key = path.endsWith('.m3u8') ? ['-allowed_extensions', 'ALL'] : [];
  const decode = ['-map', '0:v:0', '-fps_mode', 'passthrough', '-f', 'framemd5', '-'];
  const args = ['-v', 'error', ...key, '-i', path, ...decode];
  const { stdout } = await run('ffmpeg', args);
  return stdout
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');
}
