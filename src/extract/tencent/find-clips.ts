import { ReelkeepError } from '../../errors';
import type { Clip, FormatSource } from '../../formats/format';
import { present } from '../../formats/present';
import type { Fetch } from '../extractor';
import { clipName, mediaUrl, playlistUrl } from './addresses';
import { type AskedVideo, askInfo, askKey } from './ask-info';
import type { TencentClip, TencentVideo } from './schema';

/**
 * How a definition is to be had now: one file, several that follow each other, each with a key of its own,
 * or a list of segments where the site serves no files.
 * @throws as `askInfo`; no-formats where the definition is not offered any more.
 */
export async function findClips(
  fetch: Fetch,
  asked: AskedVideo,
  definition: string,
  signal: AbortSignal,
): Promise<FormatSource> {
  const { info, video } = await askInfo(fetch, asked, definition, signal);
  const server = video.ul.ui.find(({ url, hls }) => !hls?.pt && !isList(url));
  if (!server) return listedAt(video);
  const { fn, fs, fvkey, fmd5 } = video;
  const format = info.fl?.fi.find(({ name }) => name === definition)?.id ?? noSuch();
  const clips = clipsIn(video);
  if (clips.length === 0) {
    const key = fvkey || (await askKey(fetch, video.vid, format, fn, signal));
    return {
      kind: 'clips',
      clips: [clipAt(mediaUrl(server.url, fn, key), { cs: fs, cmd5: fmd5 })],
    };
  }
  const keyed: Clip[] = [];
  // One after the other, as the player does: a burst of questions looks like a robot.
  for (const clip of clips) {
    const name = clipName(fn, clip.idx);
    const key = await askKey(fetch, video.vid, format, name, signal);
    keyed.push(clipAt(mediaUrl(server.url, name, key), clip));
  }
  return { kind: 'clips', clips: keyed };
}

const isList = (url: string): boolean => /\.m3u8(?:\?|$)/.test(url);

function listedAt({ ul }: TencentVideo): FormatSource {
  const [server] = ul.ui;
  if (!server) throw new ReelkeepError('no-formats', 'The site names no server.');
  const url = playlistUrl(server.url, server.hls?.pt ?? '');
  return { kind: 'segments', list: { protocol: 'hls', url } };
}

const clipAt = (url: string, { cs, cd, cmd5 }: Partial<TencentClip>): Clip =>
  present({
    url,
    bytes: cs || undefined,
    durationSeconds: cd || undefined,
    md5: cmd5 || undefined,
  });

/** In their order, each once. */
const clipsIn = ({ cl }: TencentVideo): TencentClip[] =>
  [...new Map((cl?.ci ?? []).map((clip) => [clip.idx, clip])).values()].toSorted(
    (one, other) => one.idx - other.idx,
  );

const noSuch = (): never => {
  throw new ReelkeepError('no-formats', 'The site does not offer this definition any more.');
};
