/** Runs a task once for each key, however often and from wherever it is asked; a failure is not remembered. */
export function onceEach<T>(): (key: string, task: () => Promise<T>) => Promise<T> {
  const running = new Map<string, Promise<T>>();
  return (key, task) => {
    const known = running.get(key);
    if (known !== undefined) return known;
    const started = task();
    running.set(key, started);
    started.catch(() => running.delete(key));
    return started;
  };
}
