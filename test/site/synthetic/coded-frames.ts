import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { encode } from '../media/encode';
import { type PaddedCodec, padFrame } from './pad-frame';

export interface CodedFrame {
  readonly data: Buffer;
  readonly isKey: boolean;
  /** In the timescale, from 0; the order is that of decoding. */
  readonly decodeTime: number;
  /** When it is shown; the earliest at 0. */
  readonly time: number;
}

/** A few seconds of real coded frames that can follow themselves without end. */
export interface FrameLoop {
  readonly codec: PaddedCodec;
  /** `ftyp` and `moov` of a file in fragments, as ffmpeg writes them. */
  readonly head: Buffer;
  /** The file they came from, for what else ffmpeg can make of it. */
  readonly path: string;
  readonly timescale: number;
  /** Length of the loop, in the timescale. */
  readonly span: number;
  readonly frames: readonly CodedFrame[];
}

interface Recipe {
  readonly input: string;
  readonly encoder: readonly string[];
  readonly timescale: number;
  readonly frames: number;
  readonly frameSpan: number;
  /** An encoder's first frames are its own run-up. */
  readonly skipped: number;
}

const picture = 'testsrc2=size=1920x1080:rate=25:duration=2';
const sound = 'sine=frequency=440:sample_rate=48000:duration=9';
const pictureLoop = { input: picture, timescale: 12_800, frames: 50, frameSpan: 512, skipped: 0 };
const soundLoop = { input: sound, timescale: 48_000, skipped: 8 };
const group = ['-pix_fmt', 'yuv420p', '-g', '50'];

/** Frames as small as can be: what a bitrate asks for beyond them is padding. */
const recipes: Readonly<Record<PaddedCodec, Recipe>> = {
  h264: {
    ...pictureLoop,
    encoder: ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '40', '-bf', '2', ...group].concat([
      ...['-keyint_min', '50', '-sc_threshold', '0', '-flags', '+cgop'],
    ]),
  },
  vp9: {
    ...pictureLoop,
    // Hidden frames end with an index of their own, after which nothing may follow.
    encoder: ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', ...group].concat([
      ...['-b:v', '300k', '-row-mt', '1', '-auto-alt-ref', '0', '-lag-in-frames', '0'],
    ]),
  },
  // Eight seconds, in whole frames.
  aac: {
    ...soundLoop,
    encoder: ['-c:a', 'aac', '-b:a', '128k', '-ac', '2'],
    frames: 375,
    frameSpan: 1024,
  },
  opus: {
    ...soundLoop,
    encoder: ['-c:a', 'libopus', '-b:a', '128k', '-vbr', 'off', '-ac', '2'],
    frames: 400,
    frameSpan: 960,
  },
};

const run = promisify(execFile);

/** Encodes the loop, once; then takes its frames from `.cache/site-media/`. */
export async function frameLoop(codec: PaddedCodec): Promise<FrameLoop> {
  const { input, encoder, timescale, frames: count, frameSpan, skipped } = recipes[codec];
  const layout = ['-use_editlist', '0', '-movflags', 'empty_moov+default_base_moof+frag_keyframe'];
  const path = await encode(`loop-${codec}`, 'mp4', [
    '-f',
    'lavfi',
    '-i',
    input,
    ...encoder,
    ...layout,
  ]);
  const file = await readFile(path);
  const found = (await packetsOf(path)).slice(skipped, skipped + count);
  if (found.length !== count) throw new Error(`ffmpeg made ${found.length} frames of ${codec}.`);
  const earliest = Math.min(...found.map(({ time }) => time));
  const frames = found.map(({ at, bytes, time, isKey }, index) => ({
    data: file.subarray(at, at + bytes),
    isKey,
    decodeTime: index * frameSpan,
    time: time - earliest,
  }));
  const head = file.subarray(0, file.indexOf('moof') - 4);
  return { codec, head, path, timescale, span: count * frameSpan, frames };
}

async function packetsOf(path: string) {
  const entries = ['-show_packets', '-show_entries', 'packet=pts,size,pos,flags'];
  const { stdout } = await run('ffprobe', ['-v', 'error', ...entries, '-of', 'csv=p=0', path]);
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [time, bytes, at, flags] = line.split(',');
      return {
        time: Number(time),
        bytes: Number(bytes),
        at: Number(at),
        isKey: flags?.[0] === 'K',
      };
    });
}

/** The loop with each frame as long as is asked, or as long as it is where that is longer; `stampAt` is where its number goes. */
export const paddedFrames = ({ codec, frames }: FrameLoop, bytesOf: (index: number) => number) =>
  frames.map((frame, index) => ({ ...frame, ...padFrame(codec, frame.data, bytesOf(index)) }));

export type PaddedFrame = ReturnType<typeof paddedFrames>[number];
