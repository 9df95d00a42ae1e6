import { maxSealedBytes, type Sealed, unseal } from '../jobs/sealed-record';
import type { ByteFile } from '../media/byte-file';

/**
 * Two slots in one file, written in turn: a write that is torn off, or a disk that loses what was under
 * its hand, costs the newer record and not the older one. Pages of the slots alternate, so that each has
 * whatever length it needs and none ever touches a sector of the other. Nearly every record fits one page.
 */
export type Slot = 0 | 1;

export const pageBytes = 8 * 1024;
/** What lies beyond is no record of ours. */
export const maxCopyBytes = 2 * (maxSealedBytes + pageBytes);

export const otherSlot = (slot: Slot): Slot => (slot === 0 ? 1 : 0);

/** @throws what the file throws; the slot is then of no use until it is written again. */
export function writeSlot(file: ByteFile, slot: Slot, sealed: Uint8Array<ArrayBuffer>): void {
  for (let page = 0; page * pageBytes < sealed.length; page += 1) {
    const bytes = sealed.subarray(page * pageBytes, (page + 1) * pageBytes);
    file.write(bytes, { at: placeOf(slot, page) });
  }
}

/** What the slots of a whole file hold. */
export function readSlots(bytes: Uint8Array): readonly [Sealed | undefined, Sealed | undefined] {
  const read = bytes.subarray(0, maxCopyBytes);
  return [unseal(slotOf(read, 0)), unseal(slotOf(read, 1))];
}

/** The slot that is to be written next: never that of the newest record. */
export function nextSlot(bytes: Uint8Array): Slot {
  const [first, second] = readSlots(bytes);
  if (!first) return 0;
  return !second || second.sequence < first.sequence ? 1 : 0;
}

const placeOf = (slot: Slot, page: number): number => (2 * page + slot) * pageBytes;

function slotOf(bytes: Uint8Array, slot: Slot): Uint8Array {
  const all = new Uint8Array(bytes.length);
  let length = 0;
  for (let page = 0; placeOf(slot, page) < bytes.length; page += 1) {
    const at = placeOf(slot, page);
    const piece = bytes.subarray(at, at + pageBytes);
    all.set(piece, length);
    length += piece.length;
  }
  return all.subarray(0, length);
}
