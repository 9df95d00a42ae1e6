import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again until `probe` answers with something, and returns that. `undefined`, `null`, `false` and
 * a thrown error mean "not yet"; the last error becomes the cause when time is up.
 * @param what completes the sentence "Waited 20 s for …".
 */
export async function waitFor<T>(
  what: string,
  probe: () => T | Promise<T>,
  { timeoutMs = 20_000, everyMs = 100, signal }: WaitOptions = {},
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== null && answer !== false) {
        return answer as NonNullable<Exclude<T, false>>;
      }
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() >= deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.`, { cause });
    }
    await sleep(everyMs, undefined, { ...(signal ? { signal } : {}) });
  }
}

interface WaitOptions {
  readonly timeoutMs?: number;
  readonly everyMs?: number;
  readonly signal?: AbortSignal;
}
