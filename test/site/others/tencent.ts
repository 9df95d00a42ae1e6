import { createHash } from 'node:crypto';
import type { SiteControl } from '../control/site-control';
import { clips } from '../media/clips';
import { type Answer, type Ask, type Handler, statusAnswer, textAnswer } from '../server/answer';
import { fileAnswer } from '../server/file-answer';
import { clipFile } from './clip-file';
import { comesFrom } from './hot-link';
import { otherPage } from './other-page';
import { definitions, mediaBase, type TencentFilm, tencentFilms } from './tencent-catalogue';

/** `v.qq.com`, `vv.video.qq.com`, and the hosts of media below `gtimg.com`. */
export function tencentHandler(control: SiteControl): Handler {
  return async (ask) => {
    const { hostname, pathname } = ask.url;
    if (hostname.endsWith('.gtimg.com')) return media(control, ask);
    if (hostname !== 'vv.video.qq.com') return page(ask);
    if (pathname === '/getinfo') return getInfo(control, ask);
    return pathname === '/getkey' ? getKey(control, ask) : statusAnswer('api', 404);
  };
}

const filmOf = (vid: string | null): TencentFilm | undefined =>
  tencentFilms.find((film) => film.vid === vid);

function page({ url }: Ask): Answer {
  const film = tencentFilms.find(
    ({ vid, cover }) => url.href.includes(vid) || url.pathname === `/x/cover/${cover}.html`,
  );
  if (!film) return statusAnswer('page', 404);
  const { vid, title } = film;
  const info = `window.VIDEO_INFO=${JSON.stringify({ vid, title })};`;
  const question = `https://vv.video.qq.com/getinfo?otype=json&vid=${vid}&defn=hd&cKey=of-the-page`;
  return textAnswer(
    'page',
    'text/html',
    otherPage(title, [info, `fetch(${JSON.stringify(question)}).then((answer) => answer.text());`]),
  );
}

/** As the site answers scripts: a line of them. */
const scriptAnswer = (ask: Ask, value: unknown): Answer => {
  const { origin } = ask.headers;
  const headers = origin === 'https://v.qq.com' ? { 'access-control-allow-origin': origin } : {};
  const text = `QZOutputJson=${JSON.stringify(value)};`;
  return textAnswer('api', 'application/x-javascript', text, { headers });
};

async function getInfo(control: SiteControl, ask: Ask): Promise<Answer> {
  const film = filmOf(ask.url.searchParams.get('vid'));
  if (!film) return scriptAnswer(ask, { s: 'f', em: 61, msg: 'vid is wrong' });
  if (film.em) return scriptAnswer(ask, { s: 'f', em: film.em, msg: 'pay' });
  const asked = ask.url.searchParams.get('defn');
  const definition = definitions.find(({ name }) => name === asked) ?? definitions[1];
  const files = await Promise.all(film.clips.map((clip) => clipFile({ clip, extension: 'mp4' })));
  const fn = fileName(film, definition.id);
  const isOne = files.length === 1;
  return scriptAnswer(ask, {
    fl: {
      cnt: definitions.length,
      fi: definitions.map(({ id, name }) => ({ id, name, fs: 1000, drm: 0 })),
    },
    vl: {
      cnt: 1,
      vi: [
        {
          vid: film.vid,
          ti: film.title,
          td: String(secondsOf(film)),
          vw: 640,
          vh: 360,
          fn,
          fs: files.reduce((sum, { bytes }) => sum + bytes, 0),
          ...(isOne && { fvkey: keyOf(control, fn) }),
          ul: { ui: [{ url: mediaBase }] },
          cl: {
            fc: isOne ? 0 : files.length,
            ci: isOne
              ? []
              : files.map(({ bytes }, at) => ({
                  idx: at + 1,
                  cs: bytes,
                  cd: String(clips[film.clips[at] ?? 'meadow'].seconds),
                  keyid: `${film.vid}.${definition.id}.${at + 1}`,
                })),
          },
        },
      ],
    },
  });
}

const secondsOf = ({ clips: names }: TencentFilm): number =>
  names.reduce((sum, name) => sum + clips[name].seconds, 0);

const fileName = ({ vid }: TencentFilm, id: number): string => `${vid}.p${id % 10_000}.mp4`;

function getKey(control: SiteControl, ask: Ask): Answer {
  const filename = ask.url.searchParams.get('filename') ?? '';
  return filmOf(ask.url.searchParams.get('vid'))
    ? scriptAnswer(ask, { s: 'o', key: keyOf(control, filename), filename })
    : scriptAnswer(ask, { s: 'f', em: 61 });
}

/** Good until the addresses are made to expire, and for this file alone. */
const keyOf = ({ generation }: SiteControl, filename: string): string =>
  createHash('sha256').update(`${filename} ${generation}`).digest('hex').toUpperCase();

async function media(control: SiteControl, ask: Ask): Promise<Answer> {
  const filename = ask.url.pathname.slice(1);
  const [, vid = '', index = '1'] = /^(\w+)\.p\d+(?:\.(\d+))?\.mp4$/.exec(filename) ?? [];
  const clip = filmOf(vid)?.clips[Number(index) - 1];
  if (!clip) return statusAnswer('media', 404);
  if (!comesFrom(ask, ['v.qq.com'])) return statusAnswer('media', 403, { note: 'referer' });
  if (ask.url.searchParams.get('vkey') !== keyOf(control, filename)) {
    return statusAnswer('media', 403, { note: 'expired' });
  }
  return fileAnswer('media', 'video/mp4', await clipFile({ clip, extension: 'mp4' }), ask);
}
