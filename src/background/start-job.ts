import { extractorOf } from '../extract/registry';
import type { Video } from '../extract/video';
import type { Format } from '../formats/format';
import type { CollectionItem, JobId, JobRequest, Origin } from '../jobs/job';
import { makeJobRequest, partFormats } from '../jobs/make-job-request';
import type { SaveWish } from '../jobs/save-wish';
import type { Settings } from '../settings/settings';
import { wakenEngine } from './engine';
import { resolveKeyed } from './resolve-keyed';
import { siteSources } from './site-sources';
import { tabOrigin } from './tab-origin';
import { wishedChoice } from './wished-choice';

export interface Started {
  readonly jobId: JobId;
  readonly alreadyRunning: boolean;
}

/** A long film has dozens of clips, and each wants a key. */
const longestMs = 80_000;

interface StartWish {
  readonly tabId?: number;
  readonly wish: SaveWish;
  readonly fileName?: string;
  readonly saveAs?: boolean;
  readonly item?: CollectionItem;
}

/** What is wished of a video, with the formats of which it is a choice. */
export interface WishedJob {
  readonly job: JobRequest;
  readonly formats: readonly Format[];
}

/** Of a video of any site whose formats have their addresses. */
export async function siteJob(
  video: Video,
  { tabId, wish, ...file }: StartWish,
  settings: Settings,
): Promise<WishedJob> {
  const wished = wishedChoice(video.formats, wish);
  const { merge, ...extractor } = extractorOf(video.site);
  const { mediaHosts = extractor.mediaHosts } = video;
  const origin: Origin = tabId === undefined ? {} : await tabOrigin(tabId);
  const signal = AbortSignal.timeout(longestMs);
  const choice =
    wished.kind === 'progressive'
      ? { ...wished, format: await resolveKeyed(video, wished.format, origin, signal) }
      : wished;
  const formats = partFormats(choice, merge).map(({ format }) => format);
  const found = siteSources(formats, mediaHosts);
  const more = { ...file, fromNow: wish.fromNow, origin, merge };
  const job = makeJobRequest(video, choice, found, mediaHosts, more, settings);
  return { job, formats: video.formats };
}

/** Hands it to the engine. */
export async function start({ job }: Pick<WishedJob, 'job'>): Promise<Started> {
  const engine = await wakenEngine();
  const { id, alreadyRunning } = await engine.start(job);
  return { jobId: id, alreadyRunning };
}

export const startJob = async (
  video: Video,
  wish: StartWish,
  settings: Settings,
): Promise<Started> => start(await siteJob(video, wish, settings));
