import type { Clock } from '../../../src/transfer/clock';
import { type FilePorts, fetchFile } from '../../../src/transfer/fetch-file';
import { FileLedger, type LedgerRecord } from '../../../src/transfer/file-ledger';
import { HostGate } from '../../../src/transfer/host-gate';
import type { Limiter } from '../../../src/transfer/rate-limiter';
import type { Sink } from '../../../src/transfer/sink';

/** Time that runs `factor` times as fast, so that backoff and stalls cost a test milliseconds. */
export function hastyClock(factor: number): Clock {
  return {
    wallTime: () => Date.now(),
    uptime: () => performance.now() * factor,
    setTimer: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds / factor);
      return () => clearTimeout(timer);
    },
  };
}

/** Bytes that differ everywhere, so that a misplaced range shows. */
export function noise(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = seed >>> 0;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** Collects in memory; a place that was never written stays 0xAA. */
export class MemorySink implements Sink {
  readonly bytes: Uint8Array;
  constructor(length: number) {
    this.bytes = new Uint8Array(length).fill(0xaa);
  }
  write(at: number, bytes: Uint8Array): void {
    if (at + bytes.length > this.bytes.length) throw new RangeError('written beyond the file');
    this.bytes.set(bytes, at);
  }
  read(at: number, length: number): Uint8Array {
    return this.bytes.slice(at, at + length);
  }
}

export interface RigOptions {
  readonly expectedBytes?: number;
  readonly record?: LedgerRecord;
  readonly rangeBytes?: number;
  readonly connections?: number;
  readonly ports?: Partial<FilePorts>;
  readonly signal?: AbortSignal;
  /** Runs 200 times as fast where it is not said. */
  readonly clock?: Clock;
  /** Other addresses of the same file. */
  readonly mirrors?: readonly string[];
  readonly onRestart?: () => void;
}

/** No limit, but all slowness is said to be our own: no connection is dropped for it, no range cut. */
export const unjudged: Limiter = {
  take: async () => undefined,
  bytesPerSecond: undefined,
  isHolding: true,
};

/** A file fetched by node's own fetch from a loopback server. */
export async function fetchInto(
  url: string,
  sink: Sink,
  options: RigOptions = {},
): Promise<FileLedger> {
  const { rangeBytes = 16 * 1024, connections = 4, clock = hastyClock(200), ...rest } = options;
  const ledger = new FileLedger(rest.expectedBytes, rest.record, rangeBytes);
  const ports: FilePorts = {
    fetch,
    clock,
    checkAddress: () => undefined,
    gate: new HostGate(clock),
    random: Math.random,
    // Three seconds of our time: a busy machine is no stalled server.
    stallLimitMs: 600_000,
    // And no slow one: in such haste every hiccup is a long time.
    limiter: unjudged,
    ...rest.ports,
  };
  const signal = rest.signal ?? new AbortController().signal;
  const { mirrors = [], onRestart = () => undefined } = rest;
  const addresses = [url, ...mirrors] as const;
  await fetchFile({ addresses, ledger, sink, connections, onRestart }, ports, signal);
  return ledger;
}
