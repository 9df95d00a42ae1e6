import type { Clock } from '../../../src/transfer/clock';
import { type FilePorts, fetchFile } from '../../../src/transfer/fetch-file';
import { FileLedger, type LedgerRecord } from '../../../src/transfer/file-ledger';
import { HostGate } from '../../../src/transfer/host-gate';
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
}

export interface RigOptions {
  readonly expectedBytes?: number;
  readonly record?: LedgerRecord;
  readonly rangeBytes?: number;
  readonly connections?: number;
  readonly ports?: Partial<FilePorts>;
  readonly signal?: AbortSignal;
  readonly sink?: Sink;
}

/** A file fetched by node's own fetch from a loopback server. */
export async function fetchInto(
  url: string,
  sink: Sink,
  { expectedBytes, record, rangeBytes = 16 * 1024, connections = 4, ...rest }: RigOptions = {},
): Promise<FileLedger> {
  const ledger = new FileLedger(expectedBytes, record, rangeBytes);
  const clock = hastyClock(200);
  const ports: FilePorts = {
    fetch,
    clock,
    checkAddress: () => undefined,
    gate: new HostGate(clock),
    random: Math.random,
    // Three seconds of our time: a busy machine is no stalled server.
    stallLimitMs: 600_000,
    ...rest.ports,
  };
  const signal = rest.signal ?? new AbortController().signal;
  await fetchFile({ url, ledger, sink, connections }, ports, signal);
  return ledger;
}
