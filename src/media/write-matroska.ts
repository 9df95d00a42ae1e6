import type { OutputFormat } from 'mediabunny';
import type { Chapter } from '../formats/chapter';
import type { ByteFile } from './byte-file';
import { type CopyPace, copyPackets, type Lane, openLane, type Written } from './copy-packets';
import { element, elementHead, idBytes, ids, unsigned } from './ebml';
import { matroskaChapters } from './matroska-chapters';
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
  chapters: readonly Chapter[] = [],
): Promise<Written> {
  target.truncate(0);
  const out = new WriteBuffer(target);
  // What lies before zero, a sound codec's run-up, has no place in a cluster: all tracks move together.
  const offsetSeconds = Math.max(0, ...tracks.map(({ first }) => -first.timestamp));
  const head = await matroskaHead(tracks, format, offsetSeconds);
  const named = matroskaChapters(chapters, offsetSeconds);
  const base = head.document.length + elementHead(ids.segment, 0).length;
  const infoAt =
    base + seekHead({ info: 0, tracks: 0, cues: 0, ...(named && { chapters: 0 }) }).length;
  const tracksAt = infoAt + head.info.length;
  const chaptersAt = tracksAt + head.tracks.length;
  const mediaAt = chaptersAt + (named?.length ?? 0);
  out.write(head.document, 0);
  out.write(head.tracks, tracksAt);
  if (named) out.write(named, chaptersAt);

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
  const places = {
    info: infoAt - base,
    tracks: tracksAt - base,
    cues: clusters.place - base,
    ...(named && { chapters: chaptersAt - base }),
  };
  out.write(seekHead(places), base);
  const size = clusters.place + cues.length - base;
  out.write(elementHead(ids.segment, size), head.document.length);
  out.flush();
  return { lanes, offsetSeconds };
}

/** Where a player finds the rest (RFC 9559 §5.1.1), from the segment's begin; as long for any places. */
function seekHead(places: Partial<Record<'info' | 'tracks' | 'chapters' | 'cues', number>>): Bytes {
  const entries = (['info', 'tracks', 'chapters', 'cues'] as const).flatMap((name) => {
    const place = places[name];
    if (place === undefined) return [];
    const id = element(ids.seekId, idBytes(ids[name]));
    return [element(ids.seek, id, unsigned(ids.seekPosition, place))];
  });
  return element(ids.seekHead, ...entries);
}
