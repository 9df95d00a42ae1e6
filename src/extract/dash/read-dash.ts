import type { Format } from '../../formats/format';
import { mostSegments, type Segment, type SegmentList } from '../../formats/segment-list';
import { plainIds } from '../plain-ids';
import { playlistInvalid, streamProtected } from '../playlist-invalid';
import { type DescribedStream, streamFormat } from '../stream-format';
import type { StreamText } from '../stream-text';
import { finite, text } from './attribute';
import { type DashTrack, matchTracks } from './match-tracks';
import { type Manifest, parseManifest } from './parse-manifest';
import { periodSegments, wholeFile } from './period-segments';
import { textTracks } from './text-tracks';

export interface DashStreams {
  readonly formats: readonly Format[];
  readonly texts: readonly StreamText[];
  /** In seconds, where it is stated. */
  readonly seconds?: number;
  readonly isLive: boolean;
}

/**
 * What a manifest has to choose from; enciphered tracks are left out where others are there.
 * `now`: seconds since 1970.
 * @throws drm-protected where all are enciphered, playlist-invalid, address-not-allowed.
 */
export function readDash(source: string, url: string, now: number): DashStreams {
  const manifest = parseManifest(source, url, now);
  const tracks = tracksOf(manifest);
  const { seconds, reloadSeconds } = manifest;
  const length = seconds ?? sumOfPeriods(manifest);
  return {
    formats: plainIds(tracks.map((track) => describeTrack(track, url, length))).map(streamFormat),
    texts: textTracks(manifest, url),
    isLive: reloadSeconds !== undefined,
    ...(length === undefined ? {} : { seconds: length }),
  };
}

/** The segments of a track, by its format's source. @throws as `readDash`. */
export function readDashSegments(
  source: string,
  url: string,
  track: string,
  now: number,
): SegmentList {
  const manifest = parseManifest(source, url, now);
  const tracks = tracksOf(manifest);
  // One that goes on in a track of another name is not what that name asks for, unless none begins with it.
  const found =
    tracks.find(({ representations: [head] }) => head.id === track) ??
    tracks.find(({ representations }) => representations.some(({ id }) => id === track));
  if (!found) throw playlistInvalid('the track is gone');
  const segments = ascending(found.representations.flatMap((one) => periodSegments(one, url)));
  const { reloadSeconds } = manifest;
  if (segments.length > mostSegments) throw playlistInvalid('too many segments');
  if (segments.length === 0 && reloadSeconds === undefined) throw playlistInvalid('no segments');
  return { segments, ...(reloadSeconds === undefined ? {} : { reloadSeconds }) };
}

function tracksOf({ representations }: Manifest): DashTrack[] {
  const tracks = matchTracks(representations);
  const open = tracks.filter(
    (track) => !track.representations.some(({ isProtected }) => isProtected),
  );
  if (tracks.length === 0) throw playlistInvalid('no streams');
  // A picture without its enciphered sound is not the video.
  const kinds = new Set(open.map(({ kind }) => kind));
  if (tracks.every(({ kind }) => kinds.has(kind))) return open;
  throw streamProtected('ContentProtection');
}

/** Whatever a manifest says of times, no two segments have one place. */
function ascending(segments: readonly Segment[]): Segment[] {
  let last = Number.NEGATIVE_INFINITY;
  return segments.map((segment) => {
    last = Math.max(segment.sequence, last + 1);
    return segment.sequence === last ? segment : { ...segment, sequence: last };
  });
}

function sumOfPeriods({ representations }: Manifest): number | undefined {
  const ends = representations.map(({ time }) => time.start + (time.length ?? Number.NaN));
  const last = Math.max(...ends);
  return Number.isFinite(last) ? last : undefined;
}

function describeTrack(
  { kind, representations }: DashTrack,
  url: string,
  seconds?: number,
): DescribedStream {
  const [head, ...later] = representations;
  const { attributes } = head.info;
  const file = later.length === 0 ? wholeFile(head, url) : undefined;
  const role = JSON.stringify(attributes.role ?? '');
  return {
    id: `dash.${head.id}`,
    source: file
      ? { kind: 'url', url: file }
      : { kind: 'segments', list: { protocol: 'dash', url, track: head.id } },
    codecs: text(attributes.codecs),
    holds: kind,
    width: finite(attributes.width),
    height: finite(attributes.height),
    fps: finite(attributes.frameRate),
    bitrate: finite(attributes.bandwidth),
    durationSeconds: seconds,
    language: text(attributes.lang),
    name: text(attributes.label) ?? text(attributes.lang),
    isDefault: role.includes('"main"'),
    isDescriptive: role.includes('description'),
  };
}
