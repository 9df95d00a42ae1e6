import { ReelkeepError } from '../errors';
import type { JobRequest } from '../jobs/job';
import { findVideo } from './find-video';
import { heedNetwork } from './heed-network';
import { resolvedJob } from './resolved-job';
import { loadSettings } from './settings-store';

/**
 * What a job is made of that does not know it yet, by a fresh copy of its watch page, in the session where it
 * began.
 * @throws what the site says of the video; as `findVideo` and `heedNetwork`.
 */
export const completeJob = (asked: JobRequest): Promise<JobRequest> =>
  heedNetwork((signal) => completeFromPage(asked, signal));

async function completeFromPage(asked: JobRequest, signal: AbortSignal): Promise<JobRequest> {
  const { id, videoUrl, origin, item, pending } = asked;
  if (!pending) throw new ReelkeepError('message-invalid', 'The job knows what it is made of.');
  const [settings, { page, video, tabId }] = await Promise.all([
    loadSettings(),
    findVideo({ origin, videoUrl, formats: [], wish: { failed: [] } }, signal),
  ]);
  const { tabId: _asked, ...session } = origin;
  const job = await resolvedJob(
    page,
    pending.kind === 'unseen' ? { ...video, folder: pending.folder } : video,
    {
      wish: pending.kind === 'refused' ? pending.wish : { kind: 'preset', preset: pending.preset },
      // Of a page that was fetched no tab has the player.
      origin: tabId === undefined ? session : { ...session, tabId },
      saveAs: false,
      standIn: pending.kind === 'stand-in' ? pending.code : undefined,
    },
    settings,
    signal,
  );
  const file = pending.kind === 'unseen' ? job.file : namedAs(asked, job);
  return { ...job, id, origin, file, ...(item === undefined ? {} : { item }) };
}

/** What a person has called it, and decided of its place, stands; what it is need not be what it was to be. */
const namedAs = ({ file }: JobRequest, { output }: JobRequest): JobRequest['file'] => ({
  ...file,
  name: file.name.replace(/\.[^./]+$/, `.${output.extension}`),
});
