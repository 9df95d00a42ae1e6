import type { OutputFormat } from 'mediabunny';
import type { ByteFile } from './byte-file';
import { type CopyPace, copyPackets, type Lane, openLane, type Written } from './copy-packets';
import { element, elementHead, idBytes, ids, unsigned } from './ebml';
import { MatroskaClusters } from './matroska-clusters';
import { matroskaHead } from './matroska-head';
import type { SourceTrack } from './source-track';
import { WriteBuffer } from './write-buffer';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Writes a Matroska or WebM of our own making: each block with its length in front, where mediabunny's
 * muxer goes back to write it; and each packet at once, where that keeps some.
 */
export async function writeMatroska(
  tracks: readonly SourceTrack[],
  format: OutputFormat,
  target: ByteFile,
  pace: CopyPace,
): Promise<Written> {
  target.truncate(0);
  const out = new WriteBuffer(target);
  // What lies before zero, a sound codec's run-up, has no place in a cluster: all tracks move together.
  const offsetSeconds = Math.max(0, ...tracks.map(({ first }) => -first.timestamp));
  const head = await matroskaHead(tracks, format, offsetSeconds);
  const base = head.document.length + elementHead(ids.segment, 0).length;
  const infoAt = base + seekHead([0, 0, 0]).length;
  const tracksAt = infoAt + head.info.length;
  const mediaAt = tracksAt + head.tracks.length;
  out.write(head.document, 0);
  out.write(head.tracks, tracksAt);

  const leader =
    1 +
    Math.max(
      0,
      tracks.findIndex(({ kind }) => kind === 'video'),
    );
  const clusters = new MatroskaClusters(out, mediaAt, leader);
  const lanes: Lane[] = [];
  for (const [at, track] of tracks.entries()) {
    const add = (packet: Parameters<MatroskaClusters['add']>[0]): undefined => {
      clusters.add(packet, at + 1);
    };
    lanes.push(await openLane(track, { add, close: () => undefined }));
  }
  await copyPackets(lanes, { offsetSeconds, runSeconds: 0 }, pace);

  const cues = clusters.close(base);
  out.write(cues, clusters.place);
  new DataView(head.info.buffer).setFloat64(head.durationAt, clusters.endMs);
  out.write(head.info, infoAt);
  out.write(seekHead([infoAt - base, tracksAt - base, clusters.place - base]), base);
  const size = clusters.place + cues.length - base;
  out.write(elementHead(ids.segment, size), head.document.length);
  out.flush();
  return { lanes, offsetSeconds };
}

/** Where a player finds the rest (RFC 9559 §5.1.1), from the segment's begin; always as long. */
function seekHead([info, tracks, cues]: readonly [number, number, number]): Bytes {
  const entry = (id: number, place: number): Bytes =>
    element(ids.seek, element(ids.seekId, idBytes(id)), unsigned(ids.seekPosition, place));
  return element(
    ids.seekHead,
    entry(ids.info, info),
    entry(ids.tracks, tracks),
    entry(ids.cues, cues),
  );
}
