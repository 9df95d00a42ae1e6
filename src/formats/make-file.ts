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
  /** Hexadecimal. */
  readonly md5?: string | undefined;
}

/** What is saved as it is served: a video file or an image. `undefined` for files of any other kind. */
export function makeFile(described: DescribedFile): Format | undefined {
  const extension = described.extension.replace(/^\./, '').toLowerCase();
  const kind = Object.hasOwn(kinds, extension) ? kinds[extension] : undefined;
  if (kind === undefined) return undefined;
  const { mime, codecs } = kind;
  const width = whole(described.width);
  const height = whole(described.height);
  const size = present({ width, height });
  const resolution = width && height ? sizeResolution(width, height) : whole(described.resolution);
  return present({
    id: described.id,
    itag: 0,
    source: { kind: 'url' as const, url: described.url },
    mime,
    video: codecs && { codec: codecs, resolution: resolution ?? 0, hdr: false, ...size },
    audio: codecs && described.hasSound !== false ? { codec: soundOf(codecs) } : undefined,
    image: codecs ? undefined : size,
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
  /** Of its picture; absent for images. */
  readonly codecs?: VideoCodec;
}

const video = (container: SourceContainer, codecs: VideoCodec): FileKind => ({
  mime: { essence: `video/${container}`, kind: 'video', container, codecs: [] },
  codecs,
});
const image = (container: SourceContainer, subtype: string = container): FileKind => ({
  mime: { essence: `image/${subtype}`, kind: 'image', container, codecs: [] },
});

/** Sites that take in whatever people have made serve H.264 with AAC as mp4; a WebM holds VP8 or VP9, and nobody says which. */
const kinds: Readonly<Record<string, FileKind>> = {
  mp4: video('mp4', 'h264'),
  webm: video('webm', 'unknown'),
  jpg: image('jpg', 'jpeg'),
  jpeg: image('jpg', 'jpeg'),
  png: image('png'),
  gif: image('gif'),
  webp: image('webp'),
};

const soundOf = (codec: VideoCodec): AudioCodec => (codec === 'h264' ? 'aac' : 'unknown');

const whole = (value: number | undefined): number | undefined =>
  Number.isSafeInteger(value) && value !== undefined && value > 0 && value <= 2 ** 40
    ? value
    : undefined;

const seconds = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
