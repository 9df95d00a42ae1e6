import { ReelkeepError } from '../errors';
import type { JobRequest, PartRequest, Progress } from '../jobs/job';
import { assertAllowedAddress } from '../transfer/allowed-address';
import { type FilePorts, type FileRequest, fetchFile } from '../transfer/fetch-file';
import type { FileLedger } from '../transfer/file-ledger';
import { countedGate } from '../transfer/host-gate';
import { ProgressMeter } from '../transfer/progress-meter';
import { ThrottleWatch } from '../transfer/throttle-watch';
import { Checkpoints } from './checkpoints';
import type { GuardedFile } from './guarded-file';

export interface TransferPorts extends Omit<FilePorts, 'checkAddress'> {
  /** The person's setting: connections to one host, at most. */
  readonly connectionsPerHost: number;
}

/** A part with its file open. */
export interface OpenPart {
  readonly request: PartRequest;
  readonly name: string;
  readonly file: GuardedFile;
  readonly ledger: FileLedger;
}

export interface FetchHooks {
  /** Whether to end with `throttled` where the server holds the connections to a trickle. */
  readonly minds: 'throttling' | 'nothing';
  readonly onProgress: (progress: Progress) => void;
  /** Puts on the disk what the ledgers say, then journals it. */
  readonly checkpoint: () => Promise<void>;
}

/** Screens are told at most this often. */
const tickMs = 250;

/**
 * Fetches what is missing of all parts side by side; the gate holds their connections together within
 * the limit. Resolves when all are whole and journalled.
 * @throws the first failure, once nothing writes any more.
 */
export async function fetchParts(
  parts: readonly OpenPart[],
  { allowedHosts }: Pick<JobRequest, 'allowedHosts'>,
  ports: TransferPorts,
  { minds, onProgress, checkpoint }: FetchHooks,
  signal: AbortSignal,
): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const checkpoints = new Checkpoints(ports.clock, checkpoint, (error) => failed.abort(error));
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
  const fetchOne = async ({ request, file, ledger }: OpenPart): Promise<void> => {
    try {
      const wanted: FileRequest = {
        addresses: [request.url, ...(request.mirrors ?? [])],
        ledger,
        sink: file.sink,
        connections: ports.connectionsPerHost,
        onRestart: async () => {
          file.truncate(0);
          await checkpoints.now();
        },
      };
      await fetchFile(wanted, { ...ports, gate, checkAddress }, either);
    } catch (error) {
      failed.abort(error);
    }
  };
  try {
    tick();
    await Promise.all(parts.map(fetchOne));
  } finally {
    cancelTimer();
    await checkpoints.settle();
  }
  if (failed.signal.aborted && !signal.aborted) {
    // For the retry. On a full disk this fails as well: what ended the fetch is the news.
    await Promise.allSettled([checkpoint()]);
  }
  either.throwIfAborted();
  onProgress(meter.read(received(parts), total(parts)));
  await checkpoint();
}

const throttled = (): ReelkeepError =>
  new ReelkeepError('throttled', 'The server holds each connection to a trickle.');

export const received = (parts: readonly OpenPart[]): number =>
  parts.reduce((sum, { ledger }) => sum + ledger.plan.received, 0);

/** Undefined while one of them is not known. */
function total(parts: readonly OpenPart[]): number | undefined {
  let sum = 0;
  for (const { ledger, request } of parts) {
    const bytes = ledger.plan.total ?? request.contentLength;
    if (bytes === undefined) return undefined;
    sum += bytes;
  }
  return sum;
}
