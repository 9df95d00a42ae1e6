import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { accountOf } from '../accounts/accounts';
import { isLogin, loginPage } from '../accounts/login-page';
import { timedText } from '../captions/timed-text';
import { catalogue, videoById } from '../catalogue';
import { pageHost } from '../hosts';
import { browse, listAt, listPage } from '../lists/list-pages';
import { clips } from '../media/clips';
import { makeMedia } from '../media/make-media';
import { profileOf } from '../media/profiles';
import { indexDocument } from '../pages/index-document';
import { type Place, shownAt } from '../pages/place';
import { watchDocument } from '../pages/watch-document';
import { isModern } from '../players/is-modern';
import type { VideoSpec } from '../video-spec';
import { type Answer, type Ask, type Handler, statusAnswer, textAnswer } from './answer';
import { fileAnswer } from './file-answer';
import { innertubeAnswer } from './innertube-handler';
import { loadPage } from './load-page';
import type { SiteContext } from './site-context';

/** Of the watch page in 2026 (facts §1.3): eval allowed by the first header, Trusted Types demanded by the second. */
const modernPolicies = [
  "script-src 'unsafe-eval' 'self' 'unsafe-inline' https://www.google.com https://s.ytimg.com https://www.youtube.com",
  "require-trusted-types-for 'script'",
];

/** `www.youtube.com` and its sisters: watch pages, player scripts, InnerTube's `player`, and what the pages need to look like something. */
export function pageHandler(context: SiteContext): Handler {
  return async (ask) => {
    const { url } = ask;
    const { pathname } = url;
    const shown = shownAt(url);
    if (shown) return watch(context, shown, ask);
    if (pathname === '/youtubei/v1/player') return innertubeAnswer(context, ask);
    if (pathname === '/youtubei/v1/browse') return browse(ask);
    if (pathname.startsWith('/site/')) return ownPage(ask);
    if (pathname.startsWith('/s/player/')) return scriptAnswer(context, pathname);
    if (url.hostname !== pageHost) {
      const location = `https://${pageHost}${pathname}${url.search}`;
      return statusAnswer('page', 301, { headers: { location } });
    }
    if (pathname === '/') return textAnswer('page', 'text/html', indexDocument(catalogue));
    const list = listAt(url);
    if (list) return listPage(list);
    if (pathname === '/api/timedtext') return timedText(context, ask);
    if (pathname === '/favicon.ico') return statusAnswer('other', 204);
    return scriptAnswer(context, pathname);
  };
}

/** A player script, wherever it is asked: `www.youtube.com` and the `s.ytimg.com` of old. */
export async function scriptAnswer(context: SiteContext, path: string): Promise<Answer> {
  const isScript = path.startsWith('/s/player/') || path.startsWith('/yts/jsbin/');
  const script =
    context.players.scriptAt(path) ?? (isScript ? context.captured?.scriptAt(path) : undefined);
  return script === undefined
    ? statusAnswer(isScript ? 'player-script' : 'other', 404)
    : textAnswer('player-script', 'text/javascript', script);
}

async function watch(
  context: SiteContext,
  { place, id }: { readonly place: Place; readonly id: string },
  { headers: { cookie, referer } }: Ask,
): Promise<Answer> {
  const { captured } = context;
  if (captured?.videoId === id) {
    return textAnswer('page', 'text/html', captured.page, { videoId: id });
  }
  const video = videoById(id);
  if (!video) return statusAnswer('page', 404, { videoId: id });
  const account = accountOf(cookie ?? '');
  const load = { place, referer, ...(account && { account }) };
  const text = await watchDocument(await loadPage(context, video, load));
  const policies = isModern(video.era) ? { 'content-security-policy': modernPolicies } : {};
  return textAnswer('page', 'text/html', text, { videoId: id, headers: policies });
}

const assets: Readonly<Record<string, string>> = {
  '/site/page.css': 'text/css',
  '/site/page.js': 'text/javascript',
};

/** Below `/site/`: what is this site's alone. */
async function ownPage(ask: Ask): Promise<Answer> {
  const path = ask.url.pathname;
  if (isLogin(path)) return loginPage(path);
  const type = assets[path];
  if (type !== undefined) {
    const file = fileURLToPath(new URL(`../assets/${path.split('/').at(-1)}`, import.meta.url));
    return textAnswer('other', type, await readFile(file, 'utf8'));
  }
  const [, kind, id = '', itag] =
    /^\/site\/(preview|file)\/([\w-]{11})(?:\/(\d+)|\.webm)$/.exec(path) ?? [];
  const video = videoById(id);
  if (!video) return statusAnswer('other', 404);
  return kind === 'preview' ? preview(video, ask) : plainFile(video, Number(itag), ask);
}

async function preview({ clip }: VideoSpec, ask: Ask): Promise<Answer> {
  // A long clip has no small format; what is shown of it is another's.
  const media = await makeMedia(profileOf(43), 'loops' in clip ? clips.meadow : clip);
  return fileAnswer('preview', 'video/webm', media, ask);
}

/** A format's file under none of googlevideo's rules, only the site's limits: what `curl -o` measures for the bench. */
async function plainFile({ itags, clip }: VideoSpec, itag: number, ask: Ask): Promise<Answer> {
  if (!itags.includes(itag)) return statusAnswer('file', 404);
  const media = await makeMedia(profileOf(itag), clip);
  return fileAnswer('file', 'application/octet-stream', media, ask);
}
