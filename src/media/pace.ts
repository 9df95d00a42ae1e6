export interface PacePorts {
  /** 0–1, each time a breath is taken. */
  readonly onProgress: (done: number) => void;
  /** Lets the worker hear its messages: all else in this room runs without ever giving the thread back. */
  readonly breathe: () => Promise<void>;
  /** Milliseconds, never backwards. */
  readonly uptime: () => number;
}

/** Called between packets with how much is done, 0–1; answers with what to wait for, mostly nothing. */
export type Pace = (done: number) => Promise<void> | undefined;

/** So long the worker may be deaf. */
const breathEveryMs = 80;
/** Looking at the clock for each of a million packets costs more than it tells; but one may be megabytes. */
const packetsPerLook = 4;

/** Throws the signal's reason once it is aborted. */
export function startPace({ onProgress, breathe, uptime }: PacePorts, signal: AbortSignal): Pace {
  let last = uptime();
  let sinceLook = 0;
  const breath = async (done: number): Promise<void> => {
    onProgress(Math.min(1, done));
    await breathe();
    last = uptime();
    signal.throwIfAborted();
  };
  return (done) => {
    sinceLook += 1;
    if (sinceLook < packetsPerLook) return undefined;
    sinceLook = 0;
    signal.throwIfAborted();
    return uptime() - last < breathEveryMs ? undefined : breath(done);
  };
}
