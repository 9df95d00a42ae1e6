import type { PageData } from '../../src/extract/youtube/page-data';
import { parsePageAnswer } from '../../src/extract/youtube/parse-page-answer';
import { watchUrl } from '../../src/extract/youtube/video-id';
import { videoId } from './fake-page-view';

/** What the border makes of a page's answer that says this. */
export const pageData = (says: Readonly<Record<string, unknown>>): PageData =>
  parsePageAnswer(
    JSON.stringify({ site: 'youtube', pageUrl: watchUrl(videoId), videoId, ...says }),
  );

/** A media address with these query parameters. */
export const media = (query: string): string =>
  `https://r1---sn-x.googlevideo.com/videoplayback?${query}`;

/** An entry of a stream map, its values percent-encoded. */
export const mapEntry = (entry: Readonly<Record<string, string>>): string =>
  new URLSearchParams(entry).toString();
