import { EncodedPacketSink, type Input, type InputTrack } from 'mediabunny';
import { type ErrorFacts, ReelkeepError } from '../errors';
import type { OutputContainer } from '../formats/choice';
import type { ByteFile } from './byte-file';
import { countPackets } from './count-packets';
import { openInput } from './media-input';
import type { MuxedTrack, TrackKind } from './mux';
import { type Pace, type PacePorts, startPace } from './pace';
import { checkFlv, checkIsoBoxes } from './structure-checks';

export interface Expectation {
  readonly extension: OutputContainer['extension'];
  /** What the page stated: whole seconds, at times rounded up. */
  readonly durationSeconds?: number;
  /** What went in, where we put the file together ourselves; a file saved as served must have a picture. */
  readonly muxed?: readonly MuxedTrack[];
}

/** Between what was stated and what is there: a second, or one part in a hundred. */
const slackSeconds = 1;
const slackShare = 0.01;
/** Containers round timestamps; more than a frame's worth is a loss. */
const trackSlackSeconds = 0.1;

/**
 * Opens a finished file again as a player would: its tracks, its length, and that it can be read to
 * the end of each. FLV and 3gp, whose codecs the reader does not know, are walked from mark to mark.
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
  if (expected.extension === 'flv') return demand('structure', checkFlv(file), { bytes });
  if (expected.extension === '3gp') return demand('structure', checkIsoBoxes(file), { bytes });
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

async function checkTracks(input: Input, expected: Expectation, pace: Pace): Promise<void> {
  const tracks = await input.getTracks();
  const found = tracks.map((track) => kindOf(track)).toSorted();
  const wanted = expected.muxed?.map(({ kind }) => kind).toSorted();
  demand('tracks', wanted ? found.join() === wanted.join() : found.includes('video'), {
    expectedTracks: wanted?.join('+') ?? 'video',
    foundTracks: found.join('+'),
  });
  let end = 0;
  for (const track of tracks) end = Math.max(end, await checkTrack(track, expected.muxed, pace));
  const { durationSeconds } = expected;
  if (durationSeconds === undefined) return;
  const slack = Math.max(slackSeconds, durationSeconds * slackShare);
  demand('duration', Math.abs(end - durationSeconds) <= slack, {
    expectedSeconds: durationSeconds,
    foundSeconds: end,
  });
}

/** Answers with where the track ends, in seconds. */
async function checkTrack(
  track: InputTrack,
  muxed: readonly MuxedTrack[] | undefined,
  pace: Pace,
): Promise<number> {
  const kind = kindOf(track);
  const sink = new EncodedPacketSink(track);
  const last = await sink.getPacket(Infinity);
  if (!last || last.byteLength === 0) throw unlike('last-packet', { kind });
  const wanted = muxed?.find((one) => one.kind === kind);
  if (!wanted) return last.timestamp + last.duration;
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
  return end;
}

const kindOf = (track: InputTrack): TrackKind => (track.isVideoTrack() ? 'video' : 'audio');

function demand(check: string, holds: boolean, facts: ErrorFacts): void {
  if (!holds) throw unlike(check, facts);
}

const unlike = (check: string, facts: ErrorFacts, cause?: unknown): ReelkeepError =>
  new ReelkeepError('verification-failed', `The finished file failed a check: ${check}.`, {
    facts: { check, ...facts },
    cause,
  });
