import { CountedTable, KeptTable } from './number-table';

type Bytes = Uint8Array<ArrayBuffer>;

/** A box of ISO/IEC 14496-12 §4.2: four letters, and whatever stands in it. */
export interface Box {
  readonly type: string;
  readonly parts: readonly (Bytes | KeptTable | CountedTable | Box)[];
}

/** One that begins with its version and flags. */
export const fullBox = (type: string, version: 0 | 1, ...parts: Box['parts']): Box => ({
  type,
  parts: [numbers(version * 2 ** 24), ...parts],
});

/** 32 bits each. */
export function numbers(...values: readonly number[]): Bytes {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [at, value] of values.entries()) view.setUint32(at * 4, value);
  return bytes;
}

/** 64 bits each; negative ones as two's complement. */
export function longNumbers(...values: readonly number[]): Bytes {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [at, value] of values.entries()) view.setBigInt64(at * 8, BigInt(value));
  return bytes;
}

export const letters = (text: string): Bytes =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const headBytes = 8;

/** With its own head. */
export const boxBytes = ({ parts }: Box): number =>
  parts.reduce((sum, part) => sum + partBytes(part), headBytes);

const partBytes = (part: Box['parts'][number]): number =>
  part instanceof Uint8Array ? part.length : 'type' in part ? boxBytes(part) : part.bytes;

/** What goes where, for a box that begins at a place: bytes, and room for tables that were only counted. */
export function* laidOut(
  box: Box,
  place: number,
): Generator<{ readonly at: number; readonly piece: Bytes | CountedTable }> {
  yield { at: place, piece: numbers(boxBytes(box)) };
  yield { at: place + 4, piece: letters(box.type) };
  let at = place + headBytes;
  for (const part of box.parts) {
    if (part instanceof Uint8Array || part instanceof CountedTable) yield { at, piece: part };
    else if (part instanceof KeptTable) yield* piecesOf(part, at);
    else yield* laidOut(part, at);
    at += partBytes(part);
  }
}

function* piecesOf(table: KeptTable, place: number) {
  let at = place;
  for (const piece of table.pieces()) {
    yield { at, piece };
    at += piece.length;
  }
}

/** The boxes of a type among those that follow each other in a content; whole. */
export function boxesOf(content: Bytes, type: string): Bytes[] {
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  const found: Bytes[] = [];
  for (let at = 0; at + headBytes <= content.length; ) {
    const size = view.getUint32(at);
    if (size < headBytes || at + size > content.length) throw new RangeError('A box does not fit.');
    const box = content.subarray(at, at + size);
    if (String.fromCharCode(...box.subarray(4, headBytes)) === type) found.push(box);
    at += size;
  }
  return found;
}

/** The first box of a type in a content. @throws where there is none. */
export function boxOf(content: Bytes, type: string): Bytes {
  const [box] = boxesOf(content, type);
  if (!box) throw new RangeError(`No ${type} box.`);
  return box;
}

export const contentOf = (box: Bytes): Bytes => box.subarray(headBytes);
