/** The value at a share of the way through the sorted samples, between two of them where it falls there; NaN for none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** Between them lies the middle half of the samples. */
export const quartiles = (samples: readonly number[]): { low: number; high: number } => ({
  low: quantile(samples, 0.25),
  high: quantile(samples, 0.75),
});
