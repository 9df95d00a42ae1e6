import { existsSync, readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { type Clock, systemClock } from '../../src/transfer/clock';
import { fetchFile } from '../../src/transfer/fetch-file';
import { FileLedger } from '../../src/transfer/file-ledger';
import { HostGate } from '../../src/transfer/host-gate';
import { fetchSabrTrack } from '../../src/transfer/sabr/fetch-sabr-track';
import { SabrAccess } from '../../src/transfer/sabr/sabr-access';
import { SegmentLedger } from '../../src/transfer/sabr/segment-ledger';
import type { Sink } from '../../src/transfer/sink';
import type { SabrTask, SabrTimes } from './sabr-task';

const clock: Clock = systemClock;
const { signal } = new AbortController();
const sampleMs = 20;

/** Takes bytes as a disk's cache would, and keeps none. */
class CountingSink implements Sink {
  readonly #cache = new Uint8Array(1 << 20);
  written = 0;

  write(_at: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += this.#cache.length) {
      this.#cache.set(bytes.subarray(at, at + this.#cache.length));
    }
    this.written += bytes.length;
  }
}

const ports = () => ({
  ...{ fetch, clock, gate: new HostGate(clock), random: Math.random },
  checkAddress: () => undefined,
});

async function run({ way, sideBySide, url, source, format }: SabrTask, sink: Sink): Promise<void> {
  if (way === 'ranges') {
    const ledger = new FileLedger(format.contentLength);
    const request = { addresses: [url] as const, ledger, sink, connections: sideBySide };
    return fetchFile(request, ports(), signal);
  }
  const ledger = new SegmentLedger();
  const access = new SabrAccess(source, {
    renew: () => Promise.reject(new Error('There is no page.')),
    received: () => ledger.received,
    wallTime: clock.wallTime,
  });
  return fetchSabrTrack({ format, ledger, sink, windows: sideBySide }, access, ports(), signal);
}

async function perform(task: SabrTask): Promise<SabrTimes> {
  const sink = new CountingSink();
  const before = used();
  let peakBytes = 0;
  const sampling = setInterval(() => {
    peakBytes = Math.max(peakBytes, used() - before);
  }, sampleMs);
  const cpuBefore = cpuMs();
  const start = performance.now();
  try {
    await run(task, sink);
  } finally {
    clearInterval(sampling);
  }
  const ms = performance.now() - start;
  return { ms, cpuMs: cpuMs() - cpuBefore, peakBytes, written: sink.written };
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const statFile = '/proc/thread-self/stat';
/** Linux counts in hundredths of a second. */
const tickMs = 10;

/** Of this thread alone: what a busy machine does not spoil. */
function cpuMs(): number {
  if (!existsSync(statFile)) return 0;
  // Behind the name, which may hold anything: proc(5), fields 14 and 15.
  const fields = readFileSync(statFile, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

parentPort?.on('message', (task: SabrTask) => {
  perform(task).then(
    (times) => parentPort?.postMessage(times),
    (error: unknown) => parentPort?.postMessage({ failed: String(error) }),
  );
});
