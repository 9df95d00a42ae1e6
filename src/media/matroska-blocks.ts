import { ids } from './ebml';
import type { FileWindow } from './file-window';
import { childrenOf, type FileElement, readElement, unsignedOf } from './matroska-elements';
import { NotOurs } from './packet-walk';

/** One packet as it lies in a Matroska file. */
export interface Block {
  readonly track: number;
  /** When it is shown, and for how long where that is said, in the segment's ticks. */
  readonly time: number;
  readonly duration: number | undefined;
  readonly isKey: boolean;
  /** Where its data lie. */
  readonly start: number;
  readonly end: number;
}

/**
 * All blocks of a file in their order (RFC 9559 §10). Their clusters are entered, whether their ends are
 * known or not. @throws RangeError where the file is broken; NotOurs for several packets in one block.
 */
export function* matroskaBlocks(window: FileWindow): Generator<Block> {
  let clusterTime = 0;
  let limit = window.size;
  for (let at = 0; at < limit; ) {
    const element = readElement(window, at);
    const { id, content, end } = element;
    if (id === ids.segment || id === ids.cluster) {
      if (id === ids.segment) limit = end ?? limit;
      at = content;
      continue;
    }
    if (end === undefined) throw new RangeError('An element without end.');
    if (id === ids.timestamp) clusterTime = unsignedOf(window, element);
    else if (id === ids.simpleBlock) yield block(window, content, end, clusterTime);
    else if (id === ids.blockGroup) yield grouped(window, element, clusterTime);
    at = end;
  }
}

function block(window: FileWindow, content: number, end: number, clusterTime: number): Block {
  const { view, offset } = window.read(content, Math.min(content + 12, end));
  const at = content - offset;
  const first = view.getUint8(at);
  const isLong = first < 0x80;
  if (first < 0x40) throw new NotOurs('More than 16,383 tracks.');
  const track = isLong ? view.getUint16(at) & 0x3fff : first & 0x7f;
  const timeAt = at + (isLong ? 2 : 1);
  const flags = view.getUint8(timeAt + 2);
  if (flags & 0x06) throw new NotOurs('Several packets in one block.');
  return {
    track,
    time: clusterTime + view.getInt16(timeAt),
    duration: undefined,
    isKey: (flags & 0x80) !== 0,
    start: offset + timeAt + 3,
    end,
  };
}

/** A block with more said of it: how long it is shown, and what it refers to. */
function grouped(window: FileWindow, group: FileElement, clusterTime: number): Block {
  let found: Block | undefined;
  let duration: number | undefined;
  let isKey = true;
  for (const element of childrenOf(window, group)) {
    if (element.id === ids.block) {
      found = block(window, element.content, element.end ?? element.content, clusterTime);
    } else if (element.id === ids.blockDuration) duration = unsignedOf(window, element);
    else if (element.id === ids.referenceBlock) isKey = false;
  }
  if (!found) throw new RangeError('A group without a block.');
  return { ...found, duration, isKey };
}
