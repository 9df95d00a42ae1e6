import { describe, expect, it } from 'vitest';
import { gfycatLike } from '../../../src/extract/gfycat/extractor';
import { extractFrom } from './site-answers';

const api = 'https://api.gfycat.com/v1/gfycats/quietharbour';
const item = {
  gfyId: 'quietharbour',
  gfyName: 'QuietHarbour',
  title: '',
  userName: 'harbourmaster',
  createDate: 1_500_000_000,
  frameRate: 25,
  numFrames: 50,
  views: 3,
  gifUrl: 'https://giant.gfycat.com/QuietHarbour.gif',
  mobileUrl: 'https://thumbs.gfycat.com/QuietHarbour-mobile.mp4',
  mp4Url: 'https://evil.example/QuietHarbour.mp4',
  content_urls: {
    webm: { url: 'http://giant.gfycat.com/QuietHarbour.webm', size: 9, width: 4, height: 3 },
    mp4: { url: 'https://giant.gfycat.com/QuietHarbour.mp4', size: 8 },
    webp: null,
  },
};
const address = 'https://gfycat.com/QuietHarbour-some-tags';

describe('an item of gfycat’s kind', () => {
  it('has its files in Qetch’s order, on its own hosts alone', async () => {
    const answers = { [api]: JSON.stringify({ gfyItem: item }) };
    const { videos } = await extractFrom(address, answers);
    expect(videos).toMatchObject([
      {
        title: 'QuietHarbour',
        channel: 'harbourmaster',
        published: '2017-07-14',
        durationSeconds: 2,
      },
    ]);
    expect(videos[0]?.formats.map(({ id, quality }) => [id, quality])).toEqual([
      ['quietharbour-mp4.mp4', 1],
      ['quietharbour-webm.webm', 0.5],
      ['quietharbour-gif.gif', 0.25],
      ['quietharbour-mobile.mp4', 0],
    ]);
    expect(JSON.stringify(videos)).not.toContain('evil.example');
  });

  it('of a site that has closed says so, however that shows', async () => {
    const closed = expect.objectContaining({ code: 'site-closed' });
    await expect(extractFrom(address, {})).rejects.toThrow(closed);
    const fetch = () => Promise.reject(new TypeError('no such host'));
    await expect(extractFrom(address, {}, { fetch })).rejects.toThrow(closed);
  });

  const there = {
    [api.replace('gfycat.com', 'gifs.example.co')]: JSON.stringify({ gfyItem: item }).replaceAll(
      'gfycat.com',
      'gifs.example.co',
    ),
  };
  const other = gfycatLike({
    ...{ site: 'gfycat', name: 'Another', domain: 'gifs.example.co', pages: ['watch/'] },
  });

  it('is read of any host that speaks the API, from its page and from its files', async () => {
    for (const url of [
      'https://www.gifs.example.co/watch/quietharbour',
      'https://media.gifs.example.co/QuietHarbour.mp4',
    ]) {
      const { videos } = await extractFrom(url, there, {}, [other]);
      expect(videos[0]).toMatchObject({
        url: 'https://gifs.example.co/watch/quietharbour',
        formats: [{ id: 'quietharbour-mp4.mp4' }, {}, {}, {}],
      });
    }
  });

  it('that its host does not have is what that host says', async () => {
    const gone = extractFrom('https://gifs.example.co/watch/elsewhere', there, {}, [other]);
    await expect(gone).rejects.toThrow(expect.objectContaining({ code: 'video-unavailable' }));
  });
});
