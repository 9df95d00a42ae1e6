type Bytes = Uint8Array<ArrayBuffer>;

/** Elements of Matroska (RFC 9559), by their ids. */
export const ids = {
  document: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  seekPosition: 0x53ac,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  defaultDuration: 0x23e383,
  contentEncodings: 0x6d80,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  blockDuration: 0x9b,
  referenceBlock: 0xfb,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
  chapters: 0x1043a770,
  editionEntry: 0x45b9,
  chapterAtom: 0xb6,
  chapterUid: 0x73c4,
  chapterTimeStart: 0x91,
  chapterDisplay: 0x80,
  chapterString: 0x85,
  chapterLanguage: 0x437c,
} as const;

/** An id and a size in eight bytes (RFC 8794 §4), which can be written over by another. */
export function elementHead(id: number, size: number): Bytes {
  const name = idBytes(id);
  const head = new Uint8Array(name.length + 8);
  head.set(name);
  new DataView(head.buffer).setBigUint64(name.length, 2n ** 56n + BigInt(size));
  return head;
}

export function element(id: number, ...parts: readonly Bytes[]): Bytes {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const head = elementHead(id, size);
  const bytes = new Uint8Array(head.length + size);
  bytes.set(head);
  let at = head.length;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Always as long, whatever the number is. */
export function unsigned(id: number, value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return element(id, bytes);
}

export function idBytes(id: number): Bytes {
  const length = Math.ceil((32 - Math.clz32(id)) / 8);
  return Uint8Array.from({ length }, (_, at) => (id >>> ((length - 1 - at) * 8)) & 0xff);
}

/** One element among those that follow each other. */
export interface FoundElement {
  readonly id: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/** @throws RangeError where they do not fit into each other. */
export function* elements(bytes: Bytes, from: number, to: number): Generator<FoundElement> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = from; at < to; ) {
    const idLength = Math.clz32(view.getUint8(at)) - 23;
    let id = 0;
    for (let byte = 0; byte < idLength; byte += 1) id = id * 256 + view.getUint8(at + byte);
    const sizeAt = at + idLength;
    const sizeLength = Math.clz32(view.getUint8(sizeAt)) - 23;
    let size = view.getUint8(sizeAt) & (0xff >> sizeLength);
    for (let byte = 1; byte < sizeLength; byte += 1)
      size = size * 256 + view.getUint8(sizeAt + byte);
    const content = sizeAt + sizeLength;
    if (content + size > to) throw new RangeError('An element does not fit.');
    yield { id, start: at, content, end: content + size };
    at = content + size;
  }
}
