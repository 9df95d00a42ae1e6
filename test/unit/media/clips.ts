import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect } from 'vitest';

const run = promisify(execFile);

const folders: string[] = [];
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/**
 * A folder that goes after the last test of the file that asks for it at its top. One that a single test
 * asks for goes when the process ends, if that is told.
 */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reelkeep-unit-'));
  folders.push(folder);
  const isAtTop = expect.getState().currentTestName === undefined;
  if (isAtTop) afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const seconds = 3;
const picture = `testsrc2=size=160x90:rate=25:duration=${seconds}`;
const sound = `sine=frequency=440:sample_rate=48000:duration=${seconds}`;
/** As sites serve them: the index in pieces before each fragment. */
const fragmented = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof'];
/** A transport stream else begins at 1.4 seconds. */
const fromZero = ['-muxdelay', '0', '-muxpreload', '0'];

const recipes = {
  'h264.mp4': ['-i', picture, '-c:v', 'libx264', '-bf', '2', '-g', '25', ...fragmented],
  'rich.mp4': [
    ...['-i', 'testsrc2=size=640x360:rate=25:duration=1,noise=alls=60:allf=t'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '8M', ...fragmented],
  ],
  'ntsc.mp4': [
    ...['-i', 'testsrc2=size=160x90:rate=30000/1001:duration=3', '-c:v', 'libx264', '-bf', '2'],
    ...['-g', '25', ...fragmented],
  ],
  // Every packet tells all of itself, in several runs of a fragment.
  'runs.mp4': [
    ...['-i', picture, '-c:v', 'libx264', '-bf', '2', '-g', '25'],
    ...['-movflags', 'empty_moov+frag_keyframe', '-frag_size', '4000'],
  ],
  'live.webm': ['-i', picture, '-c:v', 'libvpx', '-cpu-used', '8', '-g', '25', '-live', '1'],
  'h264.mkv': ['-i', picture, '-c:v', 'libx264', '-bf', '2', '-g', '25'],
  'h264.ts': ['-i', picture, '-c:v', 'libx264', '-bf', '2', '-g', '25', ...fromZero],
  'aac.ts': ['-i', sound, '-c:a', 'aac', ...fromZero],
  'aac.m4a': ['-i', sound, '-c:a', 'aac', ...fragmented, '-f', 'mp4'],
  'vp9.webm': ['-i', picture, '-c:v', 'libvpx-vp9', '-cpu-used', '8', '-g', '25'],
  'vp8.webm': ['-i', picture, '-c:v', 'libvpx', '-cpu-used', '8', '-g', '25'],
  'av1.mp4': ['-i', picture, '-c:v', 'libsvtav1', '-preset', '12', '-g', '25', ...fragmented],
  'av1.webm': ['-i', picture, '-c:v', 'libsvtav1', '-preset', '12', '-g', '25'],
  'opus.webm': ['-i', sound, '-c:a', 'libopus'],
  'vorbis.webm': ['-i', sound, '-c:a', 'libvorbis'],
  'sound.mp3': ['-i', sound, '-c:a', 'libmp3lame'],
  'whole.mp4': ['-i', picture, '-f', 'lavfi', '-i', sound, '-c:v', 'libx264', '-c:a', 'aac'],
  'short-sound.mp4': [
    ...['-i', 'testsrc2=size=160x90:rate=5:duration=6', '-f', 'lavfi', '-i', sound],
    ...['-c:v', 'libx264', '-c:a', 'aac'],
  ],
  'late-sound.mp4': [
    ...['-i', 'testsrc2=size=160x90:rate=5:duration=6', '-itsoffset', '3', '-f', 'lavfi'],
    ...['-i', sound, '-c:v', 'libx264', '-c:a', 'aac'],
  ],
  'short-sound.flv': [
    ...['-i', 'testsrc2=size=160x90:rate=5:duration=6', '-f', 'lavfi', '-i', sound],
    ...['-c:v', 'flv', '-ar', '44100'],
  ],
  'sound.flv': ['-i', sound, '-c:a', 'libmp3lame', '-ar', '44100'],
  'sound.3gp': ['-i', sound, '-c:a', 'aac', '-ar', '44100'],
  'whole.webm': ['-i', picture, '-f', 'lavfi', '-i', sound, '-c:v', 'libvpx', '-c:a', 'libvorbis'],
  'whole.flv': ['-i', picture, '-f', 'lavfi', '-i', sound, '-c:v', 'flv', '-ar', '44100'],
  'whole.3gp': [
    ...['-i', picture, '-f', 'lavfi', '-i', sound],
    ...['-c:v', 'mpeg4', '-s', '176x144', '-c:a', 'aac', '-ar', '44100'],
  ],
} as const satisfies Record<string, readonly string[]>;

export type ClipName = keyof typeof recipes;

const made = new Map<string, Promise<string>>();

/** A real clip of three seconds, made by ffmpeg the first time it is asked for; answers with its path. */
export function clip(folder: string, name: ClipName): Promise<string> {
  const path = join(folder, name);
  const making = made.get(path) ?? make(path, recipes[name]);
  made.set(path, making);
  return making;
}

async function make(path: string, recipe: readonly string[]): Promise<string> {
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', ...recipe, '-y', path]);
  return path;
}

export interface ProbedPacket {
  readonly size: number;
  /** Seconds. */
  readonly time: number;
  /** When it is shown and when decoded, in the container's own units. */
  readonly units: { readonly shown: number; readonly decoded: number };
}

export interface Probed {
  readonly codecs: readonly string[];
  readonly format: string;
  readonly duration: number;
  readonly video: readonly ProbedPacket[];
  readonly audio: readonly ProbedPacket[];
}

/** What ffprobe finds: packets by presentation time. */
export async function probe(path: string): Promise<Probed> {
  const { stdout } = await run('ffprobe', [
    ...['-v', 'error', '-of', 'json', '-show_format', '-show_streams', '-show_packets'],
    path,
  ]);
  const found = JSON.parse(stdout) as {
    format: { format_name: string; duration: string };
    streams: { codec_name: string }[];
    packets: { codec_type: string; size: string; pts_time: string; pts: number; dts: number }[];
  };
  const packets = (type: string): ProbedPacket[] =>
    found.packets
      .filter(({ codec_type }) => codec_type === type)
      .map(({ size, pts_time, pts, dts }) => ({
        size: Number(size),
        time: Number(pts_time),
        units: { shown: pts, decoded: dts },
      }))
      .toSorted((a, b) => a.time - b.time);
  return {
    codecs: found.streams.map(({ codec_name }) => codec_name),
    format: found.format.format_name,
    duration: Number(found.format.duration),
    video: packets('video'),
    audio: packets('audio'),
  };
}
