import type { Page, WebWorker } from 'puppeteer-core';

/**
 * What is done to a running context from outside, over the debugging protocol. Virtual time
 * (`Emulation.setVirtualTimePolicy`) is a page's only; a worker's globals can be replaced in any.
 */
export type Place = Pick<WebWorker, 'evaluate'> | Pick<Page, 'evaluate'>;

/** The wall clock jumps; `performance.now` and timers run on, as they do where a machine's clock is set. */
export function jumpClock(place: Place, milliseconds: number): Promise<void> {
  return place.evaluate((ahead) => {
    const trueDate: DateConstructor = Reflect.get(globalThis, 'trueDate') ?? Date;
    const now = () => trueDate.now() + ahead;
    Reflect.set(globalThis, 'trueDate', trueDate);
    Reflect.set(
      globalThis,
      'Date',
      new Proxy(trueDate, {
        construct: (target, given) => Reflect.construct(target, given.length ? given : [now()]),
        get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
      }),
    );
  }, milliseconds);
}

export function restoreClock(place: Place): Promise<void> {
  return place.evaluate(() => {
    const trueDate = Reflect.get(globalThis, 'trueDate');
    if (trueDate) Reflect.set(globalThis, 'Date', trueDate);
  });
}

/** How the next writes to the engine's files fail. */
export type WriteFault =
  /** Thrown as a DOMException of this name. */
  | { readonly how: 'throws'; readonly name: string }
  /** Only half of the bytes are taken, which is how some systems say that the disk is full. */
  | { readonly how: 'half' };

/** So many calls of a sync access handle's method fail, then they work as ever. */
export function refuseFileCalls(
  engine: WebWorker,
  method: 'write' | 'flush',
  times: number,
  fault: WriteFault,
): Promise<void> {
  return engine.evaluate(
    (name, count, how) => {
      const files = FileSystemSyncAccessHandle.prototype;
      const real: (...given: never[]) => unknown = Reflect.get(files, name);
      let left = count;
      Reflect.set(files, name, function (this: FileSystemSyncAccessHandle, ...given: unknown[]) {
        left -= 1;
        if (left <= 0) Reflect.set(files, name, real);
        if (how.how === 'throws') throw new DOMException('The file was refused.', how.name);
        const [bytes, options] = given;
        const half = bytes instanceof Uint8Array ? bytes.subarray(0, bytes.length >> 1) : bytes;
        return Reflect.apply(real, this, [half, options]);
      });
    },
    method,
    times,
    fault,
  );
}

/** So many changes of any record in IndexedDB fail. */
export function refuseRecords(engine: WebWorker, times: number): Promise<void> {
  return engine.evaluate((count) => {
    const stores = IDBObjectStore.prototype;
    const { put } = stores;
    let left = count;
    stores.put = function (value, key) {
      left -= 1;
      if (left <= 0) stores.put = put;
      if (left >= 0) throw new DOMException('The record was refused.', 'UnknownError');
      return put.call(this, value, key);
    };
  }, times);
}
