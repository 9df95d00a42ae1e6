import { readField } from './copy-shape';
import type { PageAnswer, pageErrors } from './page-answer';
import { playerResponseShape } from './page-shapes';
import { pageSources, type Source, type Unread } from './page-sources';
import type { PageView } from './page-view';
import { playerConfig } from './player-config';
import { videoIdOf } from './video-id';

/**
 * Reads what a YouTube page says of the video that its address names, in this order of trust: the
 * player's own answer, `ytInitialPlayerResponse`, `ytplayer.config`; what the window lacks is cut out of
 * the text. A branch that the first source lacks comes from the next. Data of another video is never
 * answered: the site keeps the first video's data in the page when it goes on to another.
 */
export function readYoutubePage(view: PageView): PageAnswer {
  const pageUrl = view.url;
  const videoId = videoIdOf(pageUrl);
  if (videoId === undefined) return { error: 'not-a-video-page' };
  // What does not name its video is of the one the document was loaded for, and of no other.
  const isFirst = videoIdOf(view.loadedUrl) === videoId;
  const textOf = once(() => view.text());

  const { own, others, unread } = sortSources(pageSources(view, textOf), videoId, isFirst);
  const refusal = isFirst ? refusalOf(view) : {};
  const tells = own.some(({ response, args }) => response ?? args);
  if (!tells && Object.keys(refusal).length === 0) {
    return { error: others > 0 ? 'other-video' : whyUnread(unread) };
  }
  return {
    site: 'youtube',
    pageUrl,
    videoId,
    ...playerConfig(view, textOf),
    ...own.find(({ player }) => player?.playerUrl !== undefined)?.player,
    ...refusal,
    playerResponse: mergeResponses(own),
    args: own.find(({ args }) => args)?.args,
  };
}

/** Reads until the video's own sources say enough. */
function sortSources(sources: Iterable<Source | Unread>, videoId: string, isFirst: boolean) {
  const own: Source[] = [];
  const unread: Unread['unread'][] = [];
  let others = 0;
  for (const source of sources) {
    if ('unread' in source) {
      unread.push(source.unread);
    } else if (source.videoId === videoId || (source.videoId === undefined && isFirst)) {
      own.push(source);
      if (saysEnough(own)) break;
    } else if (source.videoId !== undefined) {
      others++;
    }
  }
  return { own, others, unread };
}

/** Of a refused video there is nothing more to know; of another one its formats. */
function saysEnough(sources: readonly Source[]): boolean {
  const response = mergeResponses(sources);
  const status = readField(readField(response, 'playabilityStatus'), 'status');
  return status !== undefined && (status !== 'OK' || hasFormats(response));
}

function mergeResponses(sources: readonly Source[]): Record<string, unknown> {
  const responses = sources.flatMap(({ response }) => (response ? [response] : []));
  const merged: Record<string, unknown> = {};
  for (const branch of Object.keys(playerResponseShape)) {
    const having = responses.filter((response) => response[branch] !== undefined);
    const best = (isOfMedia(branch) && having.find(hasFormats)) || having[0];
    if (best) merged[branch] = best[branch];
  }
  return merged;
}

/**
 * What belongs to a response's addresses: a streaming address is asked with what lies in `playerConfig`, and
 * none is good before the response's own advertisements are over.
 */
const isOfMedia = (branch: string): boolean =>
  ['streamingData', 'playerConfig', 'adPlacements', 'adSlots'].includes(branch);

function hasFormats(response: unknown): boolean {
  const streaming = readField(response, 'streamingData');
  return ['formats', 'adaptiveFormats'].some((list) => {
    const formats = readField(streaming, list);
    return Array.isArray(formats) && formats.length > 0;
  });
}

/** Pages of 2013–2019 without a player say why in their markup. */
function refusalOf(view: PageView): { ageRestricted?: true; notice?: string } {
  const notice = view.notice();
  return {
    ...(view.metaContent('og:restrictions:age') === undefined ? {} : { ageRestricted: true }),
    ...(notice === undefined ? {} : { notice }),
  };
}

function whyUnread(unread: readonly Unread['unread'][]): (typeof pageErrors)[number] {
  const worst = ['json-cut-off', 'page-data-invalid', 'json-not-found'] as const;
  return worst.find((code) => unread.includes(code)) ?? 'no-player-data';
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
