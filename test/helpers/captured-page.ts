import type { PageView } from '../../src/extract/youtube/page-view';
import { videoIdOf, watchUrl } from '../../src/extract/youtube/video-id';
import type { Capture } from './open-capture';

/** For captures that name their video nowhere, as those of private and removed ones. */
export const unnamed = '___________';

/** A captured page or response as the page reader sees a real one: an empty window, and its text. */
export function capturedPage(capture: Capture, fileName: string): PageView {
  const html = capture.kind === 'page' ? capture.html : '';
  const url = capturedUrl(capture, fileName);
  return {
    url,
    loadedUrl: url,
    global: () => undefined,
    players: () =>
      capture.kind === 'response' ? [{ response: capture.response, videoId: undefined }] : [],
    text: () => inlineScripts(html),
    metaContent: (property) =>
      firstGroup(html, `<meta\\s+property="${property}"\\s+content="([^"]*)"`),
    notice: () => noticeIn(html),
  };
}

/** Where the capture was taken, by what it says of itself; a page that names itself as none of a video is none. */
function capturedUrl(capture: Capture, fileName: string): string {
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

function idInData(capture: Capture): string | undefined {
  const text = capture.kind === 'response' ? JSON.stringify(capture.response) : '';
  const data = capture.kind === 'page' ? capture.html : text;
  return firstGroup(
    data,
    '\\\\?"videoDetails\\\\?":\\s*\\{\\\\?"videoId\\\\?":\\s*\\\\?"([\\w-]{11})',
  );
}

function inlineScripts(html: string): string {
  const scripts = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)(?:<\/script|$)/gi);
  return [...scripts].map(([, text]) => text).join('\n');
}

/** As the window's view finds it: what is shown in the player's place. */
function noticeIn(html: string): string | undefined {
  const hiding = firstGroup(html, 'id="player-unavailable" class="([^"]*)"');
  if (hiding === undefined || /\bhid\b/.test(hiding)) return undefined;
  const message = firstGroup(html, 'id="unavailable-message"[^>]*>([^<]*)<');
  return message?.replace(/\s+/g, ' ').trim().slice(0, 300) || undefined;
}

const firstGroup = (text: string, form: string): string | undefined =>
  new RegExp(form).exec(text)?.[1];
