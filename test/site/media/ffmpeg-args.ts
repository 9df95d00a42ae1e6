import type { Clip } from './clips';
import type { AudioProfile, Profile, VideoProfile } from './profiles';
import { isProgressiveProfile } from './profiles';

/** How long the part is that a long clip repeats. */
export const loopSeconds = 4;

/**
 * ffmpeg's arguments for a format of a clip, without the output's path. With `base`, a file made by
 * `loopBaseArgs`, the pictures are copied from it as often as the clip says; else they are drawn.
 */
export function ffmpegArgs(profile: Profile, clip: Clip, base?: string): readonly string[] {
  const { video, audio } = profile;
  return [
    ...(video ? (base ? loopInput(clip, base) : pictureInput(video, clip)) : []),
    ...(audio ? soundInput(audio, clip) : []),
    ...(video ? (base ? ['-c:v', 'copy'] : pictureEncoder(video, rateOf(video))) : []),
    ...(audio ? soundEncoder(audio) : []),
    ...wrapping(profile, clip),
  ];
}

export interface LoopBase {
  /** Bits per second. */
  readonly bitrate: number;
  /** Random dots all over: what it takes to fill a high bitrate. */
  readonly noise: boolean;
}

/** The four seconds that a long clip repeats. */
export function loopBaseArgs(
  video: VideoProfile,
  clip: Clip,
  { bitrate, noise }: LoopBase,
): readonly string[] {
  const rate = String(Math.round(bitrate));
  const held = ['-b:v', rate, '-maxrate', rate, '-bufsize', rate];
  return [
    ...pictureInput(video, { ...clip, seconds: loopSeconds }, noise ? ',noise=alls=40:allf=t' : ''),
    ...pictureEncoder(video, noise ? ['-b:v', rate] : held),
  ];
}

const quality = ['-crf', '28'];
const rateOf = ({ bitrate }: VideoProfile): readonly string[] =>
  bitrate === undefined ? quality : ['-b:v', String(bitrate)];

const loopInput = (clip: Clip, base: string): readonly string[] => [
  '-stream_loop',
  String((clip.loops ?? 1) - 1),
  '-i',
  base,
];

function pictureInput(
  { width, height, fps }: VideoProfile,
  { hue, seconds }: Clip,
  filter = '',
): readonly string[] {
  const source = `testsrc2=size=${width}x${height}:rate=${fps}:duration=${seconds},hue=h=${hue}${filter}`;
  return ['-f', 'lavfi', '-i', source];
}

const soundInput = ({ hertz }: AudioProfile, clip: Clip): readonly string[] => [
  '-f',
  'lavfi',
  '-i',
  `sine=frequency=${clip.hertz}:sample_rate=${hertz}:duration=${clip.seconds}`,
];

/** Fast settings throughout: the pictures need be right, not small. A key frame every two seconds, as the site's own fragments have. */
function pictureEncoder({ codec, fps }: VideoProfile, rate: readonly string[]): readonly string[] {
  const group = ['-g', String(fps * 2), '-threads', '2'];
  const plain = ['-pix_fmt', 'yuv420p', ...group];
  // libvpx and the old encoders have no use for a quality in x264's numbers.
  const given = rate === quality ? [] : rate;
  const vpx = ['-deadline', 'realtime', '-cpu-used', '8', ...given, ...group];
  const vp9 = ['-c:v', 'libvpx-vp9', '-row-mt', '1', '-tile-columns', '2', ...vpx];
  const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', ...rate];
  switch (codec) {
    case 'h264-baseline':
      return [...h264, '-profile:v', 'baseline', ...plain];
    case 'h264':
      return [...h264, ...plain];
    case 'vp9':
      return [...vp9, '-pix_fmt', 'yuv420p'];
    case 'vp9-hdr':
      return [...vp9, '-pix_fmt', 'yuv420p10le', ...hdrColours];
    case 'av1':
      return ['-c:v', 'libsvtav1', '-preset', '12', ...given.slice(0, 2), ...plain];
    case 'vp8':
      return ['-c:v', 'libvpx', '-pix_fmt', 'yuv420p', ...vpx];
    case 'mpeg4':
      return ['-c:v', 'mpeg4', ...(given.length ? given : ['-q:v', '8']), ...plain];
    case 'flv':
      return ['-c:v', 'flv', ...(given.length ? given : ['-q:v', '8']), ...plain];
  }
}

const hdrColours = [
  '-color_primaries',
  'bt2020',
  '-color_trc',
  'smpte2084',
  '-colorspace',
  'bt2020nc',
];

const encoders = { aac: 'aac', opus: 'libopus', vorbis: 'libvorbis', mp3: 'libmp3lame' } as const;

const soundEncoder = ({ codec, kilobits, hertz, channels }: AudioProfile): readonly string[] => [
  ...['-c:a', encoders[codec], '-b:a', `${kilobits}k`],
  ...['-ar', String(hertz), '-ac', String(channels)],
  // A plain tone would take half as much again as was asked.
  ...(codec === 'opus' ? ['-vbr', 'off'] : []),
];

/**
 * Adaptive files are laid out as YouTube's: mp4 in fragments with one `sidx` after `moov`, webm with
 * its cues before the clusters, so that `init` and `index` ranges can be stated.
 */
function wrapping(profile: Profile, { pieceSeconds }: Clip): readonly string[] {
  if (isProgressiveProfile(profile)) {
    return profile.extension === 'mp4' || profile.extension === '3gp'
      ? ['-movflags', '+faststart']
      : [];
  }
  if (profile.extension === 'webm') return ['-cues_to_front', '1'];
  const pieces = profile.audio && pieceSeconds ? [`-frag_duration`, `${pieceSeconds}000000`] : [];
  return ['-movflags', '+dash+global_sidx', ...pieces];
}
