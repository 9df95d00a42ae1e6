import type { SegmentSource } from './segment-source';

/** Both ends inclusive, in bytes, as YouTube gives `initRange` and HTTP gives `Content-Range`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export const imageContainers = ['jpg', 'png', 'gif', 'webp'] as const;
export type ImageContainer = (typeof imageContainers)[number];
export const isImageContainer = (container: string): container is ImageContainer =>
  imageContainers.some((one) => one === container);
export type SourceContainer =
  | 'mp4'
  | 'webm'
  | '3gp'
  | 'flv'
  | 'mkv'
  | 'mp3'
  | 'ogg'
  | 'ts'
  | ImageContainer;
export type VideoCodec = 'h264' | 'hevc' | 'av1' | 'vp9' | 'vp8' | 'mpeg4' | 'h263' | 'unknown';
export type AudioCodec = 'aac' | 'opus' | 'vorbis' | 'mp3' | 'ac3' | 'eac3' | 'unknown';

/** `video/mp4; codecs="avc1.64001F, mp4a.40.2"`, taken apart. */
export interface MimeType {
  /** Without parameters, lower case: `video/mp4`. */
  readonly essence: string;
  readonly kind: 'video' | 'audio' | 'image';
  readonly container: SourceContainer;
  /** As the server wrote them: `['avc1.64001F', 'mp4a.40.2']`. */
  readonly codecs: readonly string[];
}

export interface VideoTraits {
  readonly codec: VideoCodec;
  /** What people call the quality: 1080 for 1080p, also for portrait and for wide pictures. */
  readonly resolution: number;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
  readonly hdr: boolean;
  /** pytube's word: Baseline, High, Simple, 3D … */
  readonly profile?: string;
  /** Bits per second. */
  readonly bitrate?: number;
  readonly projection?: string;
  readonly stereo3d?: boolean;
  /** YouTube's own label, `1080p60 HDR`; localised at times: shown, never parsed for decisions beyond the leading number. */
  readonly label?: string;
}

/** `dubbed-auto`: spoken by a machine. `descriptive`: with what is to be seen told in words. */
export type AudioContent = 'original' | 'dubbed' | 'dubbed-auto' | 'descriptive';

export interface AudioTraits {
  readonly codec: AudioCodec;
  /** Bits per second. */
  readonly bitrate?: number;
  /** Hz. */
  readonly sampleRate?: number;
  readonly channels?: number;
  readonly track?: { readonly id: string; readonly name: string; readonly isDefault: boolean };
  /** What the track is to the video; absent where nothing says, as for a video's only one. */
  readonly content?: AudioContent;
  /** BCP 47: `en`, `de-DE`. */
  readonly language?: string;
  /** Dynamic range compression ("stable volume"). */
  readonly drc?: boolean;
  /** Speech lifted above the rest ("voice boost"). */
  readonly voiceBoost?: boolean;
}

/** A still picture, or a GIF. Pixels. */
export interface ImageTraits {
  readonly width?: number;
  readonly height?: number;
}

/** One of the files that a format is made of. */
export interface Clip {
  readonly url: string;
  readonly bytes?: number;
  readonly durationSeconds?: number;
  /** Hexadecimal. */
  readonly md5?: string;
}

/** Where the bytes of a format come from. */
export type FormatSource =
  /** Ready, though `n` in its query may still be unsolved. */
  | {
      readonly kind: 'url';
      readonly url: string;
      /** Its server knows no ranges: it serves the whole file, or nothing. */
      readonly inOnePiece?: true;
    }
  /** Needs `s` deciphered and set as the query parameter `sp`. */
  | { readonly kind: 'cipher'; readonly url: string; readonly s: string; readonly sp: string }
  /**
   * Named by the response without any address: only the site's streaming protocol serves it. `askable`:
   * the response has all that the protocol is asked with.
   */
  | { readonly kind: 'sabr'; readonly askable?: true }
  /** Served in pieces that a list names. Its MIME type names the container that they are put into. */
  | { readonly kind: 'segments'; readonly list: SegmentSource }
  /** Files that follow each other in time, each with picture and sound: together they are the format. */
  | { readonly kind: 'clips'; readonly clips: readonly Clip[] }
  /** Named without addresses, for those expire: the extractor finds them once the format is chosen. */
  | { readonly kind: 'keyed' };

/** One encoding of a video on the server. Progressive: `video` and `audio` both set; adaptive: one of them. */
export interface Format {
  /** Unique within a video and stable over re-resolving: itag, lastModified and xtags. */
  readonly id: string;
  /** 0 where the site has no such numbers. */
  readonly itag: number;
  readonly source: FormatSource;
  readonly mime: MimeType;
  readonly video?: VideoTraits;
  readonly audio?: AudioTraits;
  /** Then there is neither picture nor sound to play. */
  readonly image?: ImageTraits;
  /** Of a stream that says which sounds are for which pictures: the groups that a picture is heard in, and a sound is of. */
  readonly soundGroups?: readonly string[];
  /** The site serves it as the file that it is to be: saved as it is, whatever its tracks. */
  readonly isFile?: true;
  /** 0–1, by the extractor's own order, where size and codec do not tell which of a video's formats is best. */
  readonly quality?: number;
  /** Of the whole file, in hexadecimal digits: what was fetched must have it. */
  readonly md5?: string;
  /** Bytes, exact where the server gives it. */
  readonly contentLength?: number;
  readonly durationSeconds?: number;
  /** Bits per second over all tracks: the peak the server states. */
  readonly bitrate?: number;
  /** Microseconds since 1970 as the server writes it: part of the format's identity. */
  readonly lastModified?: string;
  readonly xtags?: string;
  readonly initRange?: ByteRange;
  readonly indexRange?: ByteRange;
  readonly drm: boolean;
}

export const isProgressive = (format: Format): boolean =>
  format.video !== undefined && format.audio !== undefined;
export const isAdaptive = (format: Format): boolean => !isProgressive(format);

/** A format with a picture, with or without sound. */
export type Picture = Format & { readonly video: VideoTraits };
/** A format with sound alone. */
export type Sound = Format & { readonly audio: AudioTraits; readonly video?: never };

export const isPicture = (format: Format): format is Picture => format.video !== undefined;
export type Image = Format & { readonly image: ImageTraits };

export const isImage = (format: Format): format is Image => format.image !== undefined;
export const isSound = (format: Format): format is Sound =>
  format.video === undefined && format.audio !== undefined;
