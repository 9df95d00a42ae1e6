import { stat } from 'node:fs/promises';
import { type ClipName, clips } from '../media/clips';
import { encode } from '../media/encode';
import { makeMedia } from '../media/make-media';
import { profileOf } from '../media/profiles';
import { thumbnail } from '../media/thumbnail';

/** One file of a site other than YouTube: a clip as it is served there. */
export interface ClipFile {
  readonly clip: ClipName;
  readonly extension: 'mp4' | 'webm' | 'jpg' | 'png' | 'gif';
}

export const contentTypes: Readonly<Record<ClipFile['extension'], string>> = {
  mp4: 'video/mp4',
  webm: 'video/webm',
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
};

/** Pixels of all that such files show. */
export const clipSize = { width: 320, height: 180 } as const;

/** The very file that is served; made now where it is missing. */
export async function clipFile({
  clip,
  extension,
}: ClipFile): Promise<{ path: string; bytes: number }> {
  const path = await pathOf(clip, extension);
  return { path, bytes: (await stat(path)).size };
}

async function pathOf(clip: ClipName, extension: ClipFile['extension']): Promise<string> {
  if (extension === 'mp4') return (await makeMedia(profileOf(18), clips[clip])).path;
  if (extension === 'webm') return (await makeMedia(profileOf(43), clips[clip])).path;
  const { width, height } = clipSize;
  if (extension === 'jpg') return thumbnail(clips[clip], [width, height]);
  const frames = extension === 'gif' ? ['-t', '0.4'] : ['-frames:v', '1'];
  const source = `testsrc2=size=${width}x${height}:rate=5,hue=h=${clips[clip].hue}`;
  return encode(`${clip}-${width}x${height}`, extension, ['-f', 'lavfi', '-i', source, ...frames]);
}
