import type { AudioCodec, Format, MimeType, SourceContainer, VideoCodec } from './format';
import { present } from './present';
import { sizeResolution } from './resolution';

/** A file as a site serves it, by what the site says of it. */
export interface DescribedFile {
  /** Becomes the format's id: unique on the site, and the same whenever it is asked. */
  readonly id: string;
  readonly url: string;
  /** As the site writes it, with or without its dot: `.webm`, `jpeg`. */
  readonly extension: string;
  /** Pixels. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** What people call the quality, where the site does not say the size. */
  readonly resolution?: number | undefined;
  readonly bytes?: number | undefined;
  readonly durationSeconds?: number | undefined;
  /** Where the site does not say, a video is taken to have sound. */
  readonly hasSound?: boolean | undefined;
  readonly quality?: number | undefined;
  /** Its server knows no ranges. */
  readonly inOnePiece?: true | undefined;
  /** Hexadecimal. */
  readonly md5?: string | undefined;
}

/** What is saved as it is served: a video, a sound or an image. `undefined` for files of any other kind. */
export function makeFile(described: DescribedFile): Format | undefined {
  const extension = described.extension.replace(/^\./, '').toLowerCase();
  const kind = Object.hasOwn(kinds, extension) ? kinds[extension] : undefined;
  if (kind === undefined) return undefined;
  const { mime, picture } = kind;
  const width = whole(described.width);
  const height = whole(described.height);
  const size = present({ width, height });
  const resolution = width && height ? sizeResolution(width, height) : whole(described.resolution);
  return present({
    id: described.id,
    itag: 0,
    source: present({ kind: 'url', url: described.url, inOnePiece: described.inOnePiece }),
    mime,
    video: picture && { codec: picture, resolution: resolution ?? 0, hdr: false, ...size },
    audio: soundOf(kind, described.hasSound),
    image: mime.kind === 'image' ? size : undefined,
    isFile: true as const,
    quality: described.quality,
    md5: described.md5,
    contentLength: whole(described.bytes),
    durationSeconds: seconds(described.durationSeconds),
    drm: false,
  });
}

interface FileKind {
  readonly mime: MimeType;
  /** The codec of what moves in it. */
  readonly picture?: VideoCodec;
  readonly sound?: AudioCodec;
}

const video = (
  container: SourceContainer,
  picture: VideoCodec,
  sound: AudioCodec,
  subtype: string = container,
): FileKind => ({
  mime: { essence: `video/${subtype}`, kind: 'video', container, codecs: [] },
  picture,
  sound,
});
const audio = (
  container: SourceContainer,
  sound: AudioCodec,
  subtype: string = container,
): FileKind => ({
  mime: { essence: `audio/${subtype}`, kind: 'audio', container, codecs: [] },
  sound,
});
const image = (container: SourceContainer, subtype: string = container): FileKind => ({
  mime: { essence: `image/${subtype}`, kind: 'image', container, codecs: [] },
});

/** Sites that take in whatever people have made serve H.264 with AAC as mp4; a WebM holds VP8 or VP9, and nobody says which. */
const kinds: Readonly<Record<string, FileKind>> = {
  mp4: video('mp4', 'h264', 'aac'),
  webm: video('webm', 'unknown', 'unknown'),
  mkv: video('mkv', 'unknown', 'unknown', 'x-matroska'),
  mp3: audio('mp3', 'mp3', 'mpeg'),
  m4a: audio('mp4', 'aac'),
  ogg: audio('ogg', 'unknown'),
  opus: audio('ogg', 'opus'),
  weba: audio('webm', 'unknown'),
  jpg: image('jpg', 'jpeg'),
  jpeg: image('jpg', 'jpeg'),
  png: image('png'),
  gif: image('gif'),
  webp: image('webp'),
};

const soundOf = ({ picture, sound }: FileKind, hasSound = true): Format['audio'] =>
  sound && (hasSound || picture === undefined) ? { codec: sound } : undefined;

const whole = (value: number | undefined): number | undefined =>
  Number.isSafeInteger(value) && value !== undefined && value > 0 && value <= 2 ** 40
    ? value
    : undefined;

const seconds = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
