import { asReelkeepError, ReelkeepError } from '../errors';

/** All of it; the engine waits a little longer. */
const longestMs = 80_000;

/**
 * What the site's pages are asked for on behalf of a job. Where the network keeps it back, the job is to
 * wait for the network instead of failing for want of what the next minute brings.
 * @throws network-lost where it took too long, or the player's script did not arrive; what `ask` throws.
 */
export async function heedNetwork<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(longestMs);
  try {
    return await ask(signal);
  } catch (thrown) {
    throw signal.aborted || isNetworkFailure(thrown) ? networkLost(thrown) : thrown;
  }
}

function isNetworkFailure(thrown: unknown): boolean {
  const { code, cause } = asReelkeepError(thrown);
  const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError';
  return code === 'player-script-unavailable' && (isTimeout || cause instanceof TypeError);
}

const networkLost = (cause: unknown): ReelkeepError =>
  new ReelkeepError('network-lost', 'The network gave out under way.', { cause });
