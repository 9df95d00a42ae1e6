import { hostileScript } from '../hostile/hostile-pages';
import { isModern } from '../players/is-modern';
import { watchUrl } from '../video-spec';
import { eraScripts } from './era-scripts';
import { html, inlineJson } from './json';
import { placeFacts } from './place';
import { secondsOf } from './stream-map';
import { thumbnailUrl, type WatchPage } from './watch-page';

/** The whole watch page, as its era and its troubles want it. */
export async function watchDocument(page: WatchPage): Promise<string> {
  const { video, trouble } = page;
  const { settings, data } = eraScripts(page);
  const hasData = video.delivery !== 'absent' && trouble.message === undefined;
  const start = `<!DOCTYPE html><html lang="en"><head>${head(page)}${script(settings)}</head><body>`;
  // Cut within a string, well behind the marker.
  if (video.delivery === 'cut-off') {
    return `${start}<script>${data.slice(0, Math.floor(data.length * 0.6))}`;
  }
  return [
    start,
    script(await hostileScript(video.hostile, 'before')),
    script(page.minter),
    hasData ? script(data) : '',
    body(page),
    `<script type="application/json" id="page-state">${state(page)}</script>`,
    '<script src="/site/page.js"></script>',
    script(await hostileScript(video.hostile, 'after')),
    hasData ? `<script src="${html(page.playerUrl)}" async></script>` : '',
    '</body></html>',
  ].join('\n');
}

const script = (text: string): string => (text === '' ? '' : `<script>${text}</script>`);

function head({ video, trouble }: WatchPage): string {
  const url = watchUrl(video.id);
  const meta = (property: string, content: string): string =>
    `<meta property="${property}" content="${html(content)}">`;
  return [
    '<meta charset="utf-8">',
    `<title>${html(video.title)} - YouTube</title>`,
    `<link rel="canonical" href="${url}">`,
    `<meta name="title" content="${html(video.title)}">`,
    `<meta name="description" content="${html(video.description)}">`,
    meta('og:site_name', 'YouTube'),
    meta('og:url', url),
    meta('og:title', video.title),
    meta('og:image', thumbnailUrl(video.id)),
    trouble.restrictedAge ? meta('og:restrictions:age', trouble.restrictedAge) : '',
    '<link rel="stylesheet" href="/site/page.css">',
  ].join('');
}

function body({ video, place, trouble, links }: WatchPage): string {
  const says = trouble.message ?? reasonOf(trouble.playability?.reason);
  return `
<header><a class="home" href="/">Offline video site</a><span>${video.era}</span></header>
<main>
  <article>
    ${place === 'shorts' ? '<div id="movie_player"></div>' : ''}
    <div id="player-api"><div id="${placeFacts[place].player}" class="html5-video-player">
      <video class="video-stream html5-main-video" muted playsinline controls
        poster="${thumbnailUrl(video.id)}"></video>
      ${isModern(video.era) ? modernNotice(says) : oldNotice(says)}
    </div></div>
    <h1 id="eow-title">${html(video.title)}</h1>
    <p id="owner">${html(video.channel)}</p>
    <p id="description">${html(video.description)}</p>
    <p class="expects">Saving it ends in: ${video.expects.join(' or ')}</p>
  </article>
  <nav aria-label="Other videos">${links.map(link).join('')}</nav>
</main>`;
}

/** Until 2019 the element is in every page, hidden where there is nothing to say. */
const oldNotice = (says: string): string =>
  `<div id="player-unavailable" class="player-width player-height player-unavailable ${says ? '' : 'hid'}">
<h1 id="unavailable-message" class="message">${html(says)}</h1></div>`;

const modernNotice = (says: string): string =>
  says ? `<div class="ytp-error"><h1>${html(says)}</h1></div>` : '';

const reasonOf = (reason: unknown): string => (typeof reason === 'string' ? reason : '');

function link(video: WatchPage['video']): string {
  const spa = isModern(video.era) ? ' data-spa' : '';
  return `<a class="yt-simple-endpoint" href="/watch?v=${video.id}"${spa}>
<img src="${thumbnailUrl(video.id, 'mqdefault')}" alt="" width="160" height="90" loading="lazy">
<span><b>${html(video.title)}</b><br>${html(video.channel)}<br>${video.era} · ${secondsOf(video.clip)} s</span></a>`;
}

/** For the page's own script; nothing that an extension could learn from. */
const state = ({ video, place, trouble, forgedEvents }: WatchPage): string =>
  inlineJson({
    videoId: video.id,
    player: placeFacts[place].player,
    modern: isModern(video.era) && video.delivery !== 'text-only' && video.delivery !== 'absent',
    playable: trouble.streaming === 'kept',
    ...(video.hostile === 'forged-answers' && { forgedEvents: [...forgedEvents] }),
  });
