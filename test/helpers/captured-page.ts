import { fetchedPage } from '../../src/extract/youtube/fetched-page';
import type { PageView } from '../../src/extract/youtube/page-view';
import { videoIdOf, watchUrl } from '../../src/extract/youtube/video-id';
import type { PlayerCapture } from './open-capture';

/** For captures that name their video nowhere, as those of private and removed ones. */
export const unnamed = '___________';

/** A captured page or response as the page reader sees a real one: an empty window, and its text. */
export function capturedPage(capture: PlayerCapture, fileName: string): PageView {
  const html = capture.kind === 'page' ? capture.html : '';
  const page = fetchedPage(html, capturedUrl(capture, fileName));
  if (capture.kind !== 'response') return page;
  return { ...page, players: () => [{ response: capture.response, videoId: undefined }] };
}

/** Where the capture was taken, by what it says of itself; a page that names itself as none of a video is none. */
function capturedUrl(capture: PlayerCapture, fileName: string): string {
  const html = capture.kind === 'page' ? capture.html : '';
  const own = [
    firstGroup(html, '<link rel="canonical" href="([^"]*)"'),
    firstGroup(html, '<meta property="og:url" content="([^"]*)"'),
    firstGroup(html, '<!-- saved from url=\\(\\d+\\)(\\S+)'),
    'url' in capture ? capture.url : undefined,
  ].flatMap((address) => (address === undefined ? [] : [address]));
  const id =
    own.map(videoIdOf).find((found) => found !== undefined) ??
    firstGroup(own.join(' '), '/youtubei/\\S*[?&]id=([\\w-]{11})\\b') ??
    idInData(capture);
  if (id !== undefined) return watchUrl(id);
  const elsewhere = own.find((address) => !address.includes('/youtubei/'));
  return (
    elsewhere ?? watchUrl(firstGroup(fileName, '(?:^|[~/-])([\\w-]{11})(?:[-~.]|$)') ?? unnamed)
  );
}

function idInData(capture: PlayerCapture): string | undefined {
  const text = capture.kind === 'response' ? JSON.stringify(capture.response) : '';
  const data = capture.kind === 'page' ? capture.html : text;
  return firstGroup(
    data,
    '\\\\?"videoDetails\\\\?":\\s*\\{\\\\?"videoId\\\\?":\\s*\\\\?"([\\w-]{11})',
  );
}

const firstGroup = (text: string, form: string): string | undefined =>
  new RegExp(form).exec(text)?.[1];
