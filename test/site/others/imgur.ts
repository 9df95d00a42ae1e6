import type { SiteControl } from '../control/site-control';
import { type Answer, type Ask, type Handler, statusAnswer, textAnswer } from '../server/answer';
import { fileAnswer } from '../server/file-answer';
import { clipFile, clipSize, contentTypes } from './clip-file';
import { comesFrom } from './hot-link';
import {
  accountName,
  type ImgurPostSpec,
  imgurMedia,
  imgurPosts,
  ownClientId,
  pageClientId,
  removedId,
} from './imgur-catalogue';
import { imgurOAuth } from './imgur-oauth';
import { otherPage } from './other-page';

/** `imgur.com`, `api.imgur.com`, `i.imgur.com`. */
export function imgurHandler(control: SiteControl): Handler {
  return async (ask) => {
    const { hostname } = ask.url;
    if (hostname === 'i.imgur.com') return media(ask);
    if (hostname === 'api.imgur.com') return api(control, ask);
    return page(ask);
  };
}

const postOf = (id: string): ImgurPostSpec | undefined => imgurPosts.find((post) => post.id === id);

async function page({ url }: Ask): Promise<Answer> {
  const id = /([A-Za-z0-9]{5,7})$/.exec(url.pathname)?.[1] ?? '';
  const post = postOf(id);
  if (!post) return statusAnswer('page', 404);
  const held = `window.postDataJSON=${JSON.stringify(JSON.stringify(await postData(post)))};`;
  // Read to its end, as the real page does: before that the browser's list of resources has it not.
  const asking = `fetch(${JSON.stringify(apiAddress(post))}).then((answer) => answer.text());`;
  return textAnswer('page', 'text/html', otherPage(post.title, [post.isHeld ? held : asking]));
}

const apiAddress = ({ id, isAlbum }: ImgurPostSpec): string =>
  `https://api.imgur.com/post/v1/${isAlbum ? 'albums' : 'media'}/${id}?client_id=${pageClientId}&include=media%2Caccount`;

async function api(control: SiteControl, ask: Ask): Promise<Answer> {
  if (ask.url.pathname.startsWith('/oauth2/')) return imgurOAuth(control.others, ask);
  return ask.url.pathname.startsWith('/3/') ? accountApi(control, ask) : publicApi(control, ask);
}

/** The documented API, for who shows an account's token. */
async function accountApi({ others }: SiteControl, { url, headers }: Ask): Promise<Answer> {
  const [, kind, id = ''] = /^\/3\/(album|image)\/(\w+)$/.exec(url.pathname) ?? [];
  if (headers.authorization !== `Bearer ${others.signIns.token}`) {
    return statusAnswer('api', 401, { note: 'token' });
  }
  const post = postOf(id);
  if (!post || (kind === 'album') !== (post.isAlbum === true)) return statusAnswer('api', 404);
  const images = await Promise.all(post.media.map(accountImage));
  const { title } = post;
  const album = { id, title, description: null, datetime: 1_714_979_289, account_url: accountName };
  const data = post.isAlbum ? { ...album, images } : { ...images[0], title };
  return textAnswer(
    'api',
    'application/json',
    JSON.stringify({ data, success: true, status: 200 }),
  );
}

async function accountImage(file: ImgurPostSpec['media'][number]): Promise<object> {
  const { id, title = null, extension } = file;
  return {
    ...{ id, title, description: null, datetime: 1_714_979_289, views: 3, ...clipSize },
    ...{ type: contentTypes[extension], animated: extension !== 'jpg' && extension !== 'png' },
    ...{ has_sound: extension === 'mp4', size: (await clipFile(file)).bytes },
    link: `https://i.imgur.com/${id}.${extension}`,
  };
}

async function publicApi({ others }: SiteControl, { url, headers }: Ask): Promise<Answer> {
  const cors =
    headers.origin === 'https://imgur.com' ? { 'access-control-allow-origin': headers.origin } : {};
  const [, list, id = ''] = /^\/post\/v1\/(media|albums|posts)\/(\w+)$/.exec(url.pathname) ?? [];
  const asked = url.searchParams.get('client_id');
  if (asked !== pageClientId && asked !== ownClientId) {
    return statusAnswer('api', 401, { headers: cors, note: 'client' });
  }
  if (others.takesNoMore()) {
    return statusAnswer('api', 429, { headers: { ...cors, 'retry-after': '1' } });
  }
  const post = postOf(id);
  const isRight = post && !post.isPrivate && (post.isAlbum ? list !== 'media' : list !== 'albums');
  return isRight
    ? textAnswer('api', 'application/json', JSON.stringify(await postData(post)), { headers: cors })
    : statusAnswer('api', 404, { headers: cors });
}

/** As the API has it; `postDataJSON` of a page is the same. */
async function postData({ id, title, isAlbum, media }: ImgurPostSpec): Promise<unknown> {
  return {
    id,
    title,
    description: 'Seen offline',
    is_album: isAlbum === true,
    created_at: '2024-05-06T07:08:09Z',
    view_count: 1234,
    account: { id: 7, username: 'shutterbug' },
    media: await Promise.all(
      media.map(async (one) => ({
        id: one.id,
        url: `https://i.imgur.com/${one.id}.${one.extension}`,
        ext: one.extension,
        mime_type: contentTypes[one.extension],
        type: one.extension === 'mp4' ? 'video' : 'image',
        ...clipSize,
        size: (await clipFile(one)).bytes,
        metadata: {
          title: one.title ?? '',
          description: '',
          is_animated: one.extension === 'gif',
          has_sound: one.extension === 'mp4',
        },
      })),
    ),
  };
}

async function media(ask: Ask): Promise<Answer> {
  const [, id = '', extension = ''] = /^\/(\w+)\.(\w+)$/.exec(ask.url.pathname) ?? [];
  if (id === 'removed') return fileAnswer('media', 'image/png', await removed(), ask);
  if (id === removedId) {
    return statusAnswer('media', 302, { headers: { location: 'https://i.imgur.com/removed.png' } });
  }
  const small = imgurMedia.find((one) => `${one.id}m` === id);
  if (small)
    return fileAnswer(
      'thumbnail',
      'image/jpeg',
      await clipFile({ ...small, extension: 'jpg' }),
      ask,
    );
  const found = imgurMedia.find((one) => one.id === id);
  if (!found || !servedAs(found.extension, extension)) return statusAnswer('media', 404);
  if (!comesFrom(ask, ['imgur.com'])) return statusAnswer('media', 403, { note: 'referer' });
  const served = extension === 'mp4' ? 'mp4' : found.extension;
  return fileAnswer(
    'media',
    contentTypes[served],
    await clipFile({ ...found, extension: served }),
    ask,
  );
}

/** What is no video is served as it was put up, whatever it is called; of what moves there is an mp4 too. */
const servedAs = (put: string, asked: string): boolean =>
  put === 'mp4' ? asked === 'mp4' : asked !== 'mp4' || put === 'gif';

const removed = () => clipFile({ clip: 'orchard', extension: 'png' });
