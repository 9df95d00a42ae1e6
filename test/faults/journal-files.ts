import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** LevelDB writes what is new to the log with the highest number. @throws where there is none. */
export function newestJournalFile(profile: string, extensionId: string): string {
  const folder = join(
    profile,
    `Default/IndexedDB/chrome-extension_${extensionId}_0.indexeddb.leveldb`,
  );
  const logs = readdirSync(folder).filter((name) => name.endsWith('.log'));
  const newest = logs.sort().at(-1);
  if (newest === undefined) throw new Error(`No log in ${folder}`);
  return join(folder, newest);
}

/** Takes so many bytes off its end. */
export function cutFile(path: string, bytes: number): void {
  truncateSync(path, Math.max(0, readFileSync(path).length - bytes));
}

/** Turns one bit, at so many thousandths of its length. */
export function flipBit(path: string, at: number): void {
  const bytes = readFileSync(path);
  const place = Math.min(bytes.length - 1, Math.floor((bytes.length * at) / 1000));
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  writeFileSync(path, bytes);
}
