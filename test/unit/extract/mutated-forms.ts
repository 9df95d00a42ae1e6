import { accountUrl, apiUrl } from '../../../src/extract/imgur/addresses';
import { extractorOf } from '../../../src/extract/registry';
import { infoUrl, pagesInfoUrl } from '../../../src/extract/tencent/addresses';
import type { Video } from '../../../src/extract/video';
import type { Format } from '../../../src/formats/format';
import { type Answers, extractFrom } from './site-answers';

const client = '0a1b2c3d4e5f678';
const post = {
  id: 'aLbum',
  title: 'An album',
  created_at: '2024-05-06T07:08:09Z',
  account: { username: 'somebody' },
  media: [
    {
      id: 'harbr18',
      ext: 'mp4',
      width: 640,
      height: 360,
      size: 1000,
      metadata: { title: 'A', duration: 5, has_sound: true },
    },
    { id: 'glacie3', ext: 'gif', size: 500, metadata: { is_animated: true } },
  ],
};
/** Of the documented API. */
const image = {
  ...{ id: 'glacie3', title: 'A', datetime: 1_714_979_289, type: 'image/gif', animated: true },
  ...{ width: 640, height: 360, size: 500, account_url: 'me' },
};
const thread = {
  posts: [
    {
      no: 5,
      time: 1_700_000_000,
      name: 'Anon',
      sub: 'a &amp; b',
      com: 'c<br>d',
      filename: 'e',
      ext: '.webm',
      tim: 51,
      w: 10,
      h: 20,
      fsize: 300,
      md5: '1B2M2Y8AsgTpgAmY7PhCfg==',
    },
    { no: 6, filename: 'e', ext: '.jpg', tim: 61 },
  ],
};
const gfyItem = {
  gfyId: 'quietharbour',
  title: 'Quiet',
  userName: 'u',
  createDate: 1_500_000_000,
  frameRate: 25,
  numFrames: 50,
  mp4Url: 'https://giant.gfycat.com/QuietHarbour.mp4',
  content_urls: {
    webm: { url: 'https://giant.gfycat.com/QuietHarbour.webm', size: 9, width: 4, height: 3 },
  },
};
const vid = 'x0offline01';
const info = {
  fl: {
    fi: [
      { id: 10201, name: 'shd', fs: 300 },
      { id: 10209, name: 'fhd' },
    ],
  },
  vl: {
    vi: [
      {
        vid,
        ti: 'T',
        td: '11.5',
        fn: `${vid}.p201.mp4`,
        ul: { ui: [{ url: 'http://ugcws.video.gtimg.com/' }] },
        cl: {
          ci: [
            { idx: 1, cs: 100, cd: '6.0' },
            { idx: 2, cs: 200, cd: '5.5' },
          ],
        },
      },
    ],
  },
};

const listed = {
  ...info,
  vl: {
    vi: [
      {
        vid,
        td: 4,
        fn: `${vid}.mp4`,
        ul: { ui: [{ url: 'http://a.gtimg.com/', hls: { pt: 'x.m3u8' } }] },
      },
    ],
  },
};
const question = `https://h5vv6.video.qq.com/getvinfo?vid=${vid}&cKey=A`;

/** Something that a site or a page says, and what is made of it. */
export interface Form {
  readonly answer: unknown;
  readonly extract: (text: string) => Promise<readonly Video[]>;
}

const videosOf = async (...asked: Parameters<typeof extractFrom>) =>
  (await extractFrom(...asked)).videos;

export const forms: readonly Form[] = [
  {
    answer: post,
    extract: (text) =>
      videosOf(
        'https://imgur.com/a/aLbum',
        { [apiUrl('albums', 'aLbum', client)]: text },
        { page: JSON.stringify({ clientId: client }) },
      ),
  },
  {
    answer: { post: JSON.stringify(post), clientId: client },
    extract: (page) => videosOf('https://imgur.com/aLbum', {}, { page }),
  },
  {
    answer: { data: { ...post, images: [image, { ...image, type: 'video/mp4' }] } },
    extract: (text) =>
      videosOf(
        'https://imgur.com/a/aLbum',
        { [accountUrl('album', 'aLbum')]: text },
        { credentials: { key: client, token: 'T' } },
      ),
  },
  {
    answer: thread,
    extract: (text) =>
      videosOf('https://boards.4chan.org/wsg/thread/5', {
        'https://a.4cdn.org/wsg/thread/5.json': text,
      }),
  },
  {
    answer: { gfyItem },
    extract: (text) =>
      videosOf('https://gfycat.com/quietharbour', {
        'https://api.gfycat.com/v1/gfycats/quietharbour': text,
      }),
  },
  {
    answer: info,
    extract: (text) => filmOf({ [infoUrl(vid)]: text, [infoUrl(vid, 'shd')]: text }),
  },
  { answer: info, extract: asThePage },
  { answer: listed, extract: asThePage },
  { answer: { vid, title: 'T', questions: [question] }, extract: (page) => filmOf(good, page) },
];

const good = {
  [infoUrl(vid)]: JSON.stringify(info),
  [infoUrl(vid, 'shd')]: JSON.stringify(info),
  [pagesInfoUrl(question)]: JSON.stringify(info),
  [pagesInfoUrl(question, 'shd')]: JSON.stringify(listed),
};

/** What the page's own player is told. */
function asThePage(text: string): Promise<readonly Video[]> {
  const answers = { [pagesInfoUrl(question)]: text, [pagesInfoUrl(question, 'shd')]: text };
  return filmOf(answers, JSON.stringify({ vid, questions: [question] }));
}

/** A film, each of its definitions with where it is to be had. */
async function filmOf(answers: Answers, page?: string): Promise<readonly Video[]> {
  const ports = {
    fetch: async (url: string) =>
      new Response(
        url.includes('/getkey') ? 'x={"key":"ABCDEFGH"};' : (answers[url] ?? '{"em":61}'),
      ),
    askPage: async () => page,
  };
  const videos = await videosOf(`https://v.qq.com/x/page/${vid}.html`, {}, ports);
  const { resolve } = extractorOf('tencent');
  const found = async (format: Format): Promise<Format> =>
    (await resolve?.(format, ports, new AbortController().signal)) ?? format;
  return Promise.all(
    videos.map(async (video) => {
      const wanted = video.formats.filter(({ id }) => id.endsWith('.shd'));
      return { ...video, formats: await Promise.all(wanted.map(found)) };
    }),
  );
}
