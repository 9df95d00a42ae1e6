import { toErrorData } from '../errors';
import type { Video } from '../extract/video';
import { mediaHosts } from '../extract/youtube/allowed-address';
import { asksForPatience } from '../extract/youtube/next-tier';
import type { PageData } from '../extract/youtube/page-data';
import type { JobRequest } from '../jobs/job';
import { makePendingRequest } from '../jobs/make-job-request';
import { afterFailure } from '../jobs/wait-rules';
import type { Settings } from '../settings/settings';
import { type ResolveWish, resolvedJob } from './resolved-job';
import { wishedChoice } from './wished-choice';

/**
 * As `resolvedJob`, for whoever is not asked again: where the site asks for patience, or for a person, the job
 * knows what was chosen, waits as one that was refused under way, and asks the page then.
 * @throws as `resolvedJob`, where no wait helps.
 */
export async function pressedJob(
  page: PageData,
  video: Video,
  asked: ResolveWish,
  settings: Settings,
  signal: AbortSignal,
): Promise<JobRequest> {
  try {
    return await resolvedJob(page, video, asked, settings, signal);
  } catch (thrown) {
    const error = toErrorData(thrown);
    if (!asksForPatience(error.code) || afterFailure(error, () => 0).kind === 'fail') throw thrown;
    const { wish } = asked;
    const preset = wish.kind === 'preset' ? wish.preset : undefined;
    return makePendingRequest(
      video,
      wishedChoice(video.formats, wish),
      { kind: 'refused', wish, error },
      mediaHosts,
      { ...asked, preset },
      settings,
    );
  }
}
