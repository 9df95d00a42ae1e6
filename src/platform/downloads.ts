import browser from 'webextension-polyfill';
import { ReelkeepError } from '../errors';
import type { FileTarget } from '../jobs/job';
import type { SaveOutcome } from '../protocol/engine';
import { conflictOptions } from './conflict-action';

/**
 * Hands a URL to the browser's own downloader.
 * @throws save-refused with the browser's reason.
 */
export async function startDownload(url: string, file: FileTarget): Promise<number> {
  try {
    return await browser.downloads.download({
      url,
      filename: file.name,
      ...conflictOptions(file.conflictAction, file.saveAs),
    });
  } catch (cause) {
    // A closed dialog leaves an entry without a name in the browser's list.
    await browser.downloads.erase({ url, state: 'interrupted' });
    throw refusal(cause);
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
  const [item] = await browser.downloads.search({ id: downloadId });
  if (!item) return;
  if (item.byExtensionId !== undefined && item.byExtensionId !== browser.runtime.id) return;
  if (item.state === 'in_progress') await browser.downloads.cancel(downloadId);
  else if (item.exists && item.state === 'complete') await browser.downloads.removeFile(downloadId);
  await browser.downloads.erase({ id: downloadId });
}

/** How one of our downloads ended; nothing while it runs or when it is not ours. */
export async function downloadOutcome(downloadId: number): Promise<SaveOutcome | undefined> {
  const [item] = await browser.downloads.search({ id: downloadId });
  if (!item || item.byExtensionId !== browser.runtime.id) return undefined;
  if (item.state === 'complete') {
    // Firefox leaves bytesReceived stale: only fileSize is what lies on disk.
    return { kind: 'complete', path: item.filename, bytes: item.fileSize };
  }
  if (item.state === 'interrupted') {
    return { kind: 'interrupted', reason: item.error ?? 'UNKNOWN' };
  }
  return undefined;
}

/** Call at the top level: a finished download may be what wakes the worker. */
export function onDownloadEnded(
  listener: (downloadId: number, outcome: SaveOutcome) => Promise<void>,
): void {
  browser.downloads.onChanged.addListener(async ({ id, state }) => {
    if (!state || state.current === 'in_progress') return;
    const outcome = await downloadOutcome(id);
    if (outcome) await listener(id, outcome);
  });
}
