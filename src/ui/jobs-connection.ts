import type { Port } from '../platform/ports';
import type { JobsPortMessage } from '../protocol/jobs-port';

export interface JobsConnection {
  /** Starts the engine where it does not run. */
  readonly wake: () => Promise<void>;
  readonly connect: () => Port<never, JobsPortMessage>;
  readonly onMessage: (message: JobsPortMessage) => void;
  /** The engine went away, or did not come: another try follows by itself. */
  readonly onLost: () => void;
  /** Resolves after so many milliseconds, or at once when the signal fires. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const firstPause = 250;
const longestPause = 8_000;

/** Holds a port to the engine until the signal fires, through restarts of the engine. Never rejects. */
export async function keepConnected(
  { wake, connect, onMessage, onLost, wait }: JobsConnection,
  signal: AbortSignal,
): Promise<void> {
  let pause = firstPause;
  const heard = (message: JobsPortMessage) => {
    pause = firstPause;
    onMessage(message);
  };
  while (!signal.aborted) {
    await connectOnce(wake, connect, heard, signal);
    if (signal.aborted) return;
    onLost();
    await wait(pause, signal);
    pause = Math.min(pause * 2, longestPause);
  }
}

/** Resolves when the port has closed, or none could be had. */
async function connectOnce(
  wake: JobsConnection['wake'],
  connect: JobsConnection['connect'],
  heard: JobsConnection['onMessage'],
  signal: AbortSignal,
): Promise<void> {
  try {
    await wake();
    if (!signal.aborted) await untilClosed(connect(), heard, signal);
  } catch {
    // Whatever kept the engine from us, the answer is the same: the caller says so and tries again, less often each time.
    return;
  }
}

function untilClosed(
  port: Port<never, JobsPortMessage>,
  heard: JobsConnection['onMessage'],
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const leave = () => {
      port.close();
      resolve();
    };
    signal.addEventListener('abort', leave, { once: true });
    port.onMessage(heard);
    port.onClose(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
  });
}
