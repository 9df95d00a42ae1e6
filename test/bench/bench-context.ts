import type { Site } from '../site/start-site';
import type { Result } from './result';

/** What every measure works with. */
export interface BenchContext {
  readonly site: Site;
  /** The unpacked extension that is measured. */
  readonly extension: string;
  /** A folder of real player scripts, where one was named. */
  readonly players: string | undefined;
  /** Whether what takes minutes, and tens of gigabytes of disk, is measured as well. */
  readonly long: boolean;
  /** Tells the person at the terminal something that the table does not hold. */
  readonly say: (line: string) => void;
}

export type Measure = (context: BenchContext) => Promise<Result[]>;
