import { asReelkeepError } from '../errors';
import { sleep } from './clock';
import { fetchRange, type RangePorts, type RangeTry } from './fetch-range';
import type { FileLedger } from './file-ledger';
import type { Gate } from './host-gate';
import type { Block } from './range-plan';
import { failureKind, judge, noFailures } from './retry-rules';
import type { Sink } from './sink';

export interface FilePorts extends RangePorts {
  readonly gate: Gate;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
}

export interface FileRequest {
  readonly url: string;
  /** What is on disk already stays; on return it says that all is. */
  readonly ledger: FileLedger;
  readonly sink: Sink;
  /** Ranges side by side, at most; the gate may allow fewer. */
  readonly connections: number;
}

/**
 * Fetches what is missing of one file in ranges side by side, straight into the sink. Resolves when
 * every byte is on its place, at the length that the server stated for the whole.
 * @throws the first failure that no retry mends, once all connections are closed and the sink is at rest.
 */
export async function fetchFile(
  { url, ledger, sink, connections }: FileRequest,
  ports: FilePorts,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  ports.checkAddress(url);
  const { plan } = ledger;
  const all = new AbortController();
  const stopAll = (): void => all.abort(signal.reason);
  signal.addEventListener('abort', stopAll, { once: true });
  const lanes: Promise<void>[] = [];

  const lane = async (): Promise<void> => {
    try {
      for (let block = plan.take(); block; block = plan.take()) {
        const attempt = { url, block, ledger, sink, onAnswer: open };
        try {
          await fetchBlock(attempt, connections, ports, all.signal);
        } finally {
          plan.release(block);
        }
      }
    } catch (error) {
      all.abort(error);
      throw error;
    }
  };
  /** While the total is unknown one lane probes; the others open once there is something to share. */
  const open = (): void => {
    const wanted = plan.total === undefined ? 1 : connections;
    while (lanes.length < wanted) lanes.push(lane());
  };

  try {
    open();
    // The probing lane opens the others while we wait: until none was added.
    for (let settled = 0; settled < lanes.length; ) {
      settled = lanes.length;
      await Promise.allSettled(lanes);
    }
  } finally {
    signal.removeEventListener('abort', stopAll);
  }
  if (all.signal.aborted) throw asReelkeepError(all.signal.reason);
}

async function fetchBlock(
  attempt: RangeTry,
  connections: number,
  ports: FilePorts,
  signal: AbortSignal,
): Promise<void> {
  const { block } = attempt;
  const { hostname } = new URL(attempt.url);
  let failures = noFailures;
  while (isMissing(block)) {
    const leave = await ports.gate.enter(hostname, connections, signal);
    const before = block.done;
    let waitMs: number;
    try {
      await fetchRange(attempt, ports, signal);
      return;
    } catch (thrown) {
      const error = asReelkeepError(thrown);
      if (failureKind(error) === 'corrupt') block.done = before;
      const verdict = judge(error, failures, block.done - before, ports.random);
      if (signal.aborted || verdict.kind === 'end') throw error;
      ({ failures, waitMs } = verdict);
      if (error.facts.retryAfterSeconds !== undefined) ports.gate.keepQuiet(hostname, waitMs);
    } finally {
      leave();
    }
    await sleep(ports.clock, waitMs, signal);
  }
}

const isMissing = ({ done, end }: Block): boolean => done < end;
