const engineLock = 'reelkeep-engine';

/** Resolves when the calling worker is the only engine; it stays so as long as the worker lives. */
export function holdEngineLock(): Promise<void> {
  return new Promise((locked, failed) => {
    const forEver = (): Promise<never> => {
      locked();
      return new Promise(() => undefined);
    };
    navigator.locks.request(engineLock, forEver).catch(failed);
  });
}

/** A worker that was terminated says nothing, and lets go of its lock; one that is merely busy holds it. */
export async function isEngineLockHeld(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === engineLock);
}
