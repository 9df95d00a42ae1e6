import { median, quartiles } from './statistics';

export type Unit = 'ms' | 'MB/s' | 'MB';

/** One line of the table. Samples stand in the order in which they were taken. */
export interface Result {
  readonly name: string;
  readonly unit: Unit;
  readonly samples: readonly number[];
  /** What the same run is held against, in the same unit. */
  readonly peer?: { readonly name: string; readonly samples: readonly number[] };
  readonly wanted?: Wanted;
}

/** What the project wants. `ratio`: of the median to the peer's. `noise`: of differences, none that their own spread does not hide. */
export type Wanted =
  | { readonly of: 'median'; readonly below: number }
  | { readonly of: 'ratio'; readonly atLeast: number }
  | { readonly of: 'ratio'; readonly atMost: number; readonly goal?: number }
  | { readonly of: 'noise' };

/** Undefined without a peer, or where the peer was not measured. */
export function ratioOf({ samples, peer }: Result): number | undefined {
  const of = peer && median(peer.samples);
  return of ? median(samples) / of : undefined;
}

/** Whether the result is as wanted; undefined where nothing is. It is told, never asserted. */
export function isAsWanted(result: Result): boolean | undefined {
  const { samples, wanted } = result;
  if (wanted === undefined) return undefined;
  if (wanted.of === 'median') return median(samples) < wanted.below;
  if (wanted.of === 'noise') return quartiles(samples).low <= 0;
  const ratio = ratioOf(result) ?? Number.NaN;
  return 'atLeast' in wanted ? ratio >= wanted.atLeast : ratio <= wanted.atMost;
}
