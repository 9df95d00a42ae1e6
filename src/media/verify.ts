import { EncodedPacketSink, type Input, type InputTrack } from 'mediabunny';
import { ReelkeepError } from '../errors';
import type { OutputContainer } from '../formats/choice';
import type { ByteFile } from './byte-file';
import { countPackets } from './count-packets';
import { demand, unlike } from './demand';
import { readFlvSpans } from './flv-spans';
import { isWhole } from './iso-boxes';
import { openInput } from './media-input';
import type { MuxedTrack } from './mux';
import { type Pace, type PacePorts, startPace } from './pace';
import { checkSpans, type TrackKind, type TrackSpan } from './track-span';

export interface Expectation {
  readonly extension: OutputContainer['extension'];
  /** What the page stated: whole seconds, at times rounded up. */
  readonly durationSeconds?: number;
  /** What went in, where we put the file together ourselves; a file saved as served must have a picture. */
  readonly muxed?: readonly MuxedTrack[];
}

/** Containers round timestamps; more than a frame's worth is a loss. */
const trackSlackSeconds = 0.1;

/**
 * Opens a finished file again as a player would: its tracks, their lengths, and that each can be read
 * to its end. FLV, which the reader does not know, is walked from tag to tag; 3gp, most of whose codecs
 * it does not know, is walked from box to box as well.
 * @throws verification-failed, with the check that did not hold.
 */
export async function verifyMedia(
  file: ByteFile,
  expected: Expectation,
  ports: PacePorts,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const bytes = file.getSize();
  if (bytes === 0) throw unlike('size', { bytes });
  if (expected.extension === 'flv') return checkFlv(file, expected, bytes);
  if (expected.extension === '3gp') demand('structure', isWhole(file), { bytes });
  const input = openInput(file);
  try {
    await checkTracks(input, expected, startPace(ports, signal));
  } catch (cause) {
    if (cause instanceof ReelkeepError || signal.aborted) throw cause;
    throw unlike('readable', { bytes }, cause);
  } finally {
    input.dispose();
  }
}

function checkFlv(file: ByteFile, { durationSeconds }: Expectation, bytes: number): void {
  const spans = readFlvSpans(file);
  if (!spans) throw unlike('structure', { bytes });
  checkKinds(spans, undefined);
  checkSpans(spans, durationSeconds);
}

async function checkTracks(input: Input, expected: Expectation, pace: Pace): Promise<void> {
  const { muxed, durationSeconds } = expected;
  const tracks = await input.getTracks();
  checkKinds(tracks.map(named), muxed);
  const spans: TrackSpan[] = [];
  for (const track of tracks) spans.push(await checkTrack(track, muxed, pace));
  checkSpans(spans, durationSeconds);
}

/** The tracks that were muxed and no others; of a file saved as served, a picture at the least. */
function checkKinds(
  found: readonly { readonly kind: TrackKind }[],
  muxed: Expectation['muxed'],
): void {
  const kinds = (tracks: typeof found) => tracks.map(({ kind }) => kind).toSorted();
  const foundKinds = kinds(found);
  const wanted = muxed && kinds(muxed).join('+');
  demand('tracks', wanted ? foundKinds.join('+') === wanted : foundKinds.includes('video'), {
    expectedTracks: wanted ?? 'video',
    foundTracks: foundKinds.join('+'),
  });
}

async function checkTrack(
  track: InputTrack,
  muxed: Expectation['muxed'],
  pace: Pace,
): Promise<TrackSpan> {
  const { kind } = named(track);
  const sink = new EncodedPacketSink(track);
  const first = await sink.getFirstPacket();
  const last = await sink.getPacket(Infinity);
  if (!first || !last || last.byteLength === 0) throw unlike('last-packet', { kind });
  const start = first.timestamp;
  const wanted = muxed?.find((one) => one.kind === kind);
  if (!wanted) return { kind, start, end: last.timestamp + last.duration };
  const { packets, end } = await countPackets(sink, pace);
  demand('packets', packets === wanted.packets, {
    kind,
    expectedPackets: wanted.packets,
    foundPackets: packets,
  });
  demand('track-end', Math.abs(end - wanted.end) <= trackSlackSeconds, {
    kind,
    expectedSeconds: wanted.end,
    foundSeconds: end,
  });
  return { kind, start, end };
}

const named = (track: InputTrack) => ({
  kind: track.isVideoTrack() ? ('video' as const) : ('audio' as const),
});
