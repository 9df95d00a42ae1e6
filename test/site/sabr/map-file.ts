import type { MediaFile } from '../media/make-media';
import { onceEach } from '../media/once-each';
import { readCues } from './read-cues';
import { readMedia } from './read-media';
import { readSidx } from './read-sidx';
import type { SegmentMap } from './segment-map';

const mappedOnce = onceEach<SegmentMap>();

/** The segments of an adaptive format's file, read from its own index. */
export const mapFile = (media: MediaFile, kind: 'mp4' | 'webm'): Promise<SegmentMap> =>
  mappedOnce(media.path, () => map(media, kind));

async function map(media: MediaFile, kind: 'mp4' | 'webm'): Promise<SegmentMap> {
  if (!media.ranges) throw new Error(`No index in front of ${media.path}`);
  const { start, end } = media.ranges.index;
  const head = Buffer.alloc(end + 1);
  await readMedia(media, head, 0);
  return kind === 'mp4'
    ? readSidx(head.subarray(start), end + 1, media.bytes)
    : readCues(head, media.bytes);
}
