import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';

export interface ProbedTrack {
  readonly kind: 'video' | 'audio' | 'subtitle' | 'other';
  /** ffmpeg's name: `h264`, `vp9`, `av1`, `aac`, `opus` … */
  readonly codec: string;
  /** Packets in the file, counted: for pictures one each, so a lost or doubled frame shows. */
  readonly frames: number;
  /** Seconds, where the container says it of the track. */
  readonly durationSeconds?: number;
  readonly width?: number;
  readonly height?: number;
  readonly sampleRate?: number;
  readonly channels?: number;
}

export interface ProbedMedia {
  /** ffmpeg's names, comma separated: `mov,mp4,m4a,3gp,3g2,mj2`, `matroska,webm`. */
  readonly container: string;
  readonly durationSeconds: number;
  readonly bytes: number;
  readonly tracks: readonly ProbedTrack[];
}

const numeric = v.pipe(v.string(), v.transform(Number), v.finite());

const answerSchema = v.object({
  streams: v.array(
    v.object({
      codec_type: v.fallback(v.picklist(['video', 'audio', 'subtitle', 'other']), 'other'),
      codec_name: v.optional(v.string(), 'unknown'),
      nb_read_packets: numeric,
      duration: v.optional(numeric),
      width: v.optional(v.number()),
      height: v.optional(v.number()),
      sample_rate: v.optional(numeric),
      channels: v.optional(v.number()),
    }),
  ),
  format: v.object({ format_name: v.string(), duration: numeric, size: numeric }),
});

const run = promisify(execFile);

/** Opens a media file with ffprobe and counts its frames. Throws where ffprobe cannot read it. */
export async function probeMedia(path: string, signal?: AbortSignal): Promise<ProbedMedia> {
  const entries = 'stream=codec_type,codec_name,nb_read_packets,duration,width,height';
  const { stdout } = await run(
    'ffprobe',
    [
      ...['-v', 'error', '-count_packets', '-of', 'json'],
      ...['-show_entries', `${entries},sample_rate,channels:format=format_name,duration,size`],
      path,
    ],
    { ...(signal && { signal }), maxBuffer: 1 << 20 },
  );
  const { streams, format } = v.parse(answerSchema, JSON.parse(stdout));
  return {
    container: format.format_name,
    durationSeconds: format.duration,
    bytes: format.size,
    tracks: streams.map((stream) => ({
      kind: stream.codec_type,
      codec: stream.codec_name,
      frames: stream.nb_read_packets,
      ...(stream.duration !== undefined && { durationSeconds: stream.duration }),
      ...(stream.width !== undefined && { width: stream.width }),
      ...(stream.height !== undefined && { height: stream.height }),
      ...(stream.sample_rate !== undefined && { sampleRate: stream.sample_rate }),
      ...(stream.channels !== undefined && { channels: stream.channels }),
    })),
  };
}
