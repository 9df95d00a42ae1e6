import { afterAll, expect, test, vi } from 'vitest';
import { createSolver } from '../../../src/cipher/solver';
import { nodeEvaluator } from '../../helpers/node-evaluator';
import { ordinaryVideos } from '../../site/catalogue-ordinary';
import { startSite } from '../../site/start-site';
import { type VideoSpec, watchUrl } from '../../site/video-spec';
import { playerQuestion } from './player-question';
import { ask, modernFormats, open, pageText, range } from './site-client';

// The first page of a clip has its media made.
vi.setConfig({ testTimeout: 60_000 });
const site = await startSite({ seed: 77 });
afterAll(() => site.close());

/** The object after `ytplayer.config = `: the site's own form, so no matcher is needed. */
async function config(id: string) {
  const text = await pageText(site, id);
  const [, json = ''] = /\|\| \{\};ytplayer\.config = (\{.*\});ytplayer\.load = f/.exec(text) ?? [];
  return JSON.parse(json);
}

const entries = (map: string) => map.split(',').map((entry) => new URLSearchParams(entry));

interface Given {
  readonly url: URL;
  readonly s: string | null;
  readonly sp: string;
}

/** Every address that a page gives out, with what is left to do to it. */
async function given({ id, era }: VideoSpec): Promise<readonly Given[]> {
  const fields =
    era === '2020'
      ? (await modernFormats(site, id)).map(
          ({ url, signatureCipher }) => new URLSearchParams(signatureCipher ?? { url: url ?? '' }),
        )
      : await oldFields(id);
  return fields.map((pairs) => {
    const url = new URL(pairs.get('url') ?? '');
    if (pairs.has('sig')) url.searchParams.set('signature', pairs.get('sig') ?? '');
    return { url, s: pairs.get('s'), sp: pairs.get('sp') ?? 'signature' };
  });
}

async function oldFields(id: string) {
  const { args } = await config(id);
  const { streamingData } = JSON.parse(args.player_response ?? '{}');
  const inResponse = [streamingData?.formats ?? [], streamingData?.adaptiveFormats ?? []].flat();
  return [
    ...entries(args.url_encoded_fmt_stream_map),
    ...(args.adaptive_fmts ? entries(args.adaptive_fmts) : []),
    ...inResponse.map(({ url, cipher }) => new URLSearchParams(cipher ?? { url })),
  ];
}

const small = ordinaryVideos.filter(
  ({ clip, delivery }) => !('loops' in clip) && delivery === 'inline',
);

test.each(small)(
  '$id: every address works once the page’s own script has been solved',
  async (video) => {
    const { path } = site.players.of(video.era);
    const kept = new Map<string, unknown>();
    const solver = createSolver({
      fetchScript: async (url) => (await ask(site, url)).body.toString(),
      evaluator: nodeEvaluator,
      cache: {
        get: async (key) => kept.get(key),
        set: async (key, plan) => void kept.set(key, plan),
        delete: async (key) => void kept.delete(key),
      },
    });
    const formats = await given(video);
    const { signatures, ns } = await solver.solve(
      new URL(path, 'https://www.youtube.com').href,
      {
        signatures: formats.flatMap(({ s }) => s ?? []),
        ns: [...new Set(formats.flatMap(({ url }) => url.searchParams.get('n') ?? []))],
      },
      AbortSignal.timeout(20_000),
    );
    for (const { url, s, sp } of formats) {
      if (s !== null) {
        expect((await ask(site, url.href, range(0, 0))).status).toBe(403);
        url.searchParams.set(sp, signatures.get(s) ?? '');
      }
      const n = url.searchParams.get('n');
      if (n !== null) url.searchParams.set('n', ns.get(n) ?? '');
      expect(
        (await ask(site, url.href, range(0, 9))).status,
        url.searchParams.get('itag') ?? '',
      ).toBe(206);
    }
    expect(formats.length).toBeGreaterThanOrEqual(video.itags.length);
    expect(
      site.control.requests.list({ kind: 'media' }).filter(({ note }) => note === 'n'),
    ).toEqual([]);
  },
);

test('2013 has no adaptive formats, 2015 has them with all their fields', async () => {
  expect((await config('era2013maps')).args.adaptive_fmts).toBeUndefined();
  const [first] = entries((await config('era2015adap')).args.adaptive_fmts);
  const names = [...(first?.keys() ?? [])].sort();
  expect(names).toEqual(
    'bitrate clen fps index init itag lmt projection_type quality_label s size type url'.split(' '),
  );
  expect(first?.get('type')).toBe('video/mp4; codecs="avc1.640028"');
});

test('the script of 2013 and 2015 lies on s.ytimg.com, later ones on the page’s host', async () => {
  const oldScript: string = (await config('era2015adap')).assets.js;
  expect(oldScript).toMatch(/^\/\/s\.ytimg\.com\/yts\/jsbin\/html5player/);
  expect((await ask(site, `https:${oldScript}`)).status).toBe(200);
  expect((await config('era2019ciph')).assets.js).toMatch(/^\/yts\/jsbin\/player_ias-vfl/);
});

test('the modern page carries Trusted Types, the old ones no policy', async () => {
  const policy = async (id: string) =>
    (await ask(site, watchUrl(id))).headers['content-security-policy'];
  expect(await policy('era2020sign')).toContain("require-trusted-types-for 'script'");
  expect(await policy('era2015adap')).toBeUndefined();
});

test('a page that is cut off ends within its JSON', async () => {
  const text = await pageText(site, 'cut2020json');
  expect(text).toContain('var ytInitialPlayerResponse = {');
  expect(text).not.toContain('</script></body>');
});

test('InnerTube answers the page, late, and nobody else', async () => {
  site.control.playerDelayMs = 150;
  const url = 'https://www.youtube.com/youtubei/v1/player';
  const asked = playerQuestion('spa2020next');
  const from = (origin: string) =>
    ask(site, url, { ...asked, headers: { ...asked.headers, origin } });
  const started = performance.now();
  const answer = await from('https://www.youtube.com');
  expect(performance.now() - started).toBeGreaterThan(140);
  expect(JSON.parse(answer.body.toString()).videoDetails.videoId).toBe('spa2020next');
  expect((await from('chrome-extension://abcdef')).status).toBe(403);
});

test('thumbnails: a JPEG by every name, the biggest missing for old videos', async () => {
  const status = async (id: string, name: string) => {
    const answer = await ask(site, `https://i.ytimg.com/vi/${id}/${name}.jpg`);
    return answer.status === 200 ? answer.body.toString('hex', 0, 3) : answer.status;
  };
  expect(await status('era2020sign', 'maxresdefault')).toBe('ffd8ff');
  expect(await status('era2013maps', 'hqdefault')).toBe('ffd8ff');
  expect(await status('era2013maps', 'maxresdefault')).toBe(404);
  expect(await status('nosuchvideo', 'hqdefault')).toBe(404);
});

test('youtube.com sends on to www.youtube.com; what nobody knows is 404', async () => {
  const { status, headers } = await ask(site, 'https://youtube.com/watch?v=era2020sign');
  expect([status, headers.location]).toEqual([301, watchUrl('era2020sign')]);
  expect((await ask(site, 'https://www.youtube.com/nothing')).status).toBe(404);
  expect((await ask(site, watchUrl('nosuchvideo'))).status).toBe(404);
});

test('the file of a format can be had whole, to measure against', async () => {
  const at = (itag: number) => `https://www.youtube.com/site/file/spa2020next/${itag}`;
  const video = site.videos.find(({ id }) => id === 'spa2020next');
  const file = await video?.formats.find(({ itag }) => itag === 136)?.file();
  expect((await ask(site, at(136))).body.length).toBe(file?.bytes);
  expect((await ask(site, at(137))).status).toBe(404);
});

test('whoever asks the evil host is counted', async () => {
  (await open(site, 'https://media.evil.example/videoplayback')).resume();
  expect(site.control.requests.list({ kind: 'evil' })).toHaveLength(1);
});
