import { crc32 } from './crc-32';

/** A record as it lies on the disk, whole, with its place among all that the journal ever wrote. */
export interface Sealed {
  /** Of two records of one job the one with the higher number is the later one. */
  readonly sequence: number;
  /** JSON, not yet read: of several states of a job only one is needed. */
  readonly text: string;
}

/** The largest record that the journal's bounds allow is smaller; what says it is longer is damaged. */
export const maxSealedBytes = 8 * 1024 * 1024;

const sumDigits = 8;
const lengthDigits = 8;
/** 2⁵³ fits. */
const sequenceDigits = 14;
const headBytes = sumDigits + lengthDigits + sequenceDigits;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * A record as bytes, the same in the database and in its copy. Hexadecimal digits: 8 of CRC-32 over all
 * that follows, 8 of the length of the text, 14 of the sequence; then the text. The checksum is over the
 * very text that is read again, so that no second way of writing the same thing can disagree with it.
 *
 * CRC-32 and not a hash: what damages a record is a disk, and nobody who could write a record on purpose
 * would write a wrong checksum. It finds every burst of up to 32 bits and lets one in 2³² of all other
 * damage through, to the schema. And it is computed at once: `crypto.subtle` answers later, and two
 * records of one job could pass each other.
 */
export function seal({ sequence, text }: Sealed): Uint8Array<ArrayBuffer> {
  const body = encoder.encode(text);
  const bytes = new Uint8Array(headBytes + body.length);
  const rest = bytes.subarray(sumDigits);
  encoder.encodeInto(hex(body.length, lengthDigits) + hex(sequence, sequenceDigits), rest);
  bytes.set(body, headBytes);
  encoder.encodeInto(hex(crc32(rest), sumDigits), bytes);
  return bytes;
}

/** What was sealed; undefined where a bit of it is not as it was. Bytes behind its end do not matter. */
export function unseal(bytes: Uint8Array): Sealed | undefined {
  const head = decoder.decode(bytes.subarray(0, headBytes));
  if (!/^[0-9a-f]{30}$/.test(head)) return undefined;
  const number = (from: number, digits: number): number =>
    Number.parseInt(head.slice(from, from + digits), 16);
  const end = headBytes + number(sumDigits, lengthDigits);
  if (end > Math.min(bytes.length, maxSealedBytes)) return undefined;
  if (crc32(bytes.subarray(sumDigits, end)) !== number(0, sumDigits)) return undefined;
  return {
    sequence: number(sumDigits + lengthDigits, sequenceDigits),
    text: decoder.decode(bytes.subarray(headBytes, end)),
  };
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
