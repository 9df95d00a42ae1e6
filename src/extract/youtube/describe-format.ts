import type { ByteRange } from '../../formats/format';
import { isHdrTransfer } from '../../formats/hdr';
import type { DescribedFormat } from '../../formats/make-format';
import { formatSource } from './format-source';
import type { PageFormat } from './page-data';

/**
 * A format in the model's words, or why it is none: `segmented`, there is no file, only numbered
 * segments (live, and `FORMAT_STREAM_TYPE_OTF`); `elsewhere`, its address is not a media host.
 */
export type Description = DescribedFormat | 'segmented' | 'elsewhere';

/**
 * An entry of `formats` or `adaptiveFormats` (2019 to today). `askable`: where it has no address, the
 * streaming protocol can be asked for it.
 */
export function describeFormat(format: PageFormat, askable: boolean): Description {
  if (format.type === 'FORMAT_STREAM_TYPE_OTF' || format.targetDurationSec !== undefined) {
    return 'segmented';
  }
  const cipher = new URLSearchParams(format.signatureCipher ?? format.cipher ?? '');
  const source = formatSource(format.url ? { url: format.url } : Object.fromEntries(cipher));
  if (source === 'elsewhere') return source;
  const { colorInfo, stereoLayout, audioTrack: track, drmFamilies = [] } = format;
  const transfer = colorInfo?.transferCharacteristics;
  return withUrlFacts({
    ...format,
    source: source.kind === 'sabr' && askable ? { kind: 'sabr', askable } : source,
    hdr: transfer === undefined ? undefined : isHdrTransfer(transfer),
    durationSeconds: seconds(format.approxDurationMs),
    projection: format.projectionType === 'RECTANGULAR' ? undefined : format.projectionType,
    stereo3d: stereoLayout !== undefined && stereoLayout !== 'STEREO_LAYOUT_UNKNOWN',
    audioTrack: track && {
      id: track.id,
      name: track.displayName ?? track.id,
      isDefault: track.audioIsDefault ?? false,
    },
    drm: drmFamilies.length > 0,
  });
}

/** An entry of `url_encoded_fmt_stream_map` or `adaptive_fmts` (2013–2019). */
export function describeMapEntry(entry: URLSearchParams): Description {
  const text = (key: string) => entry.get(key) || undefined;
  const number = (key: string) => whole(entry.get(key));
  // `stream_type=3` is the stream maps' word for FORMAT_STREAM_TYPE_OTF.
  if (text('stream_type') === '3' || entry.has('target_duration_sec')) return 'segmented';
  const source = formatSource(Object.fromEntries(entry));
  if (source === 'elsewhere') return source;
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text('size') ?? '') ?? [];
  const eotf = text('eotf');
  const projection = text('projection_type');
  return withUrlFacts({
    itag: number('itag') ?? -1,
    source,
    mimeType: text('type'),
    width: width === undefined ? undefined : Number(width),
    height: height === undefined ? undefined : Number(height),
    fps: number('fps'),
    qualityLabel: text('quality_label'),
    quality: text('quality'),
    bitrate: number('bitrate'),
    contentLength: number('clen'),
    lastModified: text('lmt'),
    xtags: text('xtags'),
    audioSampleRate: number('audio_sample_rate'),
    audioChannels: number('audio_channels'),
    hdr: eotf === undefined ? undefined : isHdrTransfer(eotf),
    initRange: byteRange(text('init')),
    indexRange: byteRange(text('index')),
    // 1 is a flat picture; the other numbers have no published names.
    projection: projection === '1' ? undefined : projection,
    stereo3d: text('stereo3d') === '1' || (number('stereo_layout') ?? 0) > 0 || undefined,
  });
}

/** What the description lacks and its signed address states: `clen`, `lmt`, `dur`, `xtags`. */
function withUrlFacts(described: DescribedFormat): DescribedFormat {
  const { source } = described;
  if (!('url' in source)) return described;
  const query = new URL(source.url).searchParams;
  return {
    ...described,
    contentLength: described.contentLength ?? whole(query.get('clen')),
    lastModified: described.lastModified ?? written(/^\d{1,30}$/, query.get('lmt')),
    xtags: described.xtags ?? query.get('xtags') ?? undefined,
    durationSeconds: described.durationSeconds ?? decimal(query.get('dur')),
  };
}

/** Text of that form; `Number` alone takes `0x10`, `1e3` and blanks for numbers. */
const written = (form: RegExp, text: string | null): string | undefined =>
  text !== null && form.test(text) ? text : undefined;

function whole(text: string | null): number | undefined {
  const digits = written(/^\d{1,16}$/, text);
  return digits === undefined ? undefined : Number(digits);
}

function decimal(text: string | null): number | undefined {
  const digits = written(/^\d{1,16}(?:\.\d+)?$/, text);
  return digits === undefined ? undefined : Number(digits);
}

const seconds = (milliseconds: number | undefined) =>
  milliseconds === undefined ? undefined : milliseconds / 1000;

/** `0-671`, both ends inclusive. */
function byteRange(text: string | undefined): ByteRange | undefined {
  const [, start, end] = /^(\d+)-(\d+)$/.exec(text ?? '') ?? [];
  return start === undefined ? undefined : { start: Number(start), end: Number(end) };
}
