import { adWaitSeconds, availableAt } from './ad-wait';
import { expiresAt, expiryOf } from './expires-at';
import type { PageData } from './page-data';
import { readFormats } from './read-formats';
import { isLive } from './read-video';

/**
 * From when the addresses of the page's own response are good, in milliseconds since 1970; `undefined`
 * where they are at once, as most are: the player waits for the same ads. `readAt`: when the page was read.
 */
export function pageAvailableAt(page: PageData, readAt: number): number | undefined {
  const streaming = page.playerResponse?.streamingData;
  return availableAt({
    adWaitSeconds: adWaitSeconds(page.playerResponse ?? {}),
    expiresAt:
      expiresAt(readFormats(page).formats) ?? expiryOf(streaming?.serverAbrStreamingUrl ?? ''),
    expiresInSeconds: streaming?.expiresInSeconds,
    isLive: isLive(page),
    readAt,
  });
}
