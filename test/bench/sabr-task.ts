import type { SabrFormat, SabrSource } from '../../src/transfer/sabr/sabr-source';

/** What the worker is asked: to fetch one format's file, in ranges or by segments. */
export interface SabrTask {
  readonly way: 'ranges' | 'segments';
  /** Connections, or windows. */
  readonly sideBySide: number;
  readonly url: string;
  readonly source: SabrSource;
  readonly format: SabrFormat & { readonly contentLength: number };
}

export interface SabrTimes {
  readonly ms: number;
  /** The worker's own time on a processor, milliseconds; 0 where the system does not tell. */
  readonly cpuMs: number;
  /** Of the worker's own heap and buffers, at the most, above what it was before. */
  readonly peakBytes: number;
  /** Sum of everything that was written, for a file that is not kept. */
  readonly written: number;
}
