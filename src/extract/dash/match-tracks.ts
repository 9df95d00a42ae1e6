import { nameCodec } from '../../formats/codecs';
import { playlistInvalid } from '../playlist-invalid';
import { writtenCodecs } from '../stream-format';
import { finite, text } from './attribute';
import type { Representation } from './parse-manifest';

export type TrackKind = 'picture' | 'sound' | 'both';

/** One encoding through all periods. */
export interface DashTrack {
  readonly kind: TrackKind;
  /** By period, in order. */
  readonly representations: readonly [Representation, ...Representation[]];
}

/**
 * The tracks of the first period, each carried on through the later ones by the representation of its
 * name, or else by the one most like it: an advertisement in between has other names, and other sizes.
 * @throws playlist-invalid where a later period has nothing of the kind.
 */
export function matchTracks(representations: readonly Representation[]): DashTrack[] {
  const starts = [...new Set(representations.map(({ time }) => time.start))].sort((a, b) => a - b);
  const periods = starts.map((start) => representations.filter(({ time }) => time.start === start));
  const [first = [], ...later] = periods;
  return first.flatMap((head) => {
    const kind = kindOf(head);
    if (kind === undefined) return [];
    const rest = later.map((period) => {
      const alike = period.filter((candidate) => kindOf(candidate) === kind);
      const found = alike.find(({ id }) => id === head.id) ?? nearest(head, alike);
      if (!found) throw playlistInvalid('a period without one of the tracks', { kind });
      return found;
    });
    return [{ kind, representations: [head, ...rest] as const }];
  });
}

/** Undefined for what is neither: texts, thumbnails, events. */
function kindOf({ info: { attributes } }: Representation): TrackKind | undefined {
  const mime = text(attributes.mimeType) ?? text(attributes.contentType) ?? '';
  const codecs = writtenCodecs(text(attributes.codecs));
  const tracks = new Set(codecs.flatMap((codec) => nameCodec(codec)?.track ?? []));
  if (
    /^text|ttml|application\/mp4$|vtt/.test(mime) ||
    codecs.some((codec) => /^(?:wvtt|stpp)/.test(codec))
  ) {
    return undefined;
  }
  if (tracks.size === 2) return 'both';
  if (mime.startsWith('video') || tracks.has('video')) return 'picture';
  if (mime.startsWith('audio') || tracks.has('audio')) return 'sound';
  return undefined;
}

const bitrate = ({ info }: Representation): number => finite(info.attributes.bandwidth) ?? 0;
const language = ({ info }: Representation): string | undefined => text(info.attributes.lang);

function nearest(
  head: Representation,
  alike: readonly Representation[],
): Representation | undefined {
  const heard = alike.filter((candidate) => language(candidate) === language(head));
  const distance = (one: Representation): number => Math.abs(bitrate(one) - bitrate(head));
  return (heard.length > 0 ? heard : alike).toSorted((a, b) => distance(a) - distance(b))[0];
}
