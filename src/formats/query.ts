import { DoesNotExist, MultipleObjectsReturned } from '../errors';
import type { AudioCodec, Format, SourceContainer, VideoCodec } from './format';
import { isAdaptive, isProgressive } from './format';
import { smoothness } from './order';
import { labelResolution } from './resolution';

/** What a format must be; what is absent is not asked. All of it must hold. */
export interface Criteria {
  /** pytube's word for the container: `mp4`, `webm`, `3gp`, `flv`. */
  readonly extension?: SourceContainer;
  /** 1080, or as pytube writes it: `1080p`. */
  readonly resolution?: number | string;
  /** `Baseline`, `High`, `Simple`, `3D` … */
  readonly profile?: string;
  /** Of either track. */
  readonly codec?: VideoCodec | AudioCodec;
  /** 24, 25 and 30 are one. */
  readonly fps?: number;
  readonly itag?: number;
  readonly progressive?: boolean;
  readonly adaptive?: boolean;
  readonly onlyAudio?: boolean;
  readonly onlyVideo?: boolean;
  /** Whatever else. */
  readonly where?: (format: Format) => boolean;
}

/*
 * pytube's way to choose, for whoever scripts against formats (`verify:captures` counts by it); a screen
 * shows choices, which `choices.ts` and `presets.ts` build of formats with their own keys.
 */

/** The formats that meet every criterion, in the order given; maybe none. */
export const filter = (formats: readonly Format[], criteria: Criteria): Format[] =>
  formats.filter((format) => meets(format, criteria));

/**
 * The one format that meets the criteria.
 * @throws DoesNotExist where none does, MultipleObjectsReturned where several do.
 */
export function get(formats: readonly Format[], criteria: Criteria): Format {
  const [format, ...others] = filter(formats, criteria);
  if (format === undefined) throw new DoesNotExist({ offered: formats.length });
  if (others.length > 0) throw new MultipleObjectsReturned({ found: others.length + 1 });
  return format;
}

const agrees = <T>(wanted: T | undefined, actual: T | undefined): boolean =>
  wanted === undefined || wanted === actual;

function meets(format: Format, criteria: Criteria): boolean {
  const { video, audio } = format;
  const { codec, fps, resolution } = criteria;
  return (
    agrees(criteria.extension, format.mime.container) &&
    (resolution === undefined || video?.resolution === wantedResolution(resolution)) &&
    agrees(criteria.profile, video?.profile) &&
    (codec === undefined || codec === video?.codec || codec === audio?.codec) &&
    (fps === undefined || (video !== undefined && smoothness(video.fps) === smoothness(fps))) &&
    agrees(criteria.itag, format.itag) &&
    agrees(criteria.progressive, isProgressive(format)) &&
    agrees(criteria.adaptive, isAdaptive(format)) &&
    agrees(criteria.onlyAudio, video === undefined) &&
    agrees(criteria.onlyVideo, audio === undefined) &&
    (criteria.where?.(format) ?? true)
  );
}

/** `NaN`, which no format has, for what is no resolution. */
const wantedResolution = (wanted: number | string): number =>
  typeof wanted === 'string' ? (labelResolution(wanted) ?? Number.NaN) : wanted;
