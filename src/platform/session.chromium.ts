import { ReelkeepError } from '../errors';
import type { Origin } from '../jobs/job';

/** Whether our own requests carry the cookies of where the job began. Chromium: a private window has a background of its own, and there are no containers. */
export const isOwnSession = (_origin: Origin): boolean => true;

/** Opens an inactive, silent tab with those cookies, and answers with its id. Chromium: never needed. */
export async function openInSession(_url: string, _origin: Origin): Promise<number> {
  throw new ReelkeepError('page-not-reachable', 'This browser has one session only.');
}

/** What of the session `downloads.download` takes. Chromium: a private window's background downloads privately by itself. */
export const downloadSession = (_origin: Origin): { incognito?: boolean } => ({});
