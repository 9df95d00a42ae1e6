import { ReelkeepError } from '../../errors';
import { makeFile } from '../../formats/make-file';
import { present } from '../../formats/present';
import { ask } from '../ask-json';
import type { Fetch } from '../extractor';
import { type Contents, single } from '../video';
import { isRemoved, mediaUrl } from './addresses';

/** By what the server calls it: under `ID.jpg` it serves whatever was put up as ID. */
const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
};

/**
 * One file by its own address. `gifv` is a page around the mp4.
 * @throws video-unavailable where it was taken down, no-formats where it is none of the files we save.
 */
export async function rawFile(
  fetch: Fetch,
  id: string,
  named: string,
  signal: AbortSignal,
): Promise<Contents> {
  const url = mediaUrl(id, named === 'gifv' ? 'mp4' : named);
  const { url: reached, headers } = await ask(fetch, url, { method: 'HEAD' }, signal);
  if (isRemoved(reached)) {
    throw new ReelkeepError('video-unavailable', 'The file was taken down.');
  }
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const extension = Object.hasOwn(extensions, type) ? extensions[type] : undefined;
  const bytes = Number(headers.get('content-length') ?? Number.NaN);
  const format = extension && makeFile({ id: `${id}.${extension}`, url, extension, bytes });
  if (!format) throw new ReelkeepError('no-formats', 'The address serves no picture or video.');
  return single(
    present({
      site: 'imgur' as const,
      id,
      url: mediaUrl(id, named),
      title: id,
      thumbnailUrl: mediaUrl(`${id}m`, 'jpg'),
      formats: [format],
      captions: [],
    }),
  );
}
