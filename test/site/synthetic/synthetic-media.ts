import { readFile } from 'node:fs/promises';
import { encode } from '../media/encode';
import { readSize } from '../media/find-ranges';
import { clusters } from './clusters';
import { type FrameLoop, frameLoop, paddedFrames } from './coded-frames';
import { fragments } from './fragments';
import type { PaddedCodec } from './pad-frame';
import type { Segments } from './segments';
import { SyntheticFile } from './synthetic-file';

export interface SyntheticRequest {
  readonly codec: PaddedCodec;
  readonly container: 'mp4' | 'webm';
  /** At least; the file ends with a whole loop. */
  readonly seconds: number;
  /** What pictures are padded to; sounds are as long as their encoder makes them. */
  readonly bytesPerSecond?: number;
}

/** A file of real coded frames, as long and as big as is asked, that takes no room on any disk. */
export async function syntheticMedia(request: SyntheticRequest): Promise<SyntheticFile> {
  const { codec, container, seconds, bytesPerSecond = 0 } = request;
  const loop = await frameLoop(codec);
  const loopSeconds = loop.span / loop.timescale;
  const frames = paddedFrames(loop, shares(loop, bytesPerSecond * loopSeconds));
  const count = Math.ceil(seconds / loopSeconds);
  const parts: Segments =
    container === 'mp4'
      ? fragments(loop, frames, count)
      : clusters(loop, await tracksOf(loop), frames, count);
  return new SyntheticFile(parts);
}

/** As encoders do: a key frame is as long as six others, and of those none is as long as its neighbour. */
function shares({ frames }: FrameLoop, bytes: number): (index: number) => number {
  const weights = frames.map(({ isKey }, at) => (isKey ? 6 : 0.7 + ((at * 7) % 13) / 20));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return (index) => Math.round(((weights[index] ?? 0) / all) * bytes);
}

const segmentId = 0x18538067;
const tracksId = 0x1654ae6b;

/** The tracks as ffmpeg describes them in a WebM of the same frames. */
async function tracksOf({ codec, path }: FrameLoop): Promise<Buffer> {
  const webm = await encode(`loop-${codec}`, 'webm', ['-i', path, '-c', 'copy']);
  const file = await readFile(webm);
  for (let at = 0; at + 12 <= file.length; ) {
    const idLength = Math.clz32(file[at] ?? 0) - 23;
    const id = file.readUIntBE(at, idLength);
    const size = readSize(file, at + idLength);
    const body = at + idLength + size.length;
    if (id === tracksId) return file.subarray(at, body + size.value);
    at = id === segmentId ? body : body + size.value;
  }
  throw new Error(`ffmpeg wrote no tracks for ${codec}.`);
}
