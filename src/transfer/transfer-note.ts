import type { ErrorCode } from '../errors';

/**
 * What happened while a file was fetched, for the job's log. Plain data that may be shown to anyone: host
 * names, numbers, codes; never an address, a header or a body. Byte positions are those of the file,
 * `end` exclusive; times in milliseconds.
 */
export type TransferNote =
  /** Ranges that came as they should, summed since the last such note of the host. */
  | {
      readonly kind: 'fetched';
      readonly host: string;
      readonly ranges: number;
      readonly bytes: number;
      readonly ms: number;
    }
  /** A try that failed: after so long, with so many bytes on disk. `retryInMs` is absent where it is not tried again so. */
  | {
      readonly kind: 'try-failed';
      readonly host: string;
      readonly code: ErrorCode;
      readonly status?: number;
      readonly start: number;
      readonly end: number;
      readonly bytes: number;
      readonly ms: number;
      readonly retryInMs?: number;
    }
  /** Another host of the same bytes was compared with what is on disk, and takes part from now on. */
  | { readonly kind: 'host-joined'; readonly host: string }
  /** What it serves has another ETag or date than before, or is listed otherwise, and proved to be the same bytes. */
  | {
      readonly kind: 'renamed-content';
      readonly host: string;
      readonly field: 'etag' | 'lastModified' | 'list';
    }
  /** A host is asked no more: for so long, or for good. */
  | {
      readonly kind: 'host-left';
      readonly host: string;
      readonly code: ErrorCode;
      readonly forMs?: number;
    }
  /** A connection was given up for being slow; speeds in bytes per second. */
  | {
      readonly kind: 'slow-dropped';
      readonly host: string;
      readonly start: number;
      readonly end: number;
      readonly speed: number;
      readonly othersSpeed: number;
    }
  /** Endgame: another lane took over what lies from `cutAt` on. */
  | {
      readonly kind: 'range-cut';
      readonly host: string;
      readonly start: number;
      readonly cutAt: number;
      readonly end: number;
    }
  /** Of a stream: what it served no longer, or never did, when its turn came. */
  | { readonly kind: 'segments-missed'; readonly count: number; readonly seconds: number }
  /** The server has another content under the same address: what was on disk is dropped, and fetched anew. */
  | { readonly kind: 'restarted'; readonly code: ErrorCode; readonly lostBytes: number };

export type TellNote = (note: TransferNote) => void;
