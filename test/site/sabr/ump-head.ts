import type { SabrPart } from './sabr-parts';

/** The bytes before a part's payload: its kind and its size. */
export const umpHead = ({ type, payload, rest }: SabrPart): Uint8Array =>
  Uint8Array.from([...umpNumber(type), ...umpNumber(payload.length + (rest?.bytes ?? 0))]);

/**
 * A number of YouTube's own framing (facts §3.1): the first byte's leading ones say how many follow,
 * the bits behind them are the lowest ones, and the rest comes with the lowest byte first.
 */
function umpNumber(value: number): number[] {
  if (value < 2 ** 7) return [value];
  if (value < 2 ** 14) return [0x80 | (value & 0x3f), ...lowestFirst(value >>> 6, 1)];
  if (value < 2 ** 21) return [0xc0 | (value & 0x1f), ...lowestFirst(value >>> 5, 2)];
  if (value < 2 ** 28) return [0xe0 | (value & 0x0f), ...lowestFirst(value >>> 4, 3)];
  return [0xf0, ...lowestFirst(value, 4)];
}

const lowestFirst = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 0xff);
