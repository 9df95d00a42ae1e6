import type { Page } from 'puppeteer-core';

/**
 * Damages the second copy of a job's record, as a torn write or a failing disk does: the file loses what
 * lies behind `at` thousandths of it, or has a bit flipped there. False where there is no copy. To be
 * called while the engine is closed.
 */
export function damageCopy(page: Page, how: 'cut' | 'flipped', at: number): Promise<boolean> {
  return page.evaluate(
    async (kind, thousandths) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle('journal').catch(() => undefined);
      if (!folder) return false;
      for await (const entry of folder.values()) {
        if (!(entry instanceof FileSystemFileHandle)) continue;
        const bytes = new Uint8Array(await (await entry.getFile()).arrayBuffer());
        const place = Math.floor((bytes.length * thousandths) / 1000);
        const writable = await entry.createWritable({ keepExistingData: true });
        if (kind === 'cut') await writable.truncate(place);
        else {
          const flipped = new Uint8Array([(bytes[place] ?? 0) ^ 1]);
          await writable.write({ type: 'write', position: place, data: flipped });
        }
        await writable.close();
        return true;
      }
      return false;
    },
    how,
    at,
  );
}
