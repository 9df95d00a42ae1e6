import { EncodedPacketSink, type InputTrack } from 'mediabunny';
import { ReelkeepError } from '../errors';
import type { OutputContainer } from '../formats/choice';
import { isImageContainer } from '../formats/format';
import type { ByteFile } from './byte-file';
import { checkContainer } from './check-container';
import { countPackets } from './count-packets';
import { demand, unlike } from './demand';
import { readFlvSpans } from './flv-spans';
import { indexedTracks } from './indexed-tracks';
import { isWhole } from './iso-boxes';
import { matroskaSpans } from './matroska-spans';
import { type OpenMedia, openMedia } from './media-input';
import type { MuxedTrack } from './mux';
import { isMatroska, isMp4 } from './output-format';
import { type Pace, type PacePorts, startPace } from './pace';
import { checkSpans, type StatedSpans, type TrackKind, type TrackSpan } from './track-span';
import { verifyImage } from './verify-image';

/** The whole by what the page stated: whole seconds, at times rounded up; each track by its own format's word. */
export interface Expectation extends StatedSpans {
  readonly extension: OutputContainer['extension'];
  /** What went in, where we put the file together ourselves; a file saved as served must have what its name promises. */
  readonly muxed?: readonly MuxedTrack[];
}

/** Containers round timestamps; more than a frame's worth is a loss. */
const trackSlackSeconds = 0.1;

/**
 * Opens a finished file again as a player would: its tracks, their lengths, and that each can be read
 * to its end. FLV, which the reader does not know, is walked from tag to tag; 3gp, most of whose codecs
 * it does not know, is walked from box to box as well. What was put together here is walked packet by packet.
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
  if (isImageContainer(expected.extension)) return verifyImage(file);
  if (expected.extension === 'flv') return checkFlv(file, expected, bytes);
  if (expected.extension === '3gp') demand('structure', isWhole(file), { bytes });
  const pace = startPace(ports, signal);
  try {
    const isOurs = expected.muxed && (isMp4(expected.extension) || isMatroska(expected.extension));
    await (isOurs ? checkOurs : checkTracks)(file, expected, pace);
  } catch (cause) {
    if (cause instanceof ReelkeepError || signal.aborted) throw cause;
    throw unlike('readable', { bytes }, cause);
  }
}

function checkFlv(file: ByteFile, expected: Expectation, bytes: number): void {
  const spans = readFlvSpans(file);
  if (!spans) throw unlike('structure', { bytes });
  checkKinds(spans, expected);
  checkSpans(spans, expected);
}

/** Of ours each packet is walked, but none of them kept: there may be millions. */
async function checkOurs(file: ByteFile, expected: Expectation, pace: Pace): Promise<void> {
  const isIso = isMp4(expected.extension);
  if (isIso) demand('structure', isWhole(file), { bytes: file.getSize() });
  const tracks = await (isIso ? indexedTracks : matroskaSpans)(file, pace);
  checkKinds(tracks, expected);
  for (const track of tracks) checkTrack(track, expected.muxed);
  checkSpans(tracks, expected);
}

async function checkTracks(file: ByteFile, expected: Expectation, pace: Pace): Promise<void> {
  const media = openMedia(file);
  try {
    if (!expected.muxed) await checkContainer(media, expected.extension);
    const tracks = await media.input.getTracks();
    checkKinds(tracks.map(named), expected);
    const spans: TrackSpan[] = [];
    for (const track of tracks) spans.push(await readSpan(track));
    checkSpans(expected.muxed ? await checkPackets(media, spans, expected, pace) : spans, expected);
  } finally {
    media.input.dispose();
  }
}

const sounds: ReadonlySet<Expectation['extension']> = new Set(['m4a', 'mp3', 'ogg', 'opus']);

/** What a file's name promises of its tracks; WebM has one name for pictures and for sound alone. */
function promised(extension: Expectation['extension']): TrackKind[] {
  if (extension === 'webm') return ['video', 'audio'];
  return [sounds.has(extension) ? 'audio' : 'video'];
}

/** The tracks that were muxed and no others; of a file saved as served at least what its name promises. */
function checkKinds(
  found: readonly { readonly kind: TrackKind }[],
  { muxed, extension }: Expectation,
): void {
  const kinds = (tracks: typeof found) => tracks.map(({ kind }) => kind).toSorted();
  const foundKinds = kinds(found);
  const wanted = muxed && kinds(muxed).join('+');
  const least = promised(extension);
  const isGood = wanted
    ? foundKinds.join('+') === wanted
    : least.some((kind) => foundKinds.includes(kind));
  demand('tracks', isGood, {
    expectedTracks: wanted ?? least.join(' or '),
    foundTracks: foundKinds.join('+'),
  });
}

/** From the first packet to the last, both of which must be there with their data. */
async function readSpan(track: InputTrack): Promise<TrackSpan> {
  const { kind } = named(track);
  const sink = new EncodedPacketSink(track);
  const first = await sink.getFirstPacket();
  const last = await sink.getPacket(Infinity);
  if (!first || !last || last.byteLength === 0) throw unlike('last-packet', { kind });
  return { kind, start: first.timestamp, end: last.timestamp + last.duration };
}

/** Walks all packets; answers with the spans as they then are. */
async function checkPackets(
  { input, source }: OpenMedia,
  spans: readonly TrackSpan[],
  { muxed }: Expectation,
  pace: Pace,
): Promise<TrackSpan[]> {
  // Their data is not looked at.
  source.window.reuse();
  const sinks = (await input.getTracks()).map((track) => new EncodedPacketSink(track));
  const counts = await countPackets(sinks, pace);
  return spans.map(({ kind, start }, at) => {
    const { packets = 0, end = 0 } = counts[at] ?? {};
    checkTrack({ kind, packets, end }, muxed);
    return { kind, start, end };
  });
}

/** @throws verification-failed where not all went in, or not until its end. */
function checkTrack({ kind, packets, end }: MuxedTrack, muxed: Expectation['muxed']): void {
  const wanted = muxed?.find((one) => one.kind === kind);
  const { packets: expectedPackets = 0, end: expectedSeconds = 0 } = wanted ?? {};
  demand('packets', packets === expectedPackets, {
    kind,
    expectedPackets,
    foundPackets: packets,
  });
  demand('track-end', Math.abs(end - expectedSeconds) <= trackSlackSeconds, {
    kind,
    expectedSeconds,
    foundSeconds: end,
  });
}

const named = (track: InputTrack) => ({
  kind: track.isVideoTrack() ? ('video' as const) : ('audio' as const),
});
