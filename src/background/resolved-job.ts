import { asReelkeepError, type ErrorCode } from '../errors';
import type { Video } from '../extract/video';
import { mediaHosts } from '../extract/youtube/allowed-address';
import { isOfTheWay } from '../extract/youtube/next-tier';
import type { PageData } from '../extract/youtube/page-data';
import { playerScript } from '../extract/youtube/player-script';
import type { Choice } from '../formats/choice';
import type { JobNote, JobRequest, Origin } from '../jobs/job';
import { makeJobRequest, partFormats } from '../jobs/make-job-request';
import type { SaveWish } from '../jobs/save-wish';
import type { Settings } from '../settings/settings';
import { findSources } from './find-sources';
import { identityOf } from './same-formats';
import { solveChallenges } from './solve-challenges';
import { standInFor, wishedChoice } from './wished-choice';

export interface ResolveWish {
  readonly wish: SaveWish;
  /** `tabId`: of the tab that shows the page. */
  readonly origin: Origin;
  readonly fileName?: string;
  readonly saveAs?: boolean;
  /** What the wish means has failed already, with this. */
  readonly standIn?: ErrorCode | undefined;
}

/**
 * What is wished of a video, with where its formats are to be had. A preset names no format: where all ways
 * to what it means fail, the file that is always there stands in.
 * @throws as `wishedChoice` and `findSources`.
 */
export async function resolvedJob(
  page: PageData,
  video: Video,
  asked: ResolveWish,
  settings: Settings,
  signal: AbortSignal,
): Promise<JobRequest> {
  const resolve = (choice: Choice, standsIn?: ErrorCode): Promise<JobRequest> =>
    resolvedChoice(page, video, choice, { ...asked, standIn: standsIn }, settings, signal);
  const choice = wishedChoice(video.formats, asked.wish);
  const standIn = hasPicture(choice) ? standInFor(video.formats) : undefined;
  if (asked.standIn !== undefined && standIn) return resolve(standIn, asked.standIn);
  try {
    return await resolve(choice);
  } catch (thrown) {
    signal.throwIfAborted();
    const { code } = asReelkeepError(thrown);
    const mayStandIn = asked.wish.kind === 'preset' && standIn?.id !== choice.id;
    if (!mayStandIn || !standIn || !isOfTheWay(code)) throw thrown;
    // That the best way failed says more than that the last one did.
    return resolve(standIn, code).catch(() => {
      throw thrown;
    });
  }
}

const hasPicture = ({ kind }: Choice): boolean => kind !== 'audio-only' && kind !== 'image';

async function resolvedChoice(
  page: PageData,
  video: Video,
  choice: Choice,
  { wish, origin, standIn: standsIn, ...file }: ResolveWish,
  settings: Settings,
  signal: AbortSignal,
): Promise<JobRequest> {
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
  const preset = wish.kind === 'preset' ? wish.preset : undefined;
  const asked = { ...file, fromNow: wish.fromNow, preset, standsIn, origin, notes };
  return makeJobRequest(video, choice, found, mediaHosts, asked, settings);
}
