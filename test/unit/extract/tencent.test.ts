import { describe, expect, it, vi } from 'vitest';
import { extractorOf } from '../../../src/extract/registry';
import { clipName, infoUrl, keyUrl } from '../../../src/extract/tencent/addresses';
import type { AskedVideo } from '../../../src/extract/tencent/ask-info';
import { findClips } from '../../../src/extract/tencent/find-clips';
import { extractFrom } from './site-answers';

const vid = 'x0offline01';
const address = `https://v.qq.com/x/page/${vid}.html`;
const md5 = 'd41d8cd98f00b204e9800998ecf8427e';
const video = {
  vid,
  ti: '港口',
  td: '11.5',
  fn: `${vid}.p201.mp4`,
  fs: 300,
  ul: { ui: [{ url: 'http://ugcws.video.gtimg.com/' }, { url: 'http://other.gtimg.com/' }] },
  cl: {
    fc: 2,
    ci: [
      { idx: 2, cs: 200, cd: '5.5' },
      { idx: 1, cs: 100, cd: '6.0', cmd5: md5 },
    ],
  },
};
const info = {
  fl: {
    fi: [
      { id: 10203, name: 'sd', fs: 10 },
      { id: 10201, name: 'shd', fs: 300 },
      { id: 10209, name: 'fhd', drm: 1 },
      { id: 1, name: 'msd' },
    ],
  },
  vl: { vi: [video] },
};
const said = (value: unknown) => `QZOutputJson=${JSON.stringify(value)};`;
const signal = new AbortController().signal;

const fetchFrom = (answers: Readonly<Record<string, unknown>>) =>
  vi.fn(async (url: string) =>
    url in answers ? new Response(said(answers[url])) : new Response('', { status: 404 }),
  );

describe('a film', () => {
  it('has the definitions that the site offers unencrypted, best first, still without addresses', async () => {
    const { videos } = await extractFrom(address, { [infoUrl(vid)]: said(info) });
    expect(videos).toMatchObject([{ id: vid, title: '港口', durationSeconds: 11.5, url: address }]);
    expect(
      videos[0]?.formats.map(({ id, video: picture, quality }) => [
        id,
        picture?.resolution,
        quality,
      ]),
    ).toEqual([
      [`${vid}.shd`, 720, 0.75],
      [`${vid}.sd`, 270, 0.25],
    ]);
    expect(videos[0]?.formats.map(({ source }) => source.kind)).toEqual(['keyed', 'keyed']);
  });

  const question = `https://h5vv6.video.qq.com/getvinfo?vid=${vid}&cKey=secret&callback=jsonp1`;
  const pages = `https://h5vv6.video.qq.com/getvinfo?vid=${vid}&cKey=secret&otype=json&sphls=2&dtype=3`;
  const shown = (questions: readonly unknown[]) => ({ page: JSON.stringify({ vid, questions }) });

  it('is asked for as its page has asked, where the page shows it', async () => {
    const fetch = vi.fn(async () => new Response(said(info)));
    const of = (other: string) => question.replace(vid, other);
    await extractFrom(
      address,
      {},
      { ...shown([of('anAdvert01'), question, of('x0later0001')]), fetch },
    );
    expect(fetch).toHaveBeenCalledExactlyOnceWith(pages, expect.anything());
  });

  it('is asked for nowhere else, whatever its page says', async () => {
    const evil = `https://video.qq.com.evil.example/getinfo?vid=${vid}`;
    const fetch = fetchFrom({ [infoUrl(vid)]: info });
    await extractFrom(address, {}, { ...shown([evil, 7, null]), fetch });
    expect(fetch).toHaveBeenCalledExactlyOnceWith(infoUrl(vid), expect.anything());
  });

  it('is asked for as anybody may, once its page’s key has expired', async () => {
    const answers = { [pages]: said({ em: 99 }), [infoUrl(vid)]: said(info) };
    expect(await extractFrom(address, answers, shown([question]))).toMatchObject({ id: vid });
    const neither = { [pages]: said({ em: 99 }), [infoUrl(vid)]: said({ em: 80 }) };
    await expect(extractFrom(address, neither, shown([question]))).rejects.toThrow(
      expect.objectContaining({ code: 'video-unavailable', facts: { em: 99 } }),
    );
  });

  it('whose page is told to wait, or to pay, is not asked for again', async () => {
    const patience = vi.fn(async () => new Response('', { status: 429 }));
    await expect(
      extractFrom(address, {}, { ...shown([question]), fetch: patience }),
    ).rejects.toThrow(expect.objectContaining({ code: 'http-429' }));
    const pay = fetchFrom({ [pages]: { em: 83 } });
    await expect(extractFrom(address, {}, { ...shown([question]), fetch: pay })).rejects.toThrow(
      expect.objectContaining({ code: 'payment-required' }),
    );
    expect(patience).toHaveBeenCalledOnce();
    expect(pay).toHaveBeenCalledOnce();
  });

  it('whose address does not name it is the one that its page shows', async () => {
    const cover = 'https://v.qq.com/x/cover/mzc00200.html';
    const page = JSON.stringify({ vid });
    const { id } = await extractFrom(cover, { [infoUrl(vid)]: said(info) }, { page });
    expect(id).toBe(vid);
    await expect(extractFrom(cover, {})).rejects.toThrow(
      expect.objectContaining({ code: 'no-player-data' }),
    );
  });

  it.each([
    [61, 'video-unavailable'],
    [80, 'region-blocked'],
    [83, 'payment-required'],
    [99, 'video-unavailable'],
  ])('that the site refuses by %s says why', async (em, code) => {
    const answers = { [infoUrl(vid)]: said({ em, msg: 'no', exem: 2 }) };
    await expect(extractFrom(address, answers)).rejects.toThrow(
      expect.objectContaining({ code, facts: { em, exem: 2 } }),
    );
  });
});

describe('a definition', () => {
  const clips = findClipsOf({ vid });
  const keyOf = (filename: string) => keyUrl(vid, 10201, filename);
  const keys = Object.fromEntries(
    [1, 2].map((index) => [keyOf(clipName(video.fn, index)), { key: `KEY${index}0000000` }]),
  );
  const withFilm = (film: object) => ({ ...info, vl: { vi: [{ ...video, ...film }] } });
  const inOne = { cl: { fc: 0, ci: [] } };

  it('in clips has a key for each, in their order', async () => {
    expect(await clips({ [infoUrl(vid, 'shd')]: info, ...keys })).toEqual({
      kind: 'clips',
      clips: [
        {
          url: `https://ugcws.video.gtimg.com/${vid}.p201.1.mp4?vkey=KEY10000000`,
          bytes: 100,
          durationSeconds: 6,
          md5,
        },
        {
          url: `https://ugcws.video.gtimg.com/${vid}.p201.2.mp4?vkey=KEY20000000`,
          bytes: 200,
          durationSeconds: 5.5,
        },
      ],
    });
  });

  it('is asked for as the page has asked, by the page’s own key', async () => {
    const question = `https://h5vv6.video.qq.com/getvinfo?vid=${vid}&defn=hd&cKey=secret`;
    const asked = `${question.replace('=hd', '=shd')}&otype=json&sphls=2&dtype=3`;
    const found = await findClipsOf({ vid, question })({ [asked]: info, ...keys });
    expect(found).toMatchObject({ kind: 'clips', clips: [{ bytes: 100 }, { bytes: 200 }] });
  });

  it.each([
    ['that came with it', { fvkey: 'WHOLE/KEY' }, 'WHOLE%2FKEY'],
    ['that is asked for', {}, 'ASKED000'],
  ])('in one file has the key %s', async (_, film, vkey) => {
    const answers = {
      [infoUrl(vid, 'shd')]: withFilm({ ...inOne, ...film }),
      [keyOf(video.fn)]: { key: 'ASKED000' },
    };
    expect(await clips(answers)).toEqual({
      kind: 'clips',
      clips: [{ url: `https://ugcws.video.gtimg.com/${video.fn}?vkey=${vkey}`, bytes: 300 }],
    });
  });

  it.each([
    [
      'by the path that its server adds',
      { url: 'http://ltshd.gtimg.com/', hls: { pt: 'x.m3u8?ver=4' } },
    ],
    ['right away', { url: 'http://ltshd.gtimg.com/x.m3u8?ver=4' }],
  ])('that is a list of segments is one, %s', async (_, server) => {
    expect(await clips({ [infoUrl(vid, 'shd')]: withFilm({ ul: { ui: [server] } }) })).toEqual({
      kind: 'segments',
      list: { protocol: 'hls', url: 'https://ltshd.gtimg.com/x.m3u8?ver=4' },
    });
  });

  it('that is both is the files: these can be proved', async () => {
    const listed = { url: 'http://ltshd.gtimg.com/', hls: { pt: 'x.m3u8' } };
    const film = withFilm({ ...inOne, fvkey: 'K', ul: { ui: [listed, ...video.ul.ui] } });
    expect(await clips({ [infoUrl(vid, 'shd')]: film })).toMatchObject({ kind: 'clips' });
  });

  it('without a key, or that is offered no more, is not to be had', async () => {
    const answers = { [infoUrl(vid, 'shd')]: info, [keyOf(clipName(video.fn, 1))]: { em: 61 } };
    await expect(clips(answers)).rejects.toThrow(
      expect.objectContaining({ code: 'video-unavailable' }),
    );
    await expect(clips({ [infoUrl(vid, 'shd')]: { ...info, fl: { fi: [] } } })).rejects.toThrow(
      expect.objectContaining({ code: 'no-formats' }),
    );
  });

  it('in segments has no size beforehand: what the site states is the file’s', async () => {
    const { resolve } = extractorOf('tencent');
    const { videos } = await extractFrom(address, { [infoUrl(vid)]: said(info) });
    const [format] = videos[0]?.formats ?? [];
    const listed = withFilm({ ul: { ui: [{ url: 'http://ltshd.gtimg.com/x.m3u8' }] } });
    const ports = {
      fetch: fetchFrom({ [infoUrl(vid, 'shd')]: listed }),
      askPage: async () => undefined,
    };
    const resolved = format && (await resolve?.(format, ports, signal));
    expect(format?.contentLength).toBe(300);
    expect(resolved).toMatchObject({ id: `${vid}.shd`, source: { kind: 'segments' } });
    expect(resolved?.contentLength).toBeUndefined();
  });
});

function findClipsOf(asked: AskedVideo) {
  return (answers: Readonly<Record<string, unknown>>) =>
    findClips(fetchFrom(answers), asked, 'shd', signal);
}
