import { ReelkeepError } from '../../errors';
import type { Fetch } from '../extractor';
import { singleFile } from '../single-file';
import { type Contents, single } from '../video';
import { isRemoved, mediaUrl } from './addresses';

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
  // Where a browser is led to by the address of such a file.
  if (isRemoved(url)) throw takenDown();
  const { format, reached } = await singleFile(fetch, url, id, signal);
  if (isRemoved(reached)) throw takenDown();
  return single({
    site: 'imgur',
    id,
    url: mediaUrl(id, named),
    title: id,
    thumbnailUrl: mediaUrl(`${id}m`, 'jpg'),
    formats: [format],
    captions: [],
  });
}

const takenDown = () => new ReelkeepError('video-unavailable', 'The file was taken down.');
