import { asReelkeepError, ReelkeepError } from '../errors';
import type { JobRequest, PartRequest, Progress } from '../jobs/job';
import { assertAllowedAddress } from '../transfer/allowed-address';
import { SpareBuffers } from '../transfer/body-reader';
import { type Clock, sleep } from '../transfer/clock';
import { type FilePorts, fetchFile } from '../transfer/fetch-file';
import { fetchWhole } from '../transfer/fetch-whole';
import { countedGate } from '../transfer/host-gate';
import { ProgressMeter } from '../transfer/progress-meter';
import { maxRangeBytes } from '../transfer/range-plan';
import { fetchSabrTrack } from '../transfer/sabr/fetch-sabr-track';
import type { RenewSabr } from '../transfer/sabr/sabr-source';
import { fetchList } from '../transfer/segments/fetch-list';
import type { Sink } from '../transfer/sink';
import { ThrottleWatch } from '../transfer/throttle-watch';
import { type CheckpointPace, Checkpoints } from './checkpoints';
import type { GuardedFile } from './guarded-file';
import { loadList } from './load-list';
import type { PartBytes } from './part-bytes';
import { SharedAccess } from './shared-access';
import { sideBySide } from './side-by-side';

export interface TransferPorts extends Omit<FilePorts, 'checkAddress'> {
  /** The person's setting: connections to one host, at most. */
  readonly connectionsPerHost: number;
  /** The person's setting: of a film in many files so many at a time. */
  readonly fragmentsAtOnce: number;
}

/** A part with its file open. */
export interface OpenPart {
  readonly request: PartRequest;
  readonly name: string;
  readonly file: GuardedFile;
  readonly bytes: PartBytes;
}

export interface FetchHooks {
  /** Whether to end with `throttled` where the server holds the connections to a trickle. */
  readonly minds: 'throttling' | 'nothing';
  readonly onProgress: (progress: Progress) => void;
  /** Puts on the disk what the ledgers say, then journals it. */
  readonly checkpoint: () => Promise<void>;
  /** The server sends nothing before then: milliseconds since 1970. */
  readonly onServerWait: (until: number) => void;
  /** The streaming protocol's server is not content with what it is asked with. */
  readonly renewStream: RenewSabr;
}

/**
 * Soon after each segment (`Sink.commit`), though each checkpoint holds up all that comes. What a stream loses with
 * its engine are whole segments: those that came in the gap, and once these are two for each open request nobody
 * begins another. Half of that costs a tenth of the speed where no line is the limit.
 */
const streamPace = (connections: number): CheckpointPace => ({
  gapMs: 20,
  gapPerCost: 1,
  mostUnsavedBytes: 8 * 1024 * 1024,
  mostUnsavedPieces: 2 * connections,
});
/**
 * On a slow disk longer gaps would cost seconds of what came. A kill is to cost no more than one range
 * of each connection: that, twice over, and what is under way in sockets.
 */
const rangesPace = (connections: number): CheckpointPace => ({
  gapMs: 200,
  gapPerCost: 6,
  mostUnsavedBytes: 0.3 * connections * maxRangeBytes,
  // A range keeps what has come of it.
  mostUnsavedPieces: Number.POSITIVE_INFINITY,
});
/** Screens are told at most this often. */
const tickMs = 250;
const mostSaveTries = 4;
const saveAgainMs = 50;

/**
 * Fetches what is missing of all parts side by side, of clips so many at a time; the gate holds their
 * connections together within the limit. Resolves when all are whole and journalled.
 * @throws the first failure, once nothing writes any more.
 */
export async function fetchParts(
  parts: readonly OpenPart[],
  { allowedHosts }: Pick<JobRequest, 'allowedHosts'>,
  ports: TransferPorts,
  { minds, onProgress, checkpoint, renewStream, onServerWait }: FetchHooks,
  signal: AbortSignal,
): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const fail = (error: unknown): void => failed.abort(error);
  const isStreamed = parts.some(({ request }) => request.source.kind === 'sabr');
  const save = (): Promise<void> => steadily(checkpoint, ports.clock, signal);
  const pace = (isStreamed ? streamPace : rangesPace)(ports.connectionsPerHost);
  const checkpoints = new Checkpoints(ports.clock, save, fail, pace);
  const meter = new ProgressMeter(ports.clock.uptime, received(parts));
  const throttle = new ThrottleWatch(ports.clock.uptime, received(parts));
  const gate = countedGate(ports.gate);
  let cancelTimer: () => void = () => undefined;
  const tick = (): void => {
    onProgress(meter.read(received(parts), total(parts)));
    // While we hold the bytes back ourselves, no connection shows what the server would give.
    const judged = ports.limiter?.isHolding ? 0 : gate.held();
    const isTrickle = throttle.isThrottled(received(parts), judged);
    if (minds === 'throttling' && isTrickle) failed.abort(throttled());
    checkpoints.tick(received(parts));
    cancelTimer = ports.clock.setTimer(tickMs, tick);
  };
  const checkAddress = (url: string): void => assertAllowedAddress(url, allowedHosts);
  const { connectionsPerHost } = ports;
  const limited: typeof gate = {
    ...gate,
    enter: (host, limit, stop) => gate.enter(host, Math.min(limit, connectionsPerHost), stop),
  };
  const spares = new SpareBuffers();
  const accesses = new SharedAccess({
    renew: renewStream,
    received: () => received(parts),
    wallTime: ports.clock.wallTime,
  });
  const fetchOne = async ({ request, file, bytes }: OpenPart): Promise<void> => {
    if (bytes.isComplete) return;
    const { source, fromNow = false } = request;
    const sink = watched(file.sink, () => checkpoints.keepUp(received(parts)));
    const onRestart = async (): Promise<void> => {
      file.truncate(0);
      await checkpoints.now();
    };
    try {
      if (source.kind === 'url' && source.inOnePiece) {
        const wanted = { url: source.url, ledger: bytes.whole(), sink, onRestart };
        const connections = connectionsPerHost;
        await fetchWhole(wanted, { ...ports, gate, checkAddress, connections }, either);
      } else if (source.kind === 'url') {
        const addresses = [source.url, ...(source.mirrors ?? [])] as const;
        const ledger = bytes.ranges();
        const wanted = { addresses, ledger, sink, connections: connectionsPerHost, onRestart };
        await fetchFile(wanted, { ...ports, gate, checkAddress }, either);
      } else if (source.kind === 'listed') {
        const ledger = bytes.listed();
        const load = loadList(source.list, { ...ports, checkAddress });
        const wanted = { load, ledger, sink, onRestart, fromNow };
        const connections = connectionsPerHost;
        await fetchList(wanted, { ...ports, gate, checkAddress, connections }, either);
      } else {
        const { format } = source;
        const ledger = bytes.segments();
        const kept = { ...sink, commit: () => checkpoints.pieceCame(() => received(parts)) };
        const wanted = { format, ledger, sink: kept, windows: connectionsPerHost, onRestart };
        const streaming = { ...ports, gate: limited, checkAddress, onServerWait, spares };
        await fetchSabrTrack(wanted, accesses.of(source.source), streaming, either);
      }
    } catch (error) {
      failed.abort(error);
    }
  };
  try {
    tick();
    const clips = parts.filter(({ request }) => request.role === 'clip');
    // All else at once: what is being sent waits for nobody.
    const others = parts.filter((part) => !clips.includes(part));
    const { fragmentsAtOnce } = ports;
    await Promise.all([...others.map(fetchOne), sideBySide(clips, fragmentsAtOnce, fetchOne)]);
  } finally {
    cancelTimer();
    await checkpoints.settle();
  }
  if (failed.signal.aborted && !signal.aborted) {
    // For the retry. On a full disk this fails as well: what ended the fetch is the news.
    await Promise.allSettled([save()]);
  }
  either.throwIfAborted();
  onProgress(meter.read(received(parts), total(parts)));
  await save();
}

/** A disk that refuses a flush often takes it the next moment; what is not put down would be fetched again. */
async function steadily(
  checkpoint: () => Promise<void>,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await checkpoint();
    } catch (error) {
      if (tries === mostSaveTries || asReelkeepError(error).code === 'disk-full') throw error;
    }
    await sleep(clock, saveAgainMs, signal);
  }
}

/** Tells of each piece that was written, and goes on when it is let. */
const watched = <S extends Sink>(sink: S, onWrite: () => Promise<void>): S => ({
  ...sink,
  write: async (at: number, bytes: Uint8Array<ArrayBuffer>) => {
    await sink.write(at, bytes);
    await onWrite();
  },
});

const throttled = (): ReelkeepError =>
  new ReelkeepError('throttled', 'The server holds each connection to a trickle.');

export const received = (parts: readonly OpenPart[]): number =>
  parts.reduce((sum, { bytes }) => sum + bytes.received, 0);

/** Undefined while one of them is not known. */
function total(parts: readonly OpenPart[]): number | undefined {
  let sum = 0;
  for (const { bytes, request } of parts) {
    const whole = bytes.total ?? request.contentLength;
    if (whole === undefined) return undefined;
    sum += whole;
  }
  return sum;
}
