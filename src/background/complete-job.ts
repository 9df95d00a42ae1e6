import { ReelkeepError } from '../errors';
import type { JobRequest } from '../jobs/job';
import { findVideo } from './find-video';
import { heedNetwork } from './heed-network';
import { resolvedJob } from './resolved-job';
import { loadSettings } from './settings-store';

/**
 * What a job of a list is made of, by a fresh copy of its watch page, in the session where it began.
 * @throws what the site says of the video; as `findVideo` and `heedNetwork`.
 */
export const completeJob = (pending: JobRequest): Promise<JobRequest> =>
  heedNetwork((signal) => completeFromPage(pending, signal));

async function completeFromPage(pending: JobRequest, signal: AbortSignal): Promise<JobRequest> {
  const { id, videoUrl, origin, item, pending: wished } = pending;
  if (!wished) throw new ReelkeepError('message-invalid', 'The job knows what it is made of.');
  const [settings, { page, video, tabId }] = await Promise.all([
    loadSettings(),
    findVideo({ origin, videoUrl, formats: [], wish: { failed: [] } }, signal),
  ]);
  const { tabId: _asked, ...session } = origin;
  const job = await resolvedJob(
    page,
    { ...video, folder: wished.folder },
    {
      wish: { kind: 'preset', preset: wished.preset },
      // Of a page that was fetched no tab has the player.
      origin: tabId === undefined ? session : { ...session, tabId },
      saveAs: false,
      standIn: wished.standIn,
    },
    settings,
    signal,
  );
  return { ...job, id, origin, ...(item === undefined ? {} : { item }) };
}
