import { BufferTarget, Output, type OutputFormat } from 'mediabunny';
import { elements, type FoundElement, ids } from './ebml';
import type { SourceTrack } from './source-track';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a Matroska says beside its media; whole elements. */
export interface MatroskaHead {
  /** `EBML` */
  readonly document: Bytes;
  /** `Info`, and where in it the length in milliseconds stands, eight bytes. */
  readonly info: Bytes;
  readonly durationAt: number;
  readonly tracks: Bytes;
}

/**
 * Has mediabunny, which knows how each codec is described, write a file of each track's first packet, and
 * takes the descriptions from there. The tracks' numbers are their places, from 1.
 */
export async function matroskaHead(
  tracks: readonly SourceTrack[],
  format: OutputFormat,
  offsetSeconds: number,
): Promise<MatroskaHead> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const sinks = tracks.map((track) => track.addTo(output));
  await output.start();
  for (const [at, { first }] of tracks.entries()) {
    await sinks[at]?.add(first.clone({ timestamp: first.timestamp + offsetSeconds }));
  }
  await output.finalize();
  const bytes = new Uint8Array(target.buffer ?? new ArrayBuffer(0));
  const [document, segment] = [...elements(bytes, 0, bytes.length)];
  if (!document || segment?.id !== ids.segment) throw new RangeError('No segment.');
  const parts = [...elements(bytes, segment.content, segment.end)];
  const info = one(parts, ids.info);
  const duration = one([...elements(bytes, info.content, info.end)], ids.duration);
  return {
    document: bytes.slice(document.start, document.end),
    info: bytes.slice(info.start, info.end),
    durationAt: duration.content - info.start,
    tracks: partOf(bytes, one(parts, ids.tracks)),
  };
}

const partOf = (bytes: Bytes, { start, end }: FoundElement): Bytes => bytes.slice(start, end);

function one(parts: readonly FoundElement[], id: number): FoundElement {
  const part = parts.find((each) => each.id === id);
  if (!part) throw new RangeError(`No element ${id.toString(16)}.`);
  return part;
}
