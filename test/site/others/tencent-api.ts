import type { SiteControl } from '../control/site-control';
import { clips } from '../media/clips';
import { type Answer, type Ask, statusAnswer, textAnswer } from '../server/answer';
import { clipFile } from './clip-file';
import { comesFrom } from './hot-link';
import { streamSeconds } from './stream-files';
import { definitions, filmOf, listBase, mediaBase, type TencentFilm } from './tencent-catalogue';
import { keyOf } from './tencent-key';

/** `getinfo` and `getkey` for anybody, of old films; `getvinfo` of all, for who has the key of the film's page. */
export async function tencentApi(control: SiteControl, ask: Ask): Promise<Answer> {
  const { hostname, pathname, searchParams } = ask.url;
  if (!comesFrom(ask, ['v.qq.com'])) return statusAnswer('api', 403, { note: 'referer' });
  if (control.others.takesNoMore()) {
    return statusAnswer('api', 429, { headers: { ...corsFor(ask), 'retry-after': '1' } });
  }
  const film = filmOf(searchParams.get('vid'));
  if (hostname === 'h5vv6.video.qq.com' && pathname === '/getvinfo') {
    const isPage = film && searchParams.get('cKey') === keyOf(control, film.vid);
    return isPage ? scriptAnswer(ask, await infoOf(control, film, ask)) : refusal(ask);
  }
  if (hostname !== 'vv.video.qq.com') return statusAnswer('api', 404);
  if (pathname === '/getkey') {
    const filename = searchParams.get('filename') ?? '';
    return film
      ? scriptAnswer(ask, { s: 'o', key: keyOf(control, filename), filename })
      : refusal(ask);
  }
  if (pathname !== '/getinfo') return statusAnswer('api', 404);
  return film && !film.isNew ? scriptAnswer(ask, await infoOf(control, film, ask)) : refusal(ask);
}

const corsFor = ({ headers: { origin } }: Ask): Record<string, string> =>
  origin === 'https://v.qq.com' ? { 'access-control-allow-origin': origin } : {};

/** As the site answers scripts: a line of them. */
const scriptAnswer = (ask: Ask, value: unknown): Answer => {
  const text = `QZOutputJson=${JSON.stringify(value)};`;
  return textAnswer('api', 'application/x-javascript', text, { headers: corsFor(ask) });
};

const refusal = (ask: Ask): Answer => scriptAnswer(ask, { s: 'f', em: 61, msg: 'vid is wrong' });

async function infoOf(
  control: SiteControl,
  film: TencentFilm,
  { url: { searchParams } }: Ask,
): Promise<unknown> {
  if (film.em) return { s: 'f', em: film.em, msg: 'pay' };
  const asked = searchParams.get('defn');
  const definition = definitions.find(({ name }) => name === asked) ?? definitions[1];
  const isListed = film.clips.length === 0;
  return {
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
          fn: fileName(film, definition.id),
          ...(isListed
            ? { ul: { ui: listed(control, film, definition.name, searchParams) } }
            : await inFiles(control, film, definition.id)),
        },
      ],
    },
  };
}

/** Who does not ask for a list is told a server that has no file. */
function listed(
  control: SiteControl,
  { vid }: TencentFilm,
  definition: string,
  searchParams: URLSearchParams,
): unknown {
  const name = `${vid}.${definition}/list.m3u8`;
  return searchParams.get('sphls') === '2'
    ? [{ url: listBase, hls: { pt: `${name}?vkey=${keyOf(control, name)}` } }]
    : [{ url: mediaBase }];
}

async function inFiles(
  control: SiteControl,
  film: TencentFilm,
  definition: number,
): Promise<Record<string, unknown>> {
  const files = await Promise.all(film.clips.map((clip) => clipFile({ clip, extension: 'mp4' })));
  const server = { ul: { ui: [{ url: mediaBase }] } };
  const fs = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (files.length === 1) {
    const fvkey = keyOf(control, fileName(film, definition));
    return { ...server, fs, fvkey, cl: { fc: 0, ci: [] } };
  }
  const ci = files.map(({ bytes }, at) => ({
    idx: at + 1,
    cs: bytes,
    cd: String(clips[film.clips[at] ?? 'meadow'].seconds),
    keyid: `${film.vid}.${definition}.${at + 1}`,
  }));
  return { ...server, fs, cl: { fc: files.length, ci } };
}

const secondsOf = ({ clips: names }: TencentFilm): number =>
  names.reduce((sum, name) => sum + clips[name].seconds, 0) || streamSeconds;

const fileName = ({ vid }: TencentFilm, id: number): string => `${vid}.p${id % 10_000}.mp4`;
