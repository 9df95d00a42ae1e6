import browser, { type Downloads } from 'webextension-polyfill';
import { ReelkeepError } from '../errors';
import type { FileTarget, Origin } from '../jobs/job';
import type { EngineEvents, SaveStatus } from '../protocol/background';
import type { SaveOutcome } from '../protocol/engine';
import { conflictOptions } from './conflict-action';
import { downloadSession } from './session';

type Item = Downloads.DownloadItem;

/** What the browser was asked to save and has not answered to. A worker that is ended forgets it; the browser's list then has it, its dialog open or not. */
const asked = new Set<string>();

/**
 * Hands a URL of our own to the browser's downloader.
 * @throws save-refused with the browser's reason.
 */
export async function startDownload(
  url: string,
  file: FileTarget,
  origin: Origin,
): Promise<number> {
  asked.add(url);
  try {
    return await browser.downloads.download({
      url,
      filename: file.name,
      ...conflictOptions(file.conflictAction, file.saveAs),
      ...downloadSession(origin),
    });
  } catch (cause) {
    // A closed dialog leaves an entry without a name in the browser's list.
    await browser.downloads.erase({ url, state: 'interrupted' });
    throw refusal(cause);
  } finally {
    asked.delete(url);
  }
}

function refusal(cause: unknown): ReelkeepError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  // Closing the save dialog rejects the call in both browsers.
  if (/cancel/i.test(reason)) {
    return new ReelkeepError('save-cancelled', 'The save dialog was closed.', { cause });
  }
  return new ReelkeepError('save-refused', `The browser refused the download: ${reason}`, {
    cause,
    facts: { reason },
  });
}

/** Stops a download and takes away what it wrote, also when it had completed. */
export async function dropDownload(downloadId: number): Promise<void> {
  const item = await ownItem(downloadId);
  if (!item) return;
  if (item.state === 'in_progress') await browser.downloads.cancel(downloadId);
  else if (item.exists && item.state === 'complete') await browser.downloads.removeFile(downloadId);
  await browser.downloads.erase({ id: downloadId });
}

/** How one of our downloads stands, by its address or its number, or, where those are unknown or mean another file now, by its name, size and start. */
export async function saveStatus({
  downloadId,
  url,
  fileName,
  bytes,
  since,
}: Parameters<EngineEvents['saveStatus']>[0]): Promise<SaveStatus> {
  if (url !== undefined) {
    if (asked.has(url)) return { kind: 'asked' };
    const [item] = await browser.downloads.search({ url });
    return item ? statusOf(item) : { kind: 'unknown' };
  }
  const numbered = downloadId === undefined ? undefined : await ownItem(downloadId);
  // Firefox counts anew in each session: the number may be another of our files by now.
  if (numbered && (hasSize(numbered, bytes) || numbered.totalBytes <= 0)) return statusOf(numbered);
  // A second earlier: the two clocks round, and need not round alike.
  const startedAfter = new Date(since - 1000).toISOString();
  const found = await browser.downloads.search({ startedAfter, orderBy: ['-startTime'] });
  const same = found.filter(
    (item) => isOwn(item) && hasName(item, fileName) && hasSize(item, bytes),
  );
  const [item] = [...same.filter(({ state }) => state !== 'interrupted'), ...same];
  return item ? statusOf(item) : { kind: 'unknown' };
}

function statusOf(item: Item): SaveStatus {
  const outcome = outcomeOf(item);
  return outcome
    ? { kind: 'ended', downloadId: item.id, outcome }
    : { kind: 'running', downloadId: item.id, bytes: Math.max(0, item.bytesReceived) };
}

/** Call at the top level: a finished download may be what wakes the worker. */
export function onDownloadEnded(
  listener: (downloadId: number, url: string, outcome: SaveOutcome) => Promise<void>,
): void {
  browser.downloads.onChanged.addListener(async ({ id, state }) => {
    if (!state || state.current === 'in_progress') return;
    const item = await ownItem(id);
    const outcome = item && outcomeOf(item);
    if (item && outcome) await listener(id, item.url, outcome);
  });
}

function outcomeOf({ state, filename, fileSize, error }: Item): SaveOutcome | undefined {
  // Firefox leaves bytesReceived stale: only fileSize is what lies on disk.
  if (state === 'complete') return { kind: 'complete', path: filename, bytes: fileSize };
  return state === 'interrupted' ? { kind: 'interrupted', reason: error ?? 'UNKNOWN' } : undefined;
}

async function ownItem(downloadId: number): Promise<Item | undefined> {
  const [item] = await browser.downloads.search({ id: downloadId });
  return item && isOwn(item) ? item : undefined;
}

/** Firefox forgets after a restart who asked; the address of a blob names its maker all the same. */
const isOwn = ({ byExtensionId, url }: Item): boolean =>
  byExtensionId === undefined
    ? url.startsWith(`blob:${browser.runtime.getURL('')}`)
    : byExtensionId === browser.runtime.id;

const hasSize = ({ fileSize, totalBytes }: Item, bytes: number): boolean =>
  fileSize === bytes || totalBytes === bytes;

/**
 * The name that was asked, or the one with a number that the browser made of it: `a.mp4`, `a (1).mp4`,
 * `a(1).mp4`. While its dialog is open it has none yet.
 */
const hasName = ({ filename, state }: Item, wanted: string): boolean =>
  unnumbered(filename) === unnumbered(wanted) || (filename === '' && state === 'in_progress');

const unnumbered = (path: string): string =>
  (path.split(/[\\/]/).at(-1) ?? '').replace(/ ?\(\d+\)(?=\.\w+$)/, '');
