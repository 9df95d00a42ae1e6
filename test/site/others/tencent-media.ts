import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SiteControl } from '../control/site-control';
import { type Answer, type Ask, statusAnswer, textAnswer } from '../server/answer';
import { fileAnswer } from '../server/file-answer';
import { clipFile } from './clip-file';
import { comesFrom } from './hot-link';
import { streamFolder } from './stream-files';
import { filmOf } from './tencent-catalogue';
import { keyOf } from './tencent-key';

/** Files, and lists with their segments: to who comes from the site, by a key that expires. */
export async function tencentMedia(control: SiteControl, ask: Ask): Promise<Answer> {
  const { pathname, searchParams } = ask.url;
  const name = pathname.slice(1);
  if (!comesFrom(ask, ['v.qq.com'])) return statusAnswer('media', 403, { note: 'referer' });
  if (searchParams.get('vkey') !== keyOf(control, name)) {
    return statusAnswer('media', 403, { note: 'expired' });
  }
  const [, folder, file = ''] = /^(\w+\.\w+)\/([\w-]+\.(?:m3u8|ts))$/.exec(name) ?? [];
  return folder === undefined ? clip(name, ask) : streamed(control, folder, file, ask);
}

async function clip(name: string, ask: Ask): Promise<Answer> {
  const [, vid = '', index = '1'] = /^(\w+)\.p\d+(?:\.(\d+))?\.mp4$/.exec(name) ?? [];
  const found = filmOf(vid)?.clips[Number(index) - 1];
  if (!found) return statusAnswer('media', 404);
  return fileAnswer('media', 'video/mp4', await clipFile({ clip: found, extension: 'mp4' }), ask);
}

async function streamed(
  control: SiteControl,
  folder: string,
  file: string,
  ask: Ask,
): Promise<Answer> {
  const path = join(await streamFolder('ts'), file);
  if (file.endsWith('.ts')) {
    return fileAnswer('media', 'video/mp2t', { path, bytes: (await stat(path)).size }, ask);
  }
  const list = (await readFile(path, 'utf8')).replace(
    /^[\w-]+\.ts$/gm,
    (segment) => `${segment}?vkey=${keyOf(control, `${folder}/${segment}`)}`,
  );
  return textAnswer('media', 'application/vnd.apple.mpegurl', list);
}
