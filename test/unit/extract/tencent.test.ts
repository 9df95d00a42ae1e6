import { describe, expect, it, vi } from 'vitest';
import { clipName, infoUrl, keyUrl } from '../../../src/extract/tencent/addresses';
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
      videos[0]?.formats.map(({ id, video: picture, source }) => [id, picture?.resolution, source]),
    ).toEqual([
      [`${vid}.shd`, 720, { kind: 'keyed' }],
      [`${vid}.sd`, 270, { kind: 'keyed' }],
    ]);
  });

  it('is asked for as its page has asked, where the page shows it', async () => {
    const question = `https://h5vv.video.qq.com/getinfo?vid=${vid}&cKey=secret&callback=jsonp1`;
    const fetch = vi.fn(async () => new Response(said(info)));
    const page = JSON.stringify({ vid, title: 'On the page', question });
    await extractFrom(address, {}, { page, fetch });
    const asked = `https://h5vv.video.qq.com/getinfo?vid=${vid}&cKey=secret&otype=json`;
    expect(fetch).toHaveBeenCalledExactlyOnceWith(asked, expect.anything());
  });

  it('is asked for nowhere else, whatever its page says', async () => {
    const page = JSON.stringify({ vid, question: 'https://video.qq.com.evil.example/getinfo?a=1' });
    const { id } = await extractFrom(address, { [infoUrl(vid)]: said(info) }, { page });
    expect(id).toBe(vid);
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
  const keys = Object.fromEntries(
    [1, 2].map((index) => [
      keyUrl(vid, 10201, clipName(video.fn, index)),
      { key: `KEY${index}0000000` },
    ]),
  );

  it('in clips has a key for each, in their order', async () => {
    const fetch = fetchFrom({ [infoUrl(vid, 'shd')]: info, ...keys });
    expect(await findClips(fetch, vid, 'shd', signal)).toEqual({
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

  it('in one file has the key that came with it', async () => {
    const whole = { ...video, fvkey: 'WHOLE/KEY', cl: { fc: 0, ci: [] } };
    const fetch = fetchFrom({ [infoUrl(vid, 'shd')]: { ...info, vl: { vi: [whole] } } });
    expect(await findClips(fetch, vid, 'shd', signal)).toEqual({
      kind: 'clips',
      clips: [{ url: `https://ugcws.video.gtimg.com/${video.fn}?vkey=WHOLE%2FKEY`, bytes: 300 }],
    });
  });

  it('that is a playlist is one', async () => {
    const ui = [{ url: 'http://ltshd.gtimg.com/', hls: { pt: 'x.m3u8?ver=4' } }];
    const listed = { ...video, ul: { ui }, cl: { ci: [] } };
    const fetch = fetchFrom({ [infoUrl(vid, 'shd')]: { ...info, vl: { vi: [listed] } } });
    expect(await findClips(fetch, vid, 'shd', signal)).toEqual({
      kind: 'segments',
      list: { protocol: 'hls', url: 'https://ltshd.gtimg.com/x.m3u8?ver=4' },
    });
  });

  it('without a key is not to be had', async () => {
    const fetch = fetchFrom({
      [infoUrl(vid, 'shd')]: info,
      [keyUrl(vid, 10201, clipName(video.fn, 1))]: { em: 61 },
    });
    await expect(findClips(fetch, vid, 'shd', signal)).rejects.toThrow(
      expect.objectContaining({ code: 'video-unavailable' }),
    );
  });
});
