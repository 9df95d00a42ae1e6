import browser from 'webextension-polyfill';

/** One key of `storage.local` (kept) or `storage.session` (until the browser ends). Values are plain data of unknown shape: validate what you read. */
export interface StoredValue {
  read(): Promise<unknown>;
  write(value: unknown): Promise<void>;
  remove(): Promise<void>;
}

export function storedValue(area: 'local' | 'session', key: string): StoredValue {
  const store = browser.storage[area];
  return {
    read: async () => (await store.get(key))[key],
    write: (value) => store.set({ [key]: value }),
    remove: () => store.remove(key),
  };
}

/** Call at the top level: another worker's write, a private window's too, is heard by each of them. */
export function onStored(
  area: 'local' | 'session',
  key: string,
  listener: () => Promise<void>,
): void {
  browser.storage.onChanged.addListener(async (changes, changed) => {
    if (changed === area && key in changes) await listener();
  });
}
