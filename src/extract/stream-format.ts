import { nameCodec } from '../formats/codecs';
import type {
  AudioCodec,
  AudioTraits,
  Format,
  FormatSource,
  MimeType,
  VideoCodec,
} from '../formats/format';
import { codecHdr } from '../formats/hdr';
import { pairedOutput, pictureOutput, soundOutput } from '../formats/output-container';
import { present } from '../formats/present';
import { sizeResolution } from '../formats/resolution';

/** One track of a stream, or a picture with its sound, as a playlist or manifest tells it. */
export interface DescribedStream {
  readonly id: string;
  readonly source: FormatSource;
  /** `avc1.64001f,mp4a.40.2`; what is not told is taken for what nearly all streams hold. */
  readonly codecs?: string | undefined;
  readonly holds: 'picture' | 'sound' | 'both';
  /** Pixels. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly fps?: number | undefined;
  readonly hdr?: boolean | undefined;
  /** Bits per second. */
  readonly bitrate?: number | undefined;
  readonly durationSeconds?: number | undefined;
  readonly language?: string | undefined;
  readonly name?: string | undefined;
  readonly isDefault?: boolean | undefined;
  readonly channels?: number | undefined;
  readonly isDescriptive?: boolean | undefined;
  readonly soundGroups?: readonly string[] | undefined;
}

/** The stream as a format whose MIME type names the container that its segments are put into. */
export function streamFormat(stream: DescribedStream): Format {
  const written = writtenCodecs(stream.codecs);
  const { video, audio } = codecsOf(stream, written);
  const bitrate = positive(stream.bitrate);
  return present({
    id: stream.id,
    itag: 0,
    source: stream.source,
    mime: mimeOf(video, audio, written),
    video: video && {
      ...present({
        codec: video,
        resolution: resolutionOf(stream),
        width: whole(stream.width),
        height: whole(stream.height),
        fps: positive(stream.fps),
        hdr: stream.hdr ?? written.some((codec) => codecHdr(codec) === true),
        bitrate,
      }),
    },
    audio: audio && { ...audioTraits(stream, audio), ...(video || !bitrate ? {} : { bitrate }) },
    soundGroups: stream.soundGroups,
    durationSeconds: positive(stream.durationSeconds),
    bitrate,
    drm: false,
  });
}

const mostCodecs = 8;

export const writtenCodecs = (codecs = ''): string[] =>
  codecs
    .slice(0, 256)
    .split(/[\s,]+/)
    .filter((codec) => /^[\w.-]{1,64}$/.test(codec))
    .slice(0, mostCodecs);

interface Codecs {
  readonly video?: VideoCodec | undefined;
  readonly audio?: AudioCodec | undefined;
}

/** Until there was a rule to name them, all streams were H.264 with AAC, and those that do not name them still are. */
function codecsOf({ holds }: DescribedStream, written: readonly string[]): Codecs {
  const named = written.map((codec) => nameCodec(codec));
  const video = named.find((codec) => codec?.track === 'video');
  const audio = named.find((codec) => codec?.track === 'audio');
  const isToldNothing = written.length === 0;
  const unnamed = isToldNothing ? ({ video: 'h264', audio: 'aac' } as const) : undefined;
  const pictured = video?.track === 'video' ? video.codec : (unnamed?.video ?? 'unknown');
  const heard = audio?.track === 'audio' ? audio.codec : (unnamed?.audio ?? 'unknown');
  return {
    ...(holds === 'sound' ? {} : { video: pictured }),
    ...(holds === 'picture' ? {} : { audio: heard }),
  };
}

function mimeOf(
  video: VideoCodec | undefined,
  audio: AudioCodec | undefined,
  codecs: readonly string[],
): MimeType {
  if (video === undefined) {
    const isOpen = audio === 'opus' || audio === 'vorbis';
    const container = isOpen
      ? 'webm'
      : soundOutput(audio ?? 'aac').extension === 'mkv'
        ? 'mkv'
        : 'mp4';
    return { essence: `audio/${container}`, kind: 'audio', container, codecs };
  }
  const { extension, mime } = audio ? pairedOutput(video, audio) : pictureOutput(video, 'mp4');
  const container = extension === 'webm' || extension === 'mkv' ? extension : 'mp4';
  return { essence: mime, kind: 'video', container, codecs };
}

function resolutionOf({ width, height }: DescribedStream): number {
  return whole(width) && whole(height) ? sizeResolution(width ?? 0, height ?? 0) : 0;
}

function audioTraits(
  { language, name, isDefault, channels, isDescriptive }: DescribedStream,
  codec: AudioCodec,
): AudioTraits {
  const tag = /^[A-Za-z]{2,8}(?:-[\w-]{1,27})?$/.exec(language ?? '')?.[0];
  const id = name ?? tag;
  return present({
    codec,
    channels: whole(channels),
    language: tag,
    content: isDescriptive ? ('descriptive' as const) : undefined,
    track: id ? { id, name: name ?? id, isDefault: isDefault ?? false } : undefined,
  });
}

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;

const whole = (value: number | undefined): number | undefined =>
  Number.isSafeInteger(value) && (value ?? 0) < 100_000 ? positive(value) : undefined;
