const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
export type ByteUnit = (typeof units)[number];

/** Bytes → the largest decimal unit in which three figures say at least 1: 999_600_000 is 1 gigabyte, not 1,000 megabytes. */
export function scaleBytes(bytes: number): { value: number; unit: ByteUnit } {
  let value = Math.max(0, bytes) / 1000;
  for (const unit of units) {
    if (value < 999.5) return { value, unit };
    value /= 1000;
  }
  return { value: value * 1000, unit: 'terabyte' };
}
