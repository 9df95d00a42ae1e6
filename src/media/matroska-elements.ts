import type { FileWindow } from './file-window';

/** An element in a file; `end` is undefined where its writer did not know it (a live stream's). */
export interface FileElement {
  readonly id: number;
  readonly content: number;
  readonly end: number | undefined;
}

const longestHead = 12;

/** @throws RangeError where there is none, or where it reaches beyond the file. */
export function readElement(window: FileWindow, at: number): FileElement {
  const { view, offset } = window.read(at, Math.min(at + longestHead, window.size));
  const idAt = at - offset;
  const idLength = lengthAt(view, idAt, 4);
  let id = 0;
  for (let byte = 0; byte < idLength; byte += 1) id = id * 256 + view.getUint8(idAt + byte);
  const sizeAt = idAt + idLength;
  const sizeLength = lengthAt(view, sizeAt, 8);
  let size = view.getUint8(sizeAt) & (0xff >> sizeLength);
  let isKnown = size !== 0xff >> sizeLength;
  for (let byte = 1; byte < sizeLength; byte += 1) {
    const value = view.getUint8(sizeAt + byte);
    isKnown ||= value !== 0xff;
    size = size * 256 + value;
  }
  const content = at + idLength + sizeLength;
  if (isKnown && content + size > window.size) throw new RangeError('An element is cut off.');
  return { id, content, end: isKnown ? content + size : undefined };
}

/** Leading zeros of the first byte tell how many follow (RFC 8794 §4). */
function lengthAt(view: DataView, at: number, most: number): number {
  const length = Math.clz32(view.getUint8(at)) - 23;
  if (length > most) throw new RangeError('No element is here.');
  return length;
}

/** A description has some dozens of parts. Who writes millions of them means harm. */
const mostChildren = 10_000;

/** Those that lie in another, whose end is known. @throws RangeError where they do not fit into it. */
export function childrenOf(window: FileWindow, { content, end }: FileElement): FileElement[] {
  if (end === undefined) throw new RangeError('An element without end.');
  const children: FileElement[] = [];
  for (let at = content; at < end; ) {
    const child = readElement(window, at);
    if (child.end === undefined || child.end > end || children.length === mostChildren) {
      throw new RangeError('The parts of an element do not fit into it.');
    }
    children.push(child);
    at = child.end;
  }
  return children;
}

/** The number that an element holds, most significant byte first. */
export function unsignedOf(window: FileWindow, { content, end = content }: FileElement): number {
  if (end - content > 8) throw new RangeError(`A number of ${end - content} bytes.`);
  let value = 0;
  for (const byte of window.bytes(content, end)) value = value * 256 + byte;
  return value;
}
