import type { Gap, SegmentLedger } from './segment-ledger';

/** A stretch of a track that one session fetches from its beginning on. */
export interface Window {
  /** Of the segment that is asked for next; undefined until one came, where nobody knows which one stands here. */
  next: number | undefined;
  /** What is asked for next, in milliseconds. */
  positionMs: number;
  /** How far the answer goes that comes in at this moment. */
  reachMs: number;
  /** Where another window begins, or segments are there already: it may come nearer. Infinity: the track's end. */
  endMs: number;
  /** The number of the segment there; undefined where nobody knows it, and the time says where it ends. */
  end: number | undefined;
}

/** A new session costs a round trip and a segment that both sides of the cut may have in flight. */
const shortestCutMs = 30_000;

/**
 * Who fetches which stretch of a track: the gaps first, and then the second half of the longest window
 * that is being fetched, so that no slow session holds the track.
 */
export class SabrWindows {
  readonly #taken = new Set<Window>();

  /** `statedMs`: how long the page says the track is; else the server is believed, and until it speaks one session goes to the end. */
  constructor(
    private readonly ledger: SegmentLedger,
    private readonly statedMs: number | undefined,
  ) {}

  take(): Window | undefined {
    const window = this.#freeGap() ?? this.#cut();
    if (window) this.#taken.add(window);
    return window;
  }

  release(window: Window): void {
    this.#taken.delete(window);
  }

  #freeGap(): Window | undefined {
    const gap = this.ledger
      .gaps()
      .find((candidate) => ![...this.#taken].some((window) => meets(window, candidate)));
    return gap && windowOf(gap);
  }

  #cut(): Window | undefined {
    const endMs = this.statedMs ?? this.ledger.endMs;
    if (endMs === undefined) return undefined;
    const restMs = (window: Window): number => Math.min(window.endMs, endMs) - window.reachMs;
    const [longest] = [...this.#taken].sort((a, b) => restMs(b) - restMs(a));
    if (!longest || restMs(longest) < 2 * shortestCutMs) return undefined;
    const middleMs = Math.round(longest.reachMs + restMs(longest) / 2);
    const window = { ...longest, next: undefined, positionMs: middleMs, reachMs: middleMs };
    longest.endMs = middleMs;
    longest.end = undefined;
    return window;
  }
}

const windowOf = ({ first, end, startMs, endMs }: Gap): Window => ({
  ...{ next: first, end, endMs },
  positionMs: startMs,
  reachMs: startMs,
});

/** Whether the window fetches in the gap. Numbers say it better than times, which are rounded and may be lies. */
function meets({ next, positionMs, end, endMs }: Window, gap: Gap): boolean {
  const beginsBefore = next === undefined ? positionMs < gap.endMs : next < gap.end;
  const endsBehind = end === undefined ? endMs > gap.startMs : end > gap.first;
  return beginsBefore && endsBehind;
}

/** Whether a segment lies behind the window's end. */
export const isBeyond = ({ end, endMs }: Window, sequence: number, startMs: number): boolean =>
  end === undefined ? startMs >= endMs : sequence >= end;

/** Moves on over what is there, its own or what it has met. */
export function advance(window: Window, ledger: SegmentLedger): void {
  const run =
    window.next === undefined ? ledger.runAt(window.positionMs) : ledger.runWith(window.next);
  if (run) {
    window.next = run.last + 1;
    window.positionMs = run.endMs;
  }
  window.reachMs = window.positionMs;
}
