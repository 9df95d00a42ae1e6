import type { PageView } from './page-view';

/** Of the sentence in the player's place; as long as the window's view lets it be. */
const longestNotice = 300;

/**
 * A watch page that was fetched as text, as the page reader sees a real one: an empty window, and what the
 * markup says. Linear in the text's length, whatever stands in it.
 */
export function fetchedPage(html: string, url: string): PageView {
  return {
    url,
    loadedUrl: url,
    global: () => undefined,
    players: () => [],
    text: () => inlineScripts(html),
    metaContent: (property) =>
      firstGroup(html, `<meta\\s+property="${property}"\\s+content="([^"]*)"`),
    notice: () => noticeIn(html),
  };
}

/** The site writes its tags in small letters. A script that the text's end cuts off counts: the reader says so. */
function inlineScripts(html: string): string {
  const texts: string[] = [];
  let at = html.indexOf('<script');
  while (at >= 0) {
    const start = html.indexOf('>', at) + 1;
    if (start === 0) break;
    const end = html.indexOf('</script', start);
    const stop = end < 0 ? html.length : end;
    if (!/\ssrc\s?=/.test(html.slice(at, start))) texts.push(html.slice(start, stop));
    at = html.indexOf('<script', stop);
  }
  return texts.join('\n');
}

/** Pages of 2013–2019 say it in an element that is hidden where there is nothing to say. */
function noticeIn(html: string): string | undefined {
  const classes = firstGroup(html, 'id="player-unavailable" class="([^"]*)"');
  if (classes === undefined || /\bhid\b/.test(classes)) return undefined;
  const message = firstGroup(html, 'id="unavailable-message"[^>]{0,200}>([^<]{0,2000})<');
  return message?.replace(/\s+/g, ' ').trim().slice(0, longestNotice) || undefined;
}

const firstGroup = (text: string, form: string): string | undefined =>
  new RegExp(form).exec(text)?.[1];
