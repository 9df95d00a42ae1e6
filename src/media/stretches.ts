import type { InputTrack } from 'mediabunny';
import { ReelkeepError } from '../errors';
import type { ByteFile } from './byte-file';
import { chainTracks, type Piece } from './chain-tracks';
import { fileSlice } from './file-slice';
import { type OpenMedia, openMedia } from './media-input';
import { type SourceTrack, sourceTrack, type Walks } from './source-track';
import type { TrackKind } from './track-span';

/** A run of one clock and one encoding in a file that was put together from segments. */
export interface Stretch {
  /** Of its first byte; it goes on to the next one. */
  readonly place: number;
  /** Which runs of other files have the same clock; two that follow each other here may. */
  readonly number: number;
  /** What its clock says at its begin, in seconds; undefined where only the media tell. */
  readonly clockStart?: number;
}

export interface StretchedSource {
  readonly kind: TrackKind;
  readonly file: ByteFile;
  readonly stretches: readonly Stretch[];
}

/** One run of one source, with where it lies in time by its own clock, in seconds. */
interface Run {
  readonly stretch: Stretch;
  readonly track: SourceTrack;
  readonly start: number;
  readonly end: number;
}

/**
 * Tracks that go through all runs of their files. Each run follows where the one before ended, whatever
 * its clock says; the runs of several files that have one clock stay as they are to each other. The first
 * begins at zero. What was opened is added to `opened`, for the caller to dispose.
 * @throws mux-failed where a track changes its codec in the middle, or is nowhere.
 */
export async function stretchedTracks(
  sources: readonly StretchedSource[],
  walks: Walks,
  opened: OpenMedia[],
): Promise<SourceTrack[]> {
  const runs: Run[][] = [];
  for (const source of sources) runs.push(await openRuns(source, walks, opened));
  const shifts = shiftsOf(runs.flat());
  return runs.map((ofOne) => {
    const pieces = ofOne.map(
      ({ track, stretch }): Piece => ({
        track,
        shift: (shifts.get(stretch.number) ?? 0) - (stretch.clockStart ?? 0),
      }),
    );
    return chainTracks(pieces);
  });
}

/** Which tracks lie in a file that was put together from segments: its first run tells. */
export async function kindsIn(file: ByteFile, stretches: readonly Stretch[]): Promise<TrackKind[]> {
  const [first] = slices(file, stretches);
  const { input } = openMedia(first?.slice ?? file);
  try {
    const tracks = await input.getTracks();
    const kinds = new Set(tracks.map((track) => (track.isVideoTrack() ? 'video' : 'audio')));
    return (['video', 'audio'] as const).filter((kind) => kinds.has(kind));
  } catch (cause) {
    throw new ReelkeepError('mux-failed', 'The segments hold nothing that can be read.', { cause });
  } finally {
    input.dispose();
  }
}

function slices(file: ByteFile, stretches: readonly Stretch[]) {
  return stretches.map((stretch, at) => {
    const end = stretches[at + 1]?.place ?? file.getSize();
    return { stretch, slice: fileSlice(file, stretch.place, end) };
  });
}

async function openRuns(
  { kind, file, stretches }: StretchedSource,
  walks: Walks,
  opened: OpenMedia[],
): Promise<Run[]> {
  const runs: Run[] = [];
  for (const { stretch, slice } of slices(file, stretches)) {
    const media = openMedia(slice);
    opened.push(media);
    const read = await trackOf(media, kind);
    // An advertisement without sound is no reason to have none of the film's.
    if (!read) continue;
    const track = await sourceTrack(media, kind, walks);
    const clockStart = stretch.clockStart ?? 0;
    const start = track.first.timestamp - clockStart;
    const end = (await read.computeDuration()) - clockStart;
    runs.push({ stretch, track, start, end });
  }
  if (runs.length > 0) return runs;
  throw new ReelkeepError('mux-failed', `The segments have no ${kind} track.`);
}

async function trackOf({ input }: OpenMedia, kind: TrackKind): Promise<InputTrack | null> {
  return kind === 'video' ? input.getPrimaryVideoTrack() : input.getPrimaryAudioTrack();
}

/** In seconds. More than that, and the clock is another one than the list says. */
const longestRunUp = 1;

/** By stretch: what is added to its clock. */
function shiftsOf(runs: readonly Run[]): ReadonlyMap<number, number> {
  const shifts = new Map<number, number>();
  let at = 0;
  const numbers = [...new Set(runs.map(({ stretch }) => stretch.number))].sort((a, b) => a - b);
  for (const number of numbers) {
    const ofOne = runs.filter(({ stretch }) => stretch.number === number);
    const first = Math.min(...ofOne.map((run) => run.start));
    // What lies a little before is a sound codec's run-up: it is not shown, and takes no time.
    const start = first < 0 && first > -longestRunUp ? 0 : first;
    const end = Math.max(...ofOne.map((run) => run.end));
    shifts.set(number, at - start);
    at += Math.max(0, end - start);
  }
  return shifts;
}
