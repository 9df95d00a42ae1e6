import { ReelkeepError } from '../../errors';
import type { Clip, FormatSource } from '../../formats/format';
import { present } from '../../formats/present';
import type { Fetch } from '../extractor';
import { clipName, mediaUrl } from './addresses';
import { type AskedInfo, askInfo, askKey } from './ask-info';
import type { TencentVideo } from './schema';

/**
 * How a definition is to be had now: one file, several that follow each other, each with a key of its own,
 * or a playlist where the site serves nothing else.
 * @throws as `askInfo`; no-formats where the definition is not offered any more.
 */
export async function findClips(
  fetch: Fetch,
  vid: string,
  definition: string,
  signal: AbortSignal,
): Promise<FormatSource> {
  const asked = await askInfo(fetch, vid, definition, signal);
  const { video } = asked;
  const [server] = video.ul.ui;
  if (!server) throw new ReelkeepError('no-formats', 'The site names no server.');
  const clips = clipsIn(video);
  if (clips.length === 0) return singleFile(video, server);
  const { id } = asked.info.fl?.fi.find(({ name }) => name === definition) ?? noSuch();
  const keyed: Clip[] = [];
  // One after the other, as the player does: a burst of questions looks like a robot.
  for (const { idx, cs, cd, cmd5 } of clips) {
    const name = clipName(video.fn, idx);
    const key = await askKey(fetch, vid, id, name, signal);
    keyed.push(
      present({
        url: mediaUrl(server.url, name, key),
        bytes: cs || undefined,
        durationSeconds: cd || undefined,
        md5: cmd5 || undefined,
      }),
    );
  }
  return { kind: 'clips', clips: keyed };
}

type Server = TencentVideo['ul']['ui'][number];

function singleFile({ fn, fs, fvkey, fmd5 }: TencentVideo, { url, hls }: Server): FormatSource {
  const playlist = hls?.pt;
  if (playlist) {
    const list = { protocol: 'hls' as const, url: url.replace(/^http:/i, 'https:') + playlist };
    return { kind: 'segments', list };
  }
  if (!fvkey) throw new ReelkeepError('video-unavailable', 'The site gives no key for it.');
  const clip = present({
    url: mediaUrl(url, fn, fvkey),
    bytes: fs || undefined,
    md5: fmd5 || undefined,
  });
  return { kind: 'clips', clips: [clip] };
}

/** In their order, each once. */
const clipsIn = ({ cl }: AskedInfo['video']) =>
  [...new Map((cl?.ci ?? []).map((clip) => [clip.idx, clip])).values()].toSorted(
    (one, other) => one.idx - other.idx,
  );

const noSuch = (): never => {
  throw new ReelkeepError('no-formats', 'The site does not offer this definition any more.');
};
