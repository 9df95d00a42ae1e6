import type { Page } from 'puppeteer-core';

/**
 * Damages one record of the journal, as a torn write or a failing disk does, whatever its shape: of all
 * the texts, numbers and bytes in it, the one at `at` thousandths loses its end or has a bit flipped.
 * False where there was no record. To be called while the engine is closed.
 */
export function damageRecord(page: Page, how: 'cut' | 'flipped', at: number): Promise<boolean> {
  return page.evaluate(damage, how, at);
}

/** Runs in a page of the extension. */
async function damage(how: 'cut' | 'flipped', at: number): Promise<boolean> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const pick = <T>(items: readonly T[]): T | undefined =>
    items[Math.min(items.length - 1, Math.floor((items.length * at) / 1000))];
  const flipped = (text: string, place: number): string =>
    text.slice(0, place) + String.fromCharCode(text.charCodeAt(place) ^ 1) + text.slice(place + 1);
  /** The value with its harm; undefined where there is nothing in it that can be harmed. */
  const harmed = (value: unknown): unknown => {
    if (typeof value === 'string' && value.length > 0) {
      const place = Math.floor((value.length * at) / 1000);
      return how === 'cut' ? value.slice(0, place) : flipped(value, place);
    }
    if (typeof value === 'number') return how === 'cut' ? undefined : value + 1;
    if (value instanceof Uint8Array && value.length > 0) {
      const place = Math.floor((value.length * at) / 1000);
      if (how === 'cut') return value.slice(0, place);
      const copy = value.slice();
      copy[place] = (copy[place] ?? 0) ^ 1;
      return copy;
    }
    return undefined;
  };
  /** Every place in a record that holds a leaf, as the holder and its key. */
  const leaves = (value: object): [object, string][] =>
    Object.entries(value).flatMap(([key, inner]): [object, string][] =>
      typeof inner === 'object' && inner !== null && !ArrayBuffer.isView(inner)
        ? leaves(inner)
        : [[value, key]],
    );

  const [known] = await indexedDB.databases();
  if (known?.name === undefined) return false;
  const database = await settled(indexedDB.open(known.name));
  try {
    const stores = [...database.objectStoreNames].filter((name) => /job|record/i.test(name));
    const [store] = stores;
    if (store === undefined) return false;
    const change = database.transaction(store, 'readwrite', { durability: 'strict' });
    const records = change.objectStore(store);
    const keys = await settled(records.getAllKeys());
    const values: unknown[] = await settled(records.getAll());
    const index = keys.indexOf(pick(keys) ?? '');
    const value = values[index];
    const key = keys[index];
    if (key === undefined) return false;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) {
      await settled(records.put(harmed(value), records.keyPath === null ? key : undefined));
      return true;
    }
    const [holder, name] = pick(leaves(value)) ?? [];
    if (holder === undefined || name === undefined) return false;
    Reflect.set(holder, name, harmed(Reflect.get(holder, name)));
    await settled(records.put(value, records.keyPath === null ? key : undefined));
    return true;
  } finally {
    database.close();
  }
}
