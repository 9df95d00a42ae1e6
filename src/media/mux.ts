import { type Input, Output } from 'mediabunny';
import { ReelkeepError } from '../errors';
import type { OutputContainer } from '../formats/choice';
import type { ByteFile } from './byte-file';
import { checkFit } from './container-fit';
import { copyPackets, openLane } from './copy-packets';
import { countPackets } from './count-packets';
import { DiskTarget } from './disk-target';
import { openInput } from './media-input';
import { isMp4, outputFormat } from './output-format';
import { type Pace, type PacePorts, startPace } from './pace';
import { type SourceTrack, sourceTrack } from './source-track';
import type { TrackKind } from './track-span';

export interface MuxRequest {
  /** One track is taken from each. */
  readonly sources: readonly { readonly kind: TrackKind; readonly file: ByteFile }[];
  readonly extension: OutputContainer['extension'];
  /** Empty. */
  readonly target: ByteFile;
}

/** What went into the file, to hold the finished one against. */
export interface MuxedTrack {
  readonly kind: TrackKind;
  readonly packets: number;
  /** Of the latest packet, in seconds. */
  readonly end: number;
}

/** Space that is kept for a packet in an index at the front: mediabunny's worst case. */
const indexBytesPerPacket = 36;
/** An index that takes more than this share of the file goes to the end, where it needs no reserve. */
const largestIndexShare = 0.02;

/**
 * Copies the packets of a video and a sound file, or of one of them, into one container, without
 * re-encoding and with their timing.
 * @throws mux-failed; verification-failed where the codecs found do not belong into the container; what the target throws (disk-full) passes through.
 */
export async function mux(
  { sources, extension, target }: MuxRequest,
  ports: PacePorts,
  signal: AbortSignal,
): Promise<MuxedTrack[]> {
  signal.throwIfAborted();
  const pace = startPace(ports, signal);
  const inputs: Input[] = [];
  let output: Output | undefined;
  try {
    const tracks: SourceTrack[] = [];
    for (const { kind, file } of sources) {
      const input = openInput(file);
      inputs.push(input);
      tracks.push(await sourceTrack(input, kind));
    }
    const bytes = sources.reduce((sum, { file }) => sum + file.getSize(), 0);
    const counts = isMp4(extension) ? await indexedCounts(tracks, bytes, pace) : undefined;
    const format = outputFormat(extension, counts !== undefined);
    checkFit(extension, { ...tracks[0]?.codecs, ...tracks[1]?.codecs });
    const muxing = new Output({ format, target: new DiskTarget(target) });
    output = muxing;
    const lanes = tracks.map((track, at) => openLane(track, track.addTo(muxing, counts?.[at])));
    await output.start();
    const offset = format.negativeTimestampSupport === 'full' ? 0 : shiftToZero(tracks);
    await copyPackets(lanes, offset, (bytesDone) => pace(bytesDone / bytes));
    await output.finalize();
    return lanes.map(({ track, packets, end }) => ({
      kind: track.kind,
      packets,
      end: end + offset,
    }));
  } catch (cause) {
    if (output?.state === 'started') await output.cancel();
    if (cause instanceof ReelkeepError || signal.aborted) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ReelkeepError('mux-failed', reason, { cause });
  } finally {
    for (const input of inputs) input.dispose();
  }
}

/** Only mp4 holds what lies before zero (a sound codec's run-up): elsewhere all tracks move together. */
const shiftToZero = (tracks: readonly SourceTrack[]): number =>
  Math.max(0, ...tracks.map(({ first }) => -first.timestamp));

/**
 * The tracks' packet counts, which an index at the front asks for. Undefined where counting would mean
 * reading the media itself, or where the reserve would swell a small file.
 */
async function indexedCounts(
  tracks: readonly SourceTrack[],
  bytes: number,
  pace: Pace,
): Promise<number[] | undefined> {
  if (!tracks.every(({ hasIndex }) => hasIndex)) return undefined;
  const counts: number[] = [];
  for (const { sink } of tracks) counts.push((await countPackets(sink, pace)).packets);
  const packets = counts.reduce((sum, count) => sum + count, 0);
  return packets * indexBytesPerPacket <= bytes * largestIndexShare ? counts : undefined;
}
