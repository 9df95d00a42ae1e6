import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SiteControl } from '../control/site-control';
import { type Answer, type Ask, type Handler, statusAnswer, textAnswer } from '../server/answer';
import { fileAnswer } from '../server/file-answer';
import { otherPage } from './other-page';
import { plainHost, plainMedia, plainPage } from './plain-pages';
import { type StreamForm, streamFolder, streamForms } from './stream-files';
import { writtenList } from './written-lists';

const types: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  vtt: 'text/vtt',
  ts: 'video/mp2t',
  m4s: 'video/mp4',
  mp4: 'video/mp4',
  bin: 'application/octet-stream',
};

/** By form: what a page of it fetches. */
export const lists: Readonly<Record<StreamForm, string>> = {
  ...{ ts: 'list.m3u8', otherTs: 'list.m3u8', show: 'list.m3u8', aes: 'list.m3u8' },
  fmp4: 'master.m3u8',
  ...{ dash: 'list.mpd', otherDash: 'list.mpd', list: 'list.mpd', base: 'v.mp4' },
};
/** Over the segments of others. */
const written = ['cut/list.m3u8', 'spoken/master.m3u8', 'based/list.mpd', 'periods/list.mpd'];
const voices = 'voices/master.m3u8';

const openHost = 'cdn.openmedia.example';
const closedHost = 'cdn.closedmedia.example';

/**
 * `www.watch.example`: pages that nobody knows, each with a player that its scripts feed. Its streams lie on
 * `cdn.openmedia.example`, which lets everybody read them, or on `cdn.closedmedia.example`, which lets only
 * that page, and whoever comes from it, by an address of its list that expires.
 */
export function streamsHandler(control: SiteControl): Handler {
  return async (ask) => {
    const { hostname, pathname } = ask.url;
    if (hostname === plainHost) return plainMedia(ask);
    if (hostname !== 'www.watch.example') return media(control, ask);
    return pathname.startsWith('/plain/') ? plainPage(pathname.slice(7)) : page(control, ask);
  };
}

function page({ generation }: SiteControl, { url }: Ask): Answer {
  const [, form = '', where] = /^\/(\w+)(\/closed)?$/.exec(url.pathname) ?? [];
  if (form === 'locked') return textAnswer('page', 'text/html', lockedPage);
  if (form === 'blob') return textAnswer('page', 'text/html', otherPage('A player', [fed]));
  if (form === 'live') return textAnswer('page', 'text/html', livePage);
  if (form === 'crowded') return textAnswer('page', 'text/html', crowdedPage);
  if (form === 'within') return textAnswer('page', 'text/html', nestingPage);
  if (form === 'framed') return textAnswer('page', 'text/html', framingPage);
  if (form === 'several') return fedPage('Seen in several', [...written, 'list/list.mpd']);
  const own = [...written, voices].filter((path) => path.startsWith(`${form}/`));
  if (own.length > 0) return fedPage(`Seen as ${form}`, own);
  if (!isForm(form)) return statusAnswer('page', 404);
  const host = where ? closedHost : openHost;
  const list = `https://${host}/${form}/${lists[form]}${where ? `?key=${keyOf(generation)}` : ''}`;
  return textAnswer('page', 'text/html', otherPage(`Seen as ${form}`, [fetched(list), fed]));
}

/** As long as keys are: what is short names a thing. */
const keyOf = (generation: number): string => `${generation}`.padStart(16, '0');

const fetched = (list: string): string => `fetch('${list}').then((answer) => answer.text());`;

/** Its scripts fetch these lists of the open host. */
const fedPage = (title: string, paths: readonly string[]): Answer =>
  textAnswer(
    'page',
    'text/html',
    otherPage(title, [...paths.map((path) => fetched(`https://${openHost}/${path}`)), fed]),
  );

const isForm = (form: string): form is StreamForm => streamForms.some((one) => one === form);

/** What hls.js and its like do: the element never has an address of the stream's. */
const fed = `const video = document.createElement('video');
video.src = URL.createObjectURL(new MediaSource());
document.body.append(video);`;

const lockedPage = otherPage('Locked', [
  `fetch('https://${openHost}/locked/list.m3u8').then((list) => list.text());`,
  fed,
]);

/** More than browsers keep of what a page has fetched, and then, by `play`, pieces that are called files and a list. */
const crowdedPage = otherPage('Seen in a crowd', [
  `for (let at = 0; at < 260; at += 1) fetch('/crowd-' + at).then((one) => one.text());
async function play() {
  const get = (name) => fetch('https://${openHost}/ts/' + name).then((one) => one.text());
  await get('list.m3u8');
  for (let at = 0; at < 110; at += 1) await get('piece-' + at + '.mp4');
  ${fed}
}`,
]);

const nestingPage = otherPage('Seen within', [
  `const frame = document.createElement('iframe');
frame.src = '/fmp4';
document.body.append(frame);`,
]);

/** Its player is another host's, in a frame: the page itself has fetched nothing. */
const framingPage = otherPage('Seen in a frame', [
  `const frame = document.createElement('iframe');
frame.src = 'https://${openHost}/framed/player.html';
document.body.append(frame);`,
]);
/** The list's address says nothing of what it is. */
const framedPlayer = otherPage('A player', [
  `fetch('https://${openHost}/framed/play?id=7').then((list) => list.text());`,
  fed,
]);

const livePage = otherPage('Seen live', [
  `fetch('https://${openHost}/live/list.m3u8').then((list) => list.text());`,
  fed,
]);

let liveSince: number | undefined;

/** The transport streams as they would be sent: one more with each second that has passed, never an end. */
async function liveList(): Promise<string> {
  liveSince ??= Date.now();
  const seconds = 1 + Math.floor((Date.now() - liveSince) / 1000);
  const lines = (await readFile(join(await streamFolder('ts'), lists.ts), 'utf8')).split('\n');
  const first = lines.findIndex((line) => line.startsWith('#EXTINF'));
  const head = lines.slice(0, first).filter((line) => !line.startsWith('#EXT-X-PLAYLIST-TYPE'));
  const sent = lines.slice(first, first + 2 * seconds);
  return [...head, ...sent.filter((line) => line !== '#EXT-X-ENDLIST')].join('\n');
}

const lockedList = `#EXTM3U
#EXT-X-TARGETDURATION:1
#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://key",KEYFORMAT="com.apple.streamingkeydelivery"
#EXTINF:1,
a.ts
#EXT-X-ENDLIST`;

/** What is no file: lists and pages that are written as they are asked for. */
async function writtenAnswer(
  form: string,
  name: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer | undefined> {
  const list = (text: string): Answer => textAnswer('media', types.m3u8 ?? '', text, { headers });
  const text = await writtenList(`${form}/${name}`);
  if (text !== undefined)
    return textAnswer('media', types[name.split('.')[1] ?? ''] ?? '', text, { headers });
  if (form === 'locked') return list(lockedList);
  if (form === 'live' && name === 'list.m3u8') return list(await liveList());
  if (form !== 'framed') return undefined;
  if (name === 'player.html') return textAnswer('page', 'text/html', framedPlayer);
  if (name !== 'play') return undefined;
  const segments = await readFile(join(await streamFolder('ts'), lists.ts), 'utf8');
  return list(segments.replace(/^(?=[\w-]+\.ts$)/gm, `https://${openHost}/ts/`));
}

async function media({ generation }: SiteControl, ask: Ask): Promise<Answer> {
  const { hostname, pathname } = ask.url;
  const cors = {
    'access-control-allow-origin': hostname === openHost ? '*' : 'https://www.watch.example',
    'access-control-expose-headers': 'Content-Range',
  };
  const [, form = '', name = ''] = /^\/(\w+)\/([\w.-]+)$/.exec(pathname) ?? [];
  const answer = await writtenAnswer(form, name, cors);
  if (answer) return answer;
  const isFromPage = ask.headers.referer?.startsWith('https://www.watch.example/');
  if (hostname === closedHost && !isFromPage) {
    return statusAnswer('media', 403, { headers: cors, note: 'referer' });
  }
  const isList = isForm(form) && name === lists[form];
  if (hostname === closedHost && isList && ask.url.searchParams.get('key') !== keyOf(generation)) {
    return statusAnswer('media', 403, { headers: cors, note: 'expired' });
  }
  const type = types[name.split('.').at(-1) ?? ''];
  if (!(isForm(form) || form === 'live') || !type)
    return statusAnswer('media', 404, { headers: cors });
  const path = join(await streamFolder(form === 'live' ? 'ts' : form), name);
  const found = await stat(path).catch(() => undefined);
  if (!found) return statusAnswer('media', 404, { headers: cors });
  const file = fileAnswer('media', type, { path, bytes: found.size }, ask);
  return { ...file, headers: { ...file.headers, ...cors } };
}
