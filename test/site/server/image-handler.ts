import { stat } from 'node:fs/promises';
import { videoById } from '../catalogue';
import { clips } from '../media/clips';
import { thumbnail } from '../media/thumbnail';
import { type Answer, type Ask, type Handler, statusAnswer } from './answer';
import { fileAnswer } from './file-answer';
import { scriptAnswer } from './page-handler';
import type { SiteContext } from './site-context';

const sizes: Readonly<Record<string, readonly [number, number]>> = {
  default: [120, 90],
  mqdefault: [320, 180],
  hqdefault: [480, 360],
  sddefault: [640, 480],
  hq720: [1280, 720],
  maxresdefault: [1280, 720],
};

/** `i.ytimg.com`: thumbnails by id and name. The biggest is missing for old videos, as it is on the real site (facts §4). */
export function imageHandler({ captured }: SiteContext): Handler {
  return async (ask) => {
    const sheet = /^\/sb\/([\w-]{11})\/storyboard3_L1\/M[012]\.jpg$/.exec(ask.url.pathname)?.[1];
    if (sheet !== undefined) return storyboardSheet(sheet, ask);
    const [, id = '', name = ''] = /^\/vi\/([\w-]{11})\/(\w+)\.jpg$/.exec(ask.url.pathname) ?? [];
    const video = videoById(id);
    const size = sizes[name];
    const isBig = name === 'maxresdefault' || name === 'hq720';
    if (!size || (video ? isBig && video.era < '2019' : id !== captured?.videoId)) {
      return statusAnswer('thumbnail', 404, { videoId: id });
    }
    const path = await thumbnail(video?.clip ?? clips.meadow, size);
    const { size: bytes } = await stat(path);
    return { ...fileAnswer('thumbnail', 'image/jpeg', { path, bytes }, ask), videoId: id };
  };
}

/** A sheet of four, under the address that its page signed. */
async function storyboardSheet(videoId: string, ask: Ask): Promise<Answer> {
  const video = videoById(videoId);
  const isSigned = ask.url.searchParams.get('sigh') === 'rs$large';
  if (!video || !isSigned) return statusAnswer('thumbnail', 403, { videoId });
  const path = await thumbnail(video.clip, [320, 180]);
  const { size: bytes } = await stat(path);
  return { ...fileAnswer('thumbnail', 'image/jpeg', { path, bytes }, ask), videoId };
}

/** `s.ytimg.com`: player scripts until 2015. */
export const scriptHandler =
  (context: SiteContext): Handler =>
  ({ url }) =>
    scriptAnswer(context, url.pathname);
