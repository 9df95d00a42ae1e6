import { trackFacts } from './audio-track';
import { nameCodec, profileOf } from './codecs';
import type {
  AudioCodec,
  AudioTraits,
  ByteRange,
  Format,
  FormatSource,
  MimeType,
  SourceContainer,
  VideoCodec,
  VideoTraits,
} from './format';
import { codecHdr } from './hdr';
import { type ItagProfile, itagProfile } from './itag-profiles';
import { parseMimeType } from './mime';
import { present } from './present';
import { agreesWithWord, labelResolution, sizeResolution, wordResolution } from './resolution';
import { type Tracks, tracksOf } from './tracks';
import { readXtags } from './xtags';

/** A format as a page describes it, of any era: what is absent is filled from the itag's profile. */
export interface DescribedFormat {
  readonly itag: number;
  readonly source: FormatSource;
  /** `mimeType` of player responses, `type` of stream maps. */
  readonly mimeType?: string | undefined;
  /** Pixels. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly fps?: number | undefined;
  /** `1080p60 HDR`. */
  readonly qualityLabel?: string | undefined;
  /** `hd720`, `medium`: says the resolution where there is no label and no size. */
  readonly quality?: string | undefined;
  /** Bits per second: the peak, and the mean. */
  readonly bitrate?: number | undefined;
  readonly averageBitrate?: number | undefined;
  /** Bytes. */
  readonly contentLength?: number | undefined;
  readonly lastModified?: string | undefined;
  readonly xtags?: string | undefined;
  /** Hz. */
  readonly audioSampleRate?: number | undefined;
  readonly audioChannels?: number | undefined;
  readonly audioTrack?: AudioTraits['track'] | undefined;
  readonly isDrc?: boolean | undefined;
  readonly isVb?: boolean | undefined;
  /** From `colorInfo` or `eotf` (`isHdrTransfer` in hdr.ts); absent where they are. */
  readonly hdr?: boolean | undefined;
  readonly initRange?: ByteRange | undefined;
  readonly indexRange?: ByteRange | undefined;
  readonly durationSeconds?: number | undefined;
  readonly projection?: string | undefined;
  readonly stereo3d?: boolean | undefined;
  readonly drm?: boolean | undefined;
}

/**
 * A described format as the model has it; `undefined` for what is neither picture nor sound, or cannot
 * be told (no MIME type and an unknown itag). What the description says wins over the itag's profile.
 */
export function makeFormat(described: DescribedFormat): Format | undefined {
  const { itag, source, lastModified, xtags } = described;
  if (!Number.isSafeInteger(itag) || itag < 0) return undefined;
  const profile = itagProfile(itag);
  const mime = described.mimeType ? parseMimeType(described.mimeType) : profileMime(profile);
  if (mime === undefined) return undefined;
  const indexRange = validRange(described.indexRange);
  const tracks = tracksOf(mime, profile, indexRange !== undefined);
  if (tracks.video === undefined && tracks.audio === undefined) return undefined;
  const bitrates = trackBitrates(described, tracks, profile);
  return present({
    id: [String(itag), lastModified, xtags].filter(Boolean).map(plain).join('-'),
    itag,
    source,
    mime,
    video: tracks.video && videoTraits(described, mime, tracks.video, profile, bitrates.video),
    audio: tracks.audio && audioTraits(described, tracks.audio, profile, bitrates.audio),
    contentLength: fileLength(described.contentLength),
    durationSeconds: positive(described.durationSeconds),
    bitrate: positive(described.bitrate) ?? positive(described.averageBitrate),
    lastModified: lastModified || undefined,
    xtags: xtags || undefined,
    initRange: validRange(described.initRange),
    indexRange,
    drm: described.drm ?? false,
  });
}

/** Ids become keys, file names in OPFS and messages: whatever is not plain in them is spelled out. */
const plain = (text = ''): string =>
  text.replace(/[^\w.:=]/gu, (character) => `~${character.codePointAt(0)?.toString(16)}`);

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;

const whole = (value: number | undefined): number | undefined =>
  Number.isSafeInteger(value) ? positive(value) : undefined;

/** Bytes. Half a day of 8K is half of it: what a page claims beyond is nonsense, and nobody could plan for it. */
const longestFile = 2 ** 40;

const fileLength = (value: number | undefined): number | undefined =>
  value !== undefined && value <= longestFile ? whole(value) : undefined;

const validRange = (range: ByteRange | undefined): ByteRange | undefined =>
  range !== undefined &&
  Number.isSafeInteger(range.start) &&
  Number.isSafeInteger(range.end) &&
  range.start >= 0 &&
  range.end >= range.start
    ? { start: range.start, end: range.end }
    : undefined;

const subtypes: Partial<Record<SourceContainer, string>> = {
  '3gp': '3gpp',
  flv: 'x-flv',
  mkv: 'x-matroska',
  ts: 'mp2t',
};

function profileMime(profile: ItagProfile | undefined): MimeType | undefined {
  if (profile === undefined) return undefined;
  const { container } = profile;
  const kind = profile.video ? 'video' : 'audio';
  return { essence: `${kind}/${subtypes[container] ?? container}`, kind, container, codecs: [] };
}

/** The server states one rate for the whole file; of two tracks, sound is what its profile says and the picture is the rest. */
function trackBitrates(
  described: DescribedFormat,
  tracks: Tracks,
  profile: ItagProfile | undefined,
): { video: number | undefined; audio: number | undefined } {
  const total = positive(described.averageBitrate) ?? positive(described.bitrate);
  const ofAudio = profile?.audio?.bitrate;
  if (tracks.video === undefined) return { video: undefined, audio: total ?? ofAudio };
  if (tracks.audio === undefined) {
    return { video: total ?? profile?.video?.bitrate, audio: undefined };
  }
  const rest = total === undefined ? undefined : positive(total - (ofAudio ?? 0));
  return { video: rest ?? profile?.video?.bitrate, audio: ofAudio };
}

function videoTraits(
  described: DescribedFormat,
  mime: MimeType,
  codec: VideoCodec,
  profile: ItagProfile | undefined,
  bitrate: number | undefined,
): VideoTraits {
  // Another codec than the itag's profile knows: what it says of the codec's ways does not hold.
  const same = profile?.video?.codec === codec ? profile.video : undefined;
  const written = mime.codecs.find((candidate) => nameCodec(candidate)?.track === 'video') ?? '';
  const label = described.qualityLabel || undefined;
  const stereo3d = described.stereo3d ?? same?.stereo3d ?? false;
  return present({
    codec,
    resolution: resolutionOf(described, profile),
    width: whole(described.width),
    height: whole(described.height),
    fps: positive(described.fps) ?? profile?.video?.fps,
    hdr: described.hdr ?? codecHdr(written) ?? (/\bHDR/.test(label ?? '') || (same?.hdr ?? false)),
    profile: stereo3d ? '3D' : (profileOf(written) ?? same?.profile),
    bitrate,
    projection: described.projection || undefined,
    stereo3d: stereo3d || undefined,
    label,
  });
}

/**
 * What the response says wins, the finer word first: label, size, then `quality`, which names a range:
 * the itag's resolution holds where it lies within. 0 where nothing tells.
 */
function resolutionOf(described: DescribedFormat, profile: ItagProfile | undefined): number {
  const { qualityLabel, quality } = described;
  const width = positive(described.width);
  const height = positive(described.height);
  const stated =
    (qualityLabel ? labelResolution(qualityLabel) : undefined) ??
    (width && height ? sizeResolution(width, height) : undefined);
  if (stated !== undefined) return stated;
  const usual = profile?.video?.resolution;
  const isUsual = usual !== undefined && agreesWithWord(quality ?? '', usual);
  return isUsual ? usual : (wordResolution(quality ?? '') ?? 0);
}

function audioTraits(
  described: DescribedFormat,
  codec: AudioCodec,
  profile: ItagProfile | undefined,
  bitrate: number | undefined,
): AudioTraits {
  const tags = readXtags(described.xtags);
  return present({
    codec,
    bitrate,
    sampleRate: positive(described.audioSampleRate),
    channels: positive(described.audioChannels) ?? profile?.audio?.channels,
    track: described.audioTrack,
    ...trackFacts(described.xtags, described.audioTrack?.id),
    drc: described.isDrc || tags.has('drc') || undefined,
    voiceBoost: described.isVb || tags.has('vb') || undefined,
  });
}
