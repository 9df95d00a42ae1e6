import { ReelkeepError } from '../errors';
import type { Chapter } from '../formats/chapter';
import type { OutputContainer } from '../formats/choice';
import type { ByteFile } from './byte-file';
import { checkFit } from './container-fit';
import type { CopyPace } from './copy-packets';
import { type OpenMedia, openMedia } from './media-input';
import { isMatroska, isMp4, outputFormat } from './output-format';
import { type Pace, type PacePorts, startPace } from './pace';
import { NotOurs } from './packet-walk';
import { type SourceTrack, sourceTrack, type Walks } from './source-track';
import { type Stretch, stretchedTracks } from './stretches';
import type { TrackKind } from './track-span';
import { writeMatroska } from './write-matroska';
import { writeMp4 } from './write-mp4';
import { writeOutput } from './write-output';

export interface MuxSource {
  readonly kind: TrackKind;
  readonly file: ByteFile;
  /** Where the file was put together from segments: its runs. */
  readonly stretches?: readonly Stretch[];
}

export interface MuxRequest {
  /** One track is taken from each. */
  readonly sources: readonly MuxSource[];
  readonly extension: OutputContainer['extension'];
  /** None for a container that has no place for them. */
  readonly chapters?: readonly Chapter[];
  /** What is in it goes. */
  readonly target: ByteFile;
}

/** What went into the file, to hold the finished one against. */
export interface MuxedTrack {
  readonly kind: TrackKind;
  readonly packets: number;
  /** Of the latest packet, in seconds. */
  readonly end: number;
}

/**
 * Copies the packets of a video and a sound file, or of one of them, into one container, without
 * re-encoding and with their timing.
 * @throws mux-failed; verification-failed where the codecs found do not belong into the container; what the target throws (disk-full) passes through.
 */
export async function mux(
  request: MuxRequest,
  ports: PacePorts,
  signal: AbortSignal,
): Promise<MuxedTrack[]> {
  signal.throwIfAborted();
  const pace = startPace(forwardOnly(ports), signal);
  try {
    return await muxBy('ours', request, pace).catch((error: unknown) => {
      if (!(error instanceof NotOurs)) throw error;
      return muxBy('mediabunny', request, pace);
    });
  } catch (cause) {
    if (cause instanceof ReelkeepError || signal.aborted) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ReelkeepError('mux-failed', reason, { cause });
  }
}

/** From nothing: whatever an earlier try left in the target goes. @throws NotOurs where a walk of ours gives up. */
async function muxBy(
  walks: Walks,
  { sources, extension, chapters = [], target }: MuxRequest,
  pace: Pace,
): Promise<MuxedTrack[]> {
  const opened: OpenMedia[] = [];
  try {
    const format = outputFormat(extension);
    const tracks = await openTracks(sources, walks, opened);
    checkFit(extension, { ...tracks[0]?.codecs, ...tracks[1]?.codecs });
    // Picture and sound may lie in one file.
    const files = new Set(sources.map(({ file }) => file));
    const bytes = [...files].reduce((sum, file) => sum + file.getSize(), 0);
    const copied: CopyPace = (bytesDone) => pace(bytesDone / bytes);
    const write = writerOf(extension, tracks);
    // Our own writers are through with a packet before they ask for the next; mediabunny's keep some.
    if (write !== writeOutput) for (const { source } of opened) source.window.reuse();
    const { lanes, offsetSeconds } = await write(tracks, format, target, copied, chapters);
    return lanes.map(({ track, packets, end }) => ({
      kind: track.kind,
      packets,
      end: end + offsetSeconds,
    }));
  } finally {
    for (const { input } of opened) input.dispose();
  }
}

async function openTracks(
  sources: readonly MuxSource[],
  walks: Walks,
  opened: OpenMedia[],
): Promise<SourceTrack[]> {
  if (sources.some(({ stretches }) => stretches)) {
    const whole = [{ place: 0, number: 0 }];
    return stretchedTracks(
      sources.map(({ kind, file, stretches = whole }) => ({ kind, file, stretches })),
      walks,
      opened,
    );
  }
  const tracks: SourceTrack[] = [];
  for (const { kind, file } of sources) {
    const media = openMedia(file);
    opened.push(media);
    tracks.push(await sourceTrack(media, kind, walks));
  }
  return tracks;
}

/** What was told is not taken back when a second try begins. */
function forwardOnly(ports: PacePorts): PacePorts {
  let told = 0;
  return {
    ...ports,
    onProgress: (done) => {
      told = Math.max(told, done);
      ports.onProgress(told);
    },
  };
}

/** Ours for what most sites serve; what a transport stream carries must be made over first: mediabunny knows how. */
function writerOf(
  extension: MuxRequest['extension'],
  tracks: readonly SourceTrack[],
): typeof writeMp4 {
  if (!tracks.every(({ isPlain }) => isPlain)) return writeOutput;
  if (isMp4(extension)) return writeMp4;
  return isMatroska(extension) ? writeMatroska : writeOutput;
}
