import browser from 'webextension-polyfill';
import { ReelkeepError } from '../errors';

/**
 * Shows a site's own page of leave in a window, and answers with the address that it led to in the end.
 * @throws sign-in-failed where the person closes it, or it cannot be shown.
 */
export async function authorize(url: string): Promise<string> {
  try {
    return await browser.identity.launchWebAuthFlow({ url, interactive: true });
  } catch (cause) {
    throw new ReelkeepError('sign-in-failed', 'The page of the site was closed.', { cause });
  }
}
