import { withExtension } from '../names/file-name';
import { startDownload } from '../platform/downloads';
import { loadSettings } from './settings-store';
import { tabOrigin } from './tab-origin';

/** What belongs to a video and is no job: it is there within a moment. */
export interface Beside {
  readonly tabId: number;
  readonly videoId: string;
  /** The video's, without extension, as a person typed it. */
  readonly fileName: string;
}

/**
 * Hands a small file to the browser's downloader under the video's name with another ending.
 * Of many files none asks where to go.
 * @throws save-refused, save-cancelled.
 */
export async function saveBeside(
  { tabId, videoId, fileName }: Beside,
  ending: string,
  url: string,
  asks: 'as-set' | 'never' = 'as-set',
): Promise<void> {
  const settings = await loadSettings();
  const file = {
    name: withExtension(fileName, ending, videoId),
    conflictAction: settings.conflictAction,
    saveAs: asks === 'as-set' && settings.saveAs,
  };
  await startDownload(url, file, await tabOrigin(tabId));
}
