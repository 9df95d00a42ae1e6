import { ReelkeepError } from '../../../src/errors';
import { apiUrl } from '../../../src/extract/imgur/addresses';
import { extractorOf } from '../../../src/extract/registry';
import { infoUrl } from '../../../src/extract/tencent/addresses';
import { findClips } from '../../../src/extract/tencent/find-clips';
import type { Video } from '../../../src/extract/video';
import { buildChoices } from '../../../src/formats/choices';
import type { Format } from '../../../src/formats/format';
import { choosePresets } from '../../../src/formats/presets';
import { fileNameFor } from '../../../src/names/file-name';
import { assertAllowedAddress } from '../../../src/transfer/allowed-address';
import { extractFrom } from './site-answers';
import { chance, mutate } from './streams/mutate';

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

interface Site {
  readonly answer: unknown;
  readonly extract: (text: string) => Promise<readonly Video[]>;
}

const videosOf = async (...asked: Parameters<typeof extractFrom>) =>
  (await extractFrom(...asked)).videos;

const sites: readonly Site[] = [
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
  { answer: info, extract: extractFilm },
];

/** Also what a definition is made of. */
async function extractFilm(text: string): Promise<readonly Video[]> {
  const videos = await videosOf(`https://v.qq.com/x/page/${vid}.html`, { [infoUrl(vid)]: text });
  const source = await findClips(
    async (url) => new Response(url.includes('/getkey') ? 'x={"key":"ABCDEFGH"};' : text),
    { vid },
    'shd',
    new AbortController().signal,
  );
  return videos.map((video) => ({
    ...video,
    formats: video.formats.map((format) => ({ ...format, source })),
  }));
}

/** Damages what sites answer and reads it. Throws for whatever is neither a list nor an error of the family. */
export async function mutatedAnswers(
  times: number,
  seed: number,
): Promise<{ lists: number; codes: number; slowestMs: number }> {
  const random = chance(seed);
  const count = { lists: 0, codes: 0, slowestMs: 0 };
  for (let at = 0; at < times; at += 1) {
    const site = sites[at % sites.length] ?? sites[0];
    if (!site) break;
    const damaged =
      random() < 0.2
        ? mutate(JSON.stringify(site.answer), random)
        : JSON.stringify(withNonsense(site.answer, random));
    const before = performance.now();
    try {
      check(await site.extract(damaged));
      count.lists += 1;
    } catch (error) {
      if (!(error instanceof ReelkeepError) || error.code === 'internal') throw error;
      count.codes += 1;
    }
    count.slowestMs = Math.max(count.slowestMs, performance.now() - before);
  }
  return count;
}

/** What everything behind an extractor may rely on. */
function check(videos: readonly Video[]): void {
  for (const video of videos) {
    const { mediaHosts } = extractorOf(video.site);
    // v.qq.com names its servers in the answer: what is foreign there is refused before it is asked.
    const addresses = video.site === 'tencent' ? [] : video.formats.flatMap(addressesOf);
    for (const url of addresses) assertAllowedAddress(url, mediaHosts);
    const { choices } = buildChoices(video.formats);
    choosePresets(choices);
    const name = fileNameFor(video, choices[0]?.output.extension ?? 'mp4', video.folder);
    const isSafe = name
      .split('/')
      .every((part) => /^[^.\s~].*$/su.test(part) && part.length <= 244);
    if (!isSafe) throw new Error(`An unsafe name: ${JSON.stringify(name)}`);
  }
}

const addressesOf = ({ source }: Format): string[] => (source.kind === 'url' ? [source.url] : []);

const nonsense: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e300,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '../../etc/passwd',
  'javascript:alert(1)',
  'https://media.evil.example/x.mp4',
  '\u202e\u0000\ufffe',
  'x'.repeat(30_000),
  '99999999999999999999',
  [],
  {},
  [[[[[]]]]],
  { __proto__: null, constructor: 1, toString: 2 },
];

/** One to three of its values replaced, or left out. */
function withNonsense(value: unknown, random: () => number): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  for (let times = 1 + Math.floor(random() * 3); times > 0; times -= 1) {
    const places = placesIn(copy);
    const place = places[Math.floor(random() * places.length)];
    if (!place) break;
    if (random() < 0.15) Reflect.deleteProperty(place.holder, place.key);
    else
      Reflect.set(
        place.holder,
        place.key,
        structuredClone(nonsense[Math.floor(random() * nonsense.length)]),
      );
  }
  return copy;
}

function placesIn(value: unknown): { holder: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [
    { holder: value, key },
    ...placesIn(Reflect.get(value, key)),
  ]);
}
