import { readField } from '../extract/youtube/copy-shape';
import type { PageView } from '../extract/youtube/page-view';

/** A watch page's inline scripts are about a megabyte. */
const longestText = 8_000_000;
const longestNotice = 300;
/** On Shorts `#movie_player` is an empty shell. */
const playerSelectors = ['#movie_player', '#shorts-player'];

/** The page around us. Nothing is read before it is asked for. */
export const windowView: PageView = {
  get url() {
    return location.href;
  },
  get loadedUrl() {
    return performance.getEntriesByType('navigation')[0]?.name ?? location.href;
  },
  global: (name) => readField(window, name),
  players: () =>
    playerSelectors
      .map((selector) => document.querySelector(selector))
      .filter((player) => player !== null)
      .map((player) => ({
        response: askPlayer(player, 'getPlayerResponse'),
        videoId: readField(askPlayer(player, 'getVideoData'), 'video_id'),
      })),
  text: inlineText,
  metaContent: (property) =>
    document.querySelector(`meta[property="${property}"]`)?.getAttribute('content') ?? undefined,
  notice: () => {
    const message = document.querySelector('#player-unavailable:not(.hid) #unavailable-message');
    return message?.textContent?.trim().slice(0, longestNotice) || undefined;
  },
};

function askPlayer(player: Element, method: 'getPlayerResponse' | 'getVideoData'): unknown {
  const ask = readField(player, method);
  try {
    return typeof ask === 'function' ? Reflect.apply(ask, player, []) : undefined;
  } catch {
    // The player is being built or torn down: it has no answer.
    return undefined;
  }
}

function inlineText(): string {
  const texts: string[] = [];
  let length = 0;
  for (const { src, text } of document.scripts) {
    if (src !== '' || length + text.length > longestText) continue;
    length += text.length;
    texts.push(text);
  }
  return texts.join('\n');
}
