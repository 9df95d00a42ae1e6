import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SiteControl } from '../control/site-control';
import { type Answer, type Ask, type Handler, statusAnswer, textAnswer } from '../server/answer';
import { fileAnswer } from '../server/file-answer';
import { clipFile, clipSize, contentTypes } from './clip-file';
import { fourchanThread, type ThreadFile, threadFiles } from './fourchan-catalogue';
import { comesFrom } from './hot-link';
import { otherPage } from './other-page';

const { board, no, subject, posts, later } = fourchanThread;
const leastPauseMs = 1_000;
const jpeg = 'image/jpeg';

/** `boards.4chan.org`, `a.4cdn.org`, `i.4cdn.org`. */
export function fourchanHandler(control: SiteControl): Handler {
  let lastAsked = Number.NEGATIVE_INFINITY;
  return async (ask) => {
    const { hostname, pathname } = ask.url;
    if (hostname === 'i.4cdn.org') return media(ask);
    if (hostname !== 'a.4cdn.org') return page(ask);
    const isTooFast = Date.now() - lastAsked < leastPauseMs;
    lastAsked = Date.now();
    if (isTooFast) return statusAnswer('api', 429, { note: 'too-fast' });
    if (pathname !== `/${board}/thread/${no}.json`) return statusAnswer('api', 404);
    return thread(control, ask);
  };
}

function page({ url }: Ask): Answer {
  const isThread = url.pathname.startsWith(`/${board}/thread/${no}`);
  return isThread
    ? textAnswer('page', 'text/html', otherPage('A thread', []))
    : statusAnswer('page', 404);
}

async function thread({ others }: SiteControl, { headers }: Ask): Promise<Answer> {
  const hasGrown = others.threadHasGrown;
  const lastModified = new Date(hasGrown ? 1_700_000_100_000 : 1_700_000_000_000).toUTCString();
  const caching = { 'last-modified': lastModified, 'cache-control': 'max-age=0' };
  if (headers['if-modified-since'] === lastModified) {
    return statusAnswer('api', 304, { headers: caching });
  }
  const shown = hasGrown ? [...posts, later] : posts;
  const data = { posts: await Promise.all(shown.map(postData)) };
  return textAnswer('api', 'application/json', JSON.stringify(data), { headers: caching });
}

async function postData(post: (typeof posts)[number] | typeof later): Promise<unknown> {
  const isFirst = post.no === no;
  return {
    no: post.no,
    resto: isFirst ? 0 : no,
    time: 1_700_000_000,
    name: 'Anonymous',
    ...(isFirst && {
      sub: subject,
      semantic_url: 'offline-quiet',
      replies: shownReplies,
      images: 4,
    }),
    com: 'It&#039;s <b>said</b>.<br>Twice.',
    ...('isDeleted' in post && { filedeleted: 1, filename: post.filename, ext: '.jpg' }),
    ...('tim' in post && (await fileData(post))),
  };
}
const shownReplies = posts.length - 1;

async function fileData(post: ThreadFile): Promise<object> {
  const { path, bytes } = await clipFile(post);
  return {
    filename: post.filename,
    ext: `.${post.extension}`,
    w: clipSize.width,
    h: clipSize.height,
    tn_w: 250,
    tn_h: 140,
    tim: post.tim,
    md5: createHash('md5')
      .update(await readFile(path))
      .digest('base64'),
    fsize: bytes,
  };
}

async function media(ask: Ask): Promise<Answer> {
  const [, tim, small, extension] = /^\/wsg\/(\d+)(s?)\.(\w+)$/.exec(ask.url.pathname) ?? [];
  const found = threadFiles.find((file) => String(file.tim) === tim);
  if (!found) return statusAnswer('media', 404);
  if (small)
    return fileAnswer('thumbnail', jpeg, await clipFile({ ...found, extension: 'jpg' }), ask);
  if (extension !== found.extension) return statusAnswer('media', 404);
  const isFromBoards = comesFrom(ask, ['boards.4chan.org', 'boards.4channel.org']);
  if (!isFromBoards) return statusAnswer('media', 403, { note: 'referer' });
  return fileAnswer('media', contentTypes[found.extension], await clipFile(found), ask);
}
