import type { Video } from '../extract/video';
import { mediaHosts } from '../extract/youtube/allowed-address';
import type { PageData } from '../extract/youtube/page-data';
import { playerScript } from '../extract/youtube/player-script';
import type { JobNote, JobRequest, Origin } from '../jobs/job';
import { makeJobRequest, partFormats } from '../jobs/make-job-request';
import type { SaveWish } from '../protocol/background';
import type { Settings } from '../settings/settings';
import { findSources } from './find-sources';
import { identityOf } from './same-formats';
import { solveChallenges } from './solve-challenges';
import { wishedChoice } from './wished-choice';

interface ResolveWish {
  readonly wish: SaveWish;
  /** `tabId`: of the tab that shows the page. */
  readonly origin: Origin;
  readonly fileName?: string;
  readonly saveAs?: boolean;
}

/** What is wished of a video, with where its formats are to be had. */
export async function resolvedJob(
  page: PageData,
  video: Video,
  { wish, origin, ...file }: ResolveWish,
  settings: Settings,
  signal: AbortSignal,
): Promise<JobRequest> {
  const choice = wishedChoice(video.formats, wish);
  const solved: JobNote[] = [];
  const found = await findSources(
    {
      ...{ page, origin, failed: [] },
      wanted: partFormats(choice).map(({ format }) => identityOf(format)),
      decipher: async (challenges) =>
        solveChallenges(
          origin,
          playerScript(video),
          challenges,
          (note) => solved.push(note),
          signal,
        ),
    },
    signal,
  );
  const notes = [...solved, ...found.notes];
  return makeJobRequest(
    video,
    choice,
    found,
    mediaHosts,
    { ...file, fromNow: wish.fromNow, origin, notes },
    settings,
  );
}
