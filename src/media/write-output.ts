import { Output, type OutputFormat } from 'mediabunny';
import type { ByteFile } from './byte-file';
import { type CopyPace, copyPackets, type Lane, openLane, type Written } from './copy-packets';
import { DiskTarget } from './disk-target';
import type { SourceTrack } from './source-track';

/** Writes a container by mediabunny's muxer for it. */
export async function writeOutput(
  tracks: readonly SourceTrack[],
  format: OutputFormat,
  target: ByteFile,
  pace: CopyPace,
): Promise<Written> {
  const output = new Output({ format, target: new DiskTarget(target) });
  const lanes: Lane[] = [];
  for (const track of tracks) lanes.push(await openLane(track, track.addTo(output)));
  const offsetSeconds = format.negativeTimestampSupport === 'full' ? 0 : shiftToZero(tracks);
  try {
    await output.start();
    await copyPackets(lanes, { offsetSeconds, runSeconds: 0 }, pace);
    await output.finalize();
  } catch (error) {
    if (output.state === 'started') await output.cancel();
    throw error;
  }
  return { lanes, offsetSeconds };
}

/** Only mp4 holds what lies before zero (a sound codec's run-up): elsewhere all tracks move together. */
const shiftToZero = (tracks: readonly SourceTrack[]): number =>
  Math.max(0, ...tracks.map(({ first }) => -first.timestamp));
