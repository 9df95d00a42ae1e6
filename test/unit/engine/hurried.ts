import { vi } from 'vitest';

/** Lets the timers that the work sets run off at once. Work that waits for none is not disturbed. */
export async function hurried<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  let isOver = false;
  try {
    const running = work();
    void Promise.allSettled([running]).then(() => {
      isOver = true;
    });
    while (!isOver) {
      await new Promise((resolve) => setImmediate(resolve));
      vi.advanceTimersByTime(50);
    }
    return await running;
  } finally {
    vi.useRealTimers();
  }
}
