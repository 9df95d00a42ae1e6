import { asReelkeepError, ReelkeepError } from '../../errors';
import { FetchedSums } from '../fetched-sums';
import type { Sink } from '../sink';
import type { TellNote } from '../transfer-note';
import type { SabrAccess } from './sabr-access';
import { SabrSession, type SessionPorts } from './sabr-session';
import type { SabrFormat } from './sabr-source';
import { SabrWindows, type Window } from './sabr-windows';
import type { Segment, SegmentLedger } from './segment-ledger';
import { UnwantedFormats } from './unwanted-formats';

export interface SabrTrackRequest {
  readonly format: SabrFormat;
  /** What is on disk already stays; on return it says that all is. */
  readonly ledger: SegmentLedger;
  readonly sink: Sink;
  /** Sessions side by side, at most; each fetches its own stretch of time. */
  readonly windows: number;
  /** The ledger was emptied, for the server has another content now: empties the file, and has that journalled, before new bytes come. */
  readonly onRestart?: () => void | Promise<void>;
}

export interface SabrPorts extends SessionPorts {
  /** What happens, for the job's log. */
  readonly note?: TellNote;
}

/** A truer end than this is not to be had: stated durations are about right. Of a long track no segment may be missing. */
const endTolerance = { share: 0.02, leastMs: 2_000, mostMs: 5_000 } as const;
/** A content that changes again and again is never whole. */
const mostRestarts = 1;

/**
 * Fetches what is missing of one track over SABR, straight to its places in the format's file. Resolves
 * when every segment up to the announced last one is there without a gap, and bytes and duration are
 * what the page stated.
 * @throws attestation-required where the server wants a token that nobody has; sabr-error,
 *   content-changed, length-mismatch; the transfer's codes; once all connections are closed and the
 *   sink is at rest.
 */
export async function fetchSabrTrack(
  request: SabrTrackRequest,
  access: SabrAccess,
  ports: SabrPorts,
  signal: AbortSignal,
): Promise<void> {
  const { format, ledger, onRestart } = request;
  const sums = new FetchedSums(ports.clock.uptime, ports.note ?? (() => undefined));
  try {
    for (let restarts = 0; ; restarts += 1) {
      try {
        await fetchSegments(request, access, sums, ports, signal);
        break;
      } catch (thrown) {
        const error = asReelkeepError(thrown);
        const isChanged = error.code === 'content-changed' && !signal.aborted;
        if (!isChanged || restarts === mostRestarts) throw error;
        sums.tell({ kind: 'restarted', code: error.code, lostBytes: ledger.received });
        ledger.empty();
        await onRestart?.();
      }
    }
  } finally {
    sums.flush();
  }
  demandWhole(format, ledger);
}

async function fetchSegments(
  { format, ledger, sink, windows: most }: SabrTrackRequest,
  access: SabrAccess,
  sums: FetchedSums,
  ports: SabrPorts,
  signal: AbortSignal,
): Promise<void> {
  const { durationSeconds } = format;
  const running = new Set<Promise<void>>();
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const plan = new SabrWindows(ledger, durationSeconds ? durationSeconds * 1000 : undefined);
  const unwanted = new UnwantedFormats();
  const track = {
    ...{ format, ledger, sink, sums, unwanted, inFlight: new Map<number, Segment>() },
    refuse: unwanted.add.bind(unwanted),
    onRound: () => open(),
  };

  const lane = async (first: Window): Promise<void> => {
    for (let window: Window | undefined = first; window; window = plan.take()) {
      try {
        const asked = await new SabrSession(track, window, access, ports).run(either);
        // Somebody else has come to it. Whether there is more to share is known after the next answer.
        if (asked === 0) return;
      } finally {
        plan.release(window);
      }
    }
  };

  const open = (): void => {
    // The first answer brings the beginning of the file; before it there is nothing to share.
    const wanted = ledger.hasInit ? most : 1;
    while (running.size < wanted && !either.aborted) {
      const window = plan.take();
      if (!window) return;
      const done: Promise<void> = lane(window)
        .catch((error: unknown) => failed.abort(error))
        .finally(() => running.delete(done));
      running.add(done);
    }
  };

  while (!ledger.isComplete) {
    signal.throwIfAborted();
    const before = ledger.received;
    open();
    while (running.size > 0) await Promise.all(running);
    if (failed.signal.aborted) throw failed.signal.reason;
    if (ledger.received === before && !ledger.isComplete) {
      throw new ReelkeepError('sabr-error', 'Segments are missing that no session brings.');
    }
  }
}

function demandWhole(
  { contentLength, durationSeconds = 0 }: SabrFormat,
  { runs: [run], received: receivedBytes, endMs = 0 }: SegmentLedger,
): void {
  if (!run || receivedBytes !== run.endByte) {
    throw new ReelkeepError('length-mismatch', 'The track has a hole.', {
      facts: { receivedBytes },
    });
  }
  if (contentLength !== undefined && receivedBytes !== contentLength) {
    throw new ReelkeepError('length-mismatch', 'The track is not as long as stated.', {
      facts: { expectedBytes: contentLength, receivedBytes },
    });
  }
  const statedMs = durationSeconds > 0 ? durationSeconds * 1000 : endMs;
  const { share, leastMs, mostMs } = endTolerance;
  const tolerated = Math.min(mostMs, Math.max(leastMs, statedMs * share));
  if (run.endMs < statedMs - tolerated) {
    throw new ReelkeepError('length-mismatch', 'The track ends before its time.', {
      facts: { statedSeconds: statedMs / 1000, servedSeconds: run.endMs / 1000 },
    });
  }
}
