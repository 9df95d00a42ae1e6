import type { ChromiumSession } from './chromium-session';
import { offscreenPage } from './extension-pages';
import { waitFor } from './wait-for';

/**
 * Makes the engine's worker see a full disk where none can be had: from now on its files and its
 * journal take no more than so many bytes, then refuse as the browser does. Answers with what makes room.
 */
export async function fillEngine(
  session: ChromiumSession,
  freeBytes: number,
): Promise<() => Promise<void>> {
  const host = await offscreenPage(session);
  const worker = await waitFor('the engine’s worker', () => host.workers()[0]);
  await worker.evaluate((free) => {
    const files = FileSystemSyncAccessHandle.prototype;
    const records = IDBObjectStore.prototype;
    const { write } = files;
    const { put } = records;
    const { estimate } = StorageManager.prototype;
    let left = free;
    const full = () => new DOMException('The disk is full.', 'QuotaExceededError');
    files.write = function (bytes, options) {
      if (bytes.byteLength > left) throw full();
      left -= bytes.byteLength;
      return write.call(this, bytes, options);
    };
    records.put = function (value, key) {
      if (left < free) throw full();
      return put.call(this, value, key);
    };
    StorageManager.prototype.estimate = async () => ({ quota: free, usage: free - left });
    Reflect.set(globalThis, 'makeRoom', () => {
      files.write = write;
      records.put = put;
      StorageManager.prototype.estimate = estimate;
    });
  }, freeBytes);
  return () => worker.evaluate(() => Reflect.get(globalThis, 'makeRoom')());
}
