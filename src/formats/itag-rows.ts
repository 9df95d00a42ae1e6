import type { AudioCodec, SourceContainer, VideoCodec } from './format';

/**
 * Every itag known in November 2026, as data. pytube's rows keep pytube's values (its ranges by their
 * upper end); the rest comes from players and players' readers since. Bitrates are rough: video in
 * Mbit/s, audio in kbit/s.
 */

/** itag, container, resolution, video codec, profile, Mbit/s, audio codec, kbit/s, stereoscopic. */
export type ProgressiveRow = readonly [
  itag: number,
  container: SourceContainer,
  resolution: number,
  videoCodec: VideoCodec,
  profile: string | undefined,
  videoMbps: number | undefined,
  audioCodec: AudioCodec,
  audioKbps: number,
  layout?: '3D',
];

export const progressiveRows: readonly ProgressiveRow[] = [
  [5, 'flv', 240, 'h263', undefined, 0.25, 'mp3', 64],
  [6, 'flv', 270, 'h263', undefined, 0.8, 'mp3', 64],
  [13, '3gp', 144, 'mpeg4', 'Simple', 0.5, 'aac', 24],
  [17, '3gp', 144, 'mpeg4', 'Simple', 0.05, 'aac', 24],
  [36, '3gp', 240, 'mpeg4', 'Simple', 0.17, 'aac', 38],
  [34, 'flv', 360, 'h264', 'Main', 0.5, 'aac', 128],
  [35, 'flv', 480, 'h264', 'Main', 1, 'aac', 128],
  [18, 'mp4', 360, 'h264', 'Baseline', 0.5, 'aac', 96],
  [59, 'mp4', 480, 'h264', 'Main', 1, 'aac', 128],
  [78, 'mp4', 480, 'h264', 'Main', 1, 'aac', 128],
  [22, 'mp4', 720, 'h264', 'High', 2.9, 'aac', 192],
  [37, 'mp4', 1080, 'h264', 'High', 5.9, 'aac', 192],
  [38, 'mp4', 3072, 'h264', 'High', 5, 'aac', 192],
  [43, 'webm', 360, 'vp8', undefined, 0.5, 'vorbis', 128],
  [44, 'webm', 480, 'vp8', undefined, 1, 'vorbis', 128],
  [45, 'webm', 720, 'vp8', undefined, 2, 'vorbis', 192],
  [46, 'webm', 1080, 'vp8', undefined, 3, 'vorbis', 192],
  [82, 'mp4', 360, 'h264', '3D', 0.5, 'aac', 96, '3D'],
  [83, 'mp4', 240, 'h264', '3D', 0.5, 'aac', 96, '3D'],
  [84, 'mp4', 720, 'h264', '3D', 2.9, 'aac', 152, '3D'],
  [85, 'mp4', 1080, 'h264', '3D', 2.9, 'aac', 152, '3D'],
  [100, 'webm', 360, 'vp8', '3D', undefined, 'vorbis', 128, '3D'],
  [101, 'webm', 480, 'vp8', '3D', undefined, 'vorbis', 192, '3D'],
  [102, 'webm', 720, 'vp8', '3D', undefined, 'vorbis', 192, '3D'],
  // HLS with both tracks in a segment.
  [151, 'ts', 72, 'h264', 'Baseline', 0.05, 'aac', 24],
  [132, 'ts', 240, 'h264', 'Baseline', 0.2, 'aac', 48],
  [91, 'ts', 144, 'h264', 'Main', 0.1, 'aac', 48],
  [92, 'ts', 240, 'h264', 'Main', 0.3, 'aac', 48],
  [93, 'ts', 360, 'h264', 'Main', 1, 'aac', 128],
  [94, 'ts', 480, 'h264', 'Main', 1.25, 'aac', 128],
  [95, 'ts', 720, 'h264', 'Main', 3, 'aac', 256],
  [96, 'ts', 1080, 'h264', 'High', 6, 'aac', 256],
  [300, 'ts', 720, 'h264', 'Main', 4, 'aac', 128],
  [301, 'ts', 1080, 'h264', 'High', 7, 'aac', 128],
];

/** itag, resolution, Mbit/s, profile. */
export type VideoRow = readonly [
  itag: number,
  resolution: number,
  mbps?: number | undefined,
  profile?: string,
];

export interface VideoSeries {
  readonly container: SourceContainer;
  readonly codec: VideoCodec;
  readonly fps?: number;
  readonly hdr?: true;
  readonly rows: readonly VideoRow[];
}

export const videoSeries: readonly VideoSeries[] = [
  {
    container: 'mp4',
    codec: 'h264',
    rows: [
      [160, 144, 0.1, 'Main'],
      [133, 240, 0.3, 'Main'],
      [134, 360, 0.4, 'Main'],
      [135, 480, 1, 'Main'],
      [212, 480, 1, 'Main'],
      [136, 720, 1.5, 'Main'],
      [214, 720, 2, 'Main'],
      [137, 1080, 3, 'High'],
      [216, 1080, 4, 'High'],
      // pytube gave 264 as 2160p; every response since says 1440p.
      [264, 1440, 10, 'High'],
      [266, 2160, 25, 'High'],
      [138, 2160, 25, 'High'],
    ],
  },
  {
    container: 'mp4',
    codec: 'h264',
    fps: 60,
    rows: [
      [298, 720, 3.5, 'Main'],
      [299, 1080, 5.5, 'High'],
      [304, 1440, 12, 'High'],
      [305, 2160, 25, 'High'],
    ],
  },
  { container: 'mp4', codec: 'h264', fps: 15, rows: [[597, 144, 0.03, 'Baseline']] },
  {
    container: 'webm',
    codec: 'vp9',
    rows: [
      [278, 144, 0.08],
      [242, 240, 0.2],
      [243, 360, 0.25],
      [244, 480, 0.5],
      [245, 480, 0.7],
      [246, 480, 1],
      [247, 720, 0.8],
      [248, 1080, 1.5],
      // Premium's "enhanced bitrate".
      [356, 1080, 3],
      [616, 1080, 5],
      [271, 1440, 9],
      [313, 2160, 15],
      // Of old also 4320; the response's label or size says.
      [272, 2160, 25],
    ],
  },
  {
    container: 'webm',
    codec: 'vp9',
    fps: 60,
    rows: [
      [302, 720, 2.5],
      [303, 1080, 5],
      [308, 1440, 10],
      [315, 2160, 25],
    ],
  },
  { container: 'webm', codec: 'vp9', fps: 15, rows: [[598, 144, 0.03]] },
  {
    container: 'webm',
    codec: 'vp9',
    fps: 60,
    hdr: true,
    rows: [
      [330, 144, 0.1],
      [331, 240, 0.25],
      [332, 360, 0.5],
      [333, 480, 1],
      [334, 720, 3],
      [335, 1080, 5],
      [336, 1440, 13],
      [337, 2160, 26],
    ],
  },
  {
    container: 'webm',
    codec: 'vp8',
    rows: [
      [167, 360],
      [168, 480],
      [218, 480],
      [219, 480],
      [169, 720],
      [170, 1080],
    ],
  },
  {
    container: 'mp4',
    codec: 'av1',
    rows: [
      [394, 144, 0.08],
      [395, 240, 0.18],
      [396, 360, 0.37],
      [397, 480, 0.66],
      [398, 720, 1.3],
      [399, 1080, 2.3],
      [400, 1440, 6],
      [401, 2160, 12],
      [402, 4320, 20],
    ],
  },
  {
    container: 'mp4',
    codec: 'av1',
    fps: 60,
    rows: [
      [571, 4320, 30],
      [721, 1080, 5],
    ],
  },
  {
    container: 'mp4',
    codec: 'av1',
    fps: 60,
    hdr: true,
    rows: [
      [694, 144, 0.2],
      [695, 240, 0.5],
      [696, 360, 1],
      [697, 480, 2],
      [698, 720, 5],
      [699, 1080, 8],
      [700, 1440, 16],
      [701, 2160, 30],
      [702, 4320, 60],
    ],
  },
  // HLS, picture alone. 235 is Premium's, as 616 is in VP9; its codec is taken from its neighbours.
  {
    container: 'mp4',
    codec: 'h264',
    rows: [
      [269, 144, 0.15],
      [229, 240, 0.25],
      [230, 360, 0.5],
      [231, 480, 0.8],
      [232, 720, 1.5],
      [270, 1080, 4],
      [235, 1080, 6],
    ],
  },
  {
    container: 'mp4',
    codec: 'h264',
    fps: 60,
    rows: [
      [311, 720, 3],
      [312, 1080, 5],
    ],
  },
  {
    container: 'mp4',
    codec: 'vp9',
    rows: [
      [603, 144, 0.1],
      [604, 240, 0.2],
      [605, 360, 0.4],
      [606, 480, 0.7],
      [609, 720, 1.3],
      [614, 1080, 2.5],
      [620, 1440, 8],
      [625, 2160, 16],
    ],
  },
  { container: 'mp4', codec: 'vp9', fps: 15, rows: [[602, 144, 0.08]] },
  {
    container: 'mp4',
    codec: 'vp9',
    fps: 60,
    rows: [
      [612, 720, 2.5],
      [617, 1080, 5],
      [623, 1440, 12],
      [628, 2160, 25],
    ],
  },
];

/** itag, container, codec, kbit/s, channels where they are not two. */
export type AudioRow = readonly [
  itag: number,
  container: SourceContainer,
  codec: AudioCodec,
  kbps: number,
  channels?: number,
];

export const audioRows: readonly AudioRow[] = [
  [139, 'mp4', 'aac', 48],
  [140, 'mp4', 'aac', 128],
  [141, 'mp4', 'aac', 256],
  [256, 'mp4', 'aac', 192, 6],
  [258, 'mp4', 'aac', 384, 6],
  [327, 'mp4', 'aac', 256, 6],
  [599, 'mp4', 'aac', 32],
  [233, 'mp4', 'aac', 48],
  [234, 'mp4', 'aac', 128],
  // DTS Express, which no part of this program can name further.
  [325, 'mp4', 'unknown', 384, 6],
  [328, 'mp4', 'eac3', 384, 6],
  [380, 'mp4', 'ac3', 384, 6],
  [171, 'webm', 'vorbis', 128],
  [172, 'webm', 'vorbis', 256],
  [249, 'webm', 'opus', 50],
  [250, 'webm', 'opus', 70],
  [251, 'webm', 'opus', 160],
  [338, 'webm', 'opus', 480, 4],
  [600, 'webm', 'opus', 35],
  [774, 'webm', 'opus', 256],
  // IAMF, spatial sound with Opus inside.
  [773, 'mp4', 'unknown', 900, 6],
];
