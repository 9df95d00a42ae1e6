import type { AudioCodec, SourceContainer, VideoCodec } from './format';
import {
  type AudioRow,
  audioRows,
  type ProgressiveRow,
  progressiveRows,
  type VideoRow,
  type VideoSeries,
  videoSeries,
} from './itag-rows';

export interface ItagVideo {
  readonly codec: VideoCodec;
  readonly resolution: number;
  readonly profile?: string | undefined;
  /** Bits per second. */
  readonly bitrate?: number | undefined;
  readonly fps?: number | undefined;
  readonly hdr: boolean;
  readonly stereo3d: boolean;
}

export interface ItagAudio {
  readonly codec: AudioCodec;
  /** Bits per second. */
  readonly bitrate: number;
  readonly channels: number;
}

/** What an itag means where the response does not say. */
export interface ItagProfile {
  readonly container: SourceContainer;
  readonly video?: ItagVideo;
  readonly audio?: ItagAudio;
}

type Entry = readonly [itag: number, profile: ItagProfile];

const bitsPerSecond = (amount: number | undefined, unit: number) =>
  amount === undefined ? undefined : Math.round(amount * unit);

function progressiveEntry(row: ProgressiveRow): Entry {
  const [itag, container, resolution, codec, profile, mbps, audioCodec, kbps, layout] = row;
  const bitrate = bitsPerSecond(mbps, 1e6);
  const video = { codec, resolution, profile, bitrate, hdr: false, stereo3d: layout === '3D' };
  return [
    itag,
    { container, video, audio: { codec: audioCodec, bitrate: kbps * 1e3, channels: 2 } },
  ];
}

function videoEntry({ container, codec, fps, hdr }: VideoSeries, row: VideoRow): Entry {
  const [itag, resolution, mbps, profile] = row;
  const bitrate = bitsPerSecond(mbps, 1e6);
  const video = { codec, resolution, profile, bitrate, fps, hdr: hdr ?? false, stereo3d: false };
  return [itag, { container, video }];
}

function audioEntry([itag, container, codec, kbps, channels = 2]: AudioRow): Entry {
  return [itag, { container, audio: { codec, bitrate: kbps * 1e3, channels } }];
}

const profiles: ReadonlyMap<number, ItagProfile> = new Map([
  ...progressiveRows.map(progressiveEntry),
  ...videoSeries.flatMap((series) => series.rows.map((row) => videoEntry(series, row))),
  ...audioRows.map(audioEntry),
]);

export const itagProfile = (itag: number): ItagProfile | undefined => profiles.get(itag);
