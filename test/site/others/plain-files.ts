import { stat } from 'node:fs/promises';
import { encode } from '../media/encode';

const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=426x240:rate=25:duration=2'];
const small = ['-f', 'lavfi', '-i', 'testsrc2=size=256x144:rate=25:duration=2'];
const sound = ['-f', 'lavfi', '-i', 'sine=sample_rate=48000:duration=2'];
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'];
const vp8 = ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libvorbis'];

/** Files as people put them on their pages: two seconds in each kind. */
const recipes = {
  'film.mp4': [...picture, ...sound, ...h264],
  'small.mp4': [...small, ...sound, ...h264],
  'film.webm': [...picture, ...sound, ...vp8],
  'film.mkv': [...picture, ...sound, ...h264],
  'song.mp3': [...sound, '-c:a', 'libmp3lame'],
  'song.m4a': [...sound, '-c:a', 'aac'],
  'song.ogg': [...sound, '-c:a', 'libvorbis'],
  'song.opus': [...sound, '-c:a', 'libopus'],
} as const;

export type PlainFile = keyof typeof recipes;
export const plainFiles = Object.keys(recipes) as PlainFile[];

/** The very file that is served; made now where it is missing. */
export async function plainFile(name: PlainFile): Promise<{ path: string; bytes: number }> {
  const [stem = '', extension = ''] = name.split('.');
  const path = await encode(`plain-${stem}`, extension, recipes[name]);
  return { path, bytes: (await stat(path)).size };
}

export const plainTypes: Readonly<Record<string, string>> = {
  ...{ mp4: 'video/mp4', webm: 'video/webm', mkv: 'video/x-matroska' },
  ...{ mp3: 'audio/mpeg', m4a: 'audio/mp4', ogg: 'audio/ogg', opus: 'audio/ogg' },
};
