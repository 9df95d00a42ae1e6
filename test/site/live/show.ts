import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { streamFolder } from '../others/stream-files';

/** What is broadcast: picture and sound in transport streams of a second each. */
export const showSeconds = 24;

/** The length of each segment in seconds, and its file, as ffmpeg cut them. */
export async function showSegments(): Promise<readonly { seconds: string; path: string }[]> {
  const folder = await streamFolder('show');
  const lines = (await readFile(join(folder, 'list.m3u8'), 'utf8')).split('\n');
  return lines.flatMap((line, at) => {
    const seconds = /^#EXTINF:([\d.]+)/.exec(line)?.[1];
    return seconds === undefined ? [] : [{ seconds, path: join(folder, lines[at + 1] ?? '') }];
  });
}
