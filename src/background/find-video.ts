import { asReelkeepError, type ErrorCode, ReelkeepError } from '../errors';
import type { Video } from '../extract/video';
import type { PageData } from '../extract/youtube/page-data';
import { videoIdOf } from '../extract/youtube/video-id';
import type { Format } from '../formats/format';
import { holdsSitePermissions } from '../platform/permissions';
import type { EngineEvents, FormatIdentity, RenewalWish } from '../protocol/background';
import { answeredVideo } from './answered-video';
import { refuseExpired } from './refuse-expired';
import { isAnyVersion, sameFormats } from './same-formats';
import { type WayToPage, waysToPage } from './ways-to-page';

export interface FoundVideo {
  readonly page: PageData;
  readonly video: Video;
  /** In the order that they were asked. */
  readonly formats: readonly Format[];
  /** Of the tab that shows it, where one does. */
  readonly tabId?: number;
}

/**
 * A job's formats as the site has them now. A fresh page is asked first where the addresses were refused
 * although they had not expired, for a page that is open may have given them out, and where no
 * version is named: what is meant then is the one that the site has at present.
 * @throws no-permission, network-lost where it stood in the way, format-changed, no-formats, what the site
 *   says of the video, and page-not-reachable where there is no way to the page.
 */
export async function findVideo(
  { origin, videoUrl, formats, wish }: Parameters<EngineEvents['renewSources']>[0],
  signal: AbortSignal,
): Promise<FoundVideo> {
  if (!(await holdsSitePermissions())) {
    throw new ReelkeepError('no-permission', 'The browser does not let us read this site.');
  }
  const videoId = videoIdOf(videoUrl) ?? '';
  const ways = await waysToPage(origin, videoId);
  let worst: Refused = {
    weight: weights.unread,
    error: new ReelkeepError('page-not-reachable', 'No page knows this video.'),
  };
  const wantsFresh = isDoubted(wish) || formats.every(isAnyVersion);
  for (const way of wantsFresh ? freshFirst(ways) : ways) {
    // The site has spoken: asked once more it would say the same.
    if (worst.weight === weights.fresh && way.kind === 'fresh') continue;
    const { tabId } = way;
    const { tabId: _asked, ...session } = origin;
    const whose = tabId === undefined ? session : { ...session, tabId };
    const found = await tryWay(way, signal, (page) =>
      choose(page, videoId, formats, (one) => answeredVideo(one, whose, signal)),
    );
    if ('video' in found) return found;
    if (found.weight >= worst.weight) worst = found;
    if (found.weight === weights.fresh && !mayDiffer.has(found.error.code)) break;
  }
  throw worst.error;
}

/** A token is the page's to mint anew, and a reload goes by its data: the rest of what it gave is well. */
const isDoubted = ({ before, failed }: RenewalWish): boolean =>
  before ? before.doubt.kind === 'moved' || before.doubt.kind === 'n' : failed.length > 0;

/** What a fresh page lacks an open one may have: the site does not give everybody the same player. All else it says is final. */
const mayDiffer: ReadonlySet<ErrorCode> = new Set(['no-formats', 'streaming-only']);

/** What the site says now tells most; then that there is no network: a job waits for that, and asks again. */
const weights = { unread: 0, open: 1, offline: 2, fresh: 3 } as const;

interface Refused {
  readonly weight: (typeof weights)[keyof typeof weights];
  readonly error: ReelkeepError;
}

const freshFirst = (ways: readonly WayToPage[]): WayToPage[] => [
  ...ways.filter(({ kind }) => kind === 'fresh'),
  ...ways.filter(({ kind }) => kind === 'open'),
];

async function tryWay(
  { kind, tabId, read }: WayToPage,
  signal: AbortSignal,
  choose: (page: PageData) => Promise<Omit<FoundVideo, 'tabId'>>,
): Promise<FoundVideo | Refused> {
  let page: PageData | undefined;
  try {
    page = await read(signal);
    const found = await choose(page);
    // Of what the site has just given out the clock is no judge: it may be wrong.
    if (kind === 'open') refuseExpired(page, found.formats);
    return { ...found, ...(tabId === undefined ? {} : { tabId }) };
  } catch (thrown) {
    signal.throwIfAborted();
    const error = asReelkeepError(thrown);
    const unread = error.code === 'network-lost' ? weights.offline : weights.unread;
    return { weight: page ? weights[kind] : unread, error };
  }
}

async function choose(
  page: PageData,
  videoId: string,
  wanted: readonly FormatIdentity[],
  read: (page: PageData) => Promise<Video>,
) {
  if (page.videoId !== videoId) {
    throw new ReelkeepError('other-video', 'The page has gone on to another video.');
  }
  const video = await read(page);
  return { page, video, formats: sameFormats(video.formats, wanted) };
}
