import { describe, expect, it } from 'vitest';
import type { Extractor } from '../../../src/extract/extractor';
import { extractorOf, extractors, findExtractor } from '../../../src/extract/registry';
import { sites, type Video } from '../../../src/extract/video';
import { format, sound } from '../formats/eras';
import { extractFrom } from './site-answers';

const code = (expected: string) => expect.objectContaining({ code: expected });

describe('findExtractor', () => {
  it.each([
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'youtube/watch', { id: 'dQw4w9WgXcQ' }],
    ['https://imgur.com/harbr18', 'imgur/basic', { id: 'harbr18' }],
    ['https://imgur.com/a/aLbum', 'imgur/album', { id: 'aLbum', list: 'a' }],
    ['https://imgur.com/gallery/three-of-a-kind-aLbum', 'imgur/album', { list: 'gallery' }],
    ['https://imgur.com/t/funny/aLbum12', 'imgur/album', { id: 'aLbum12', list: 't/funny' }],
    ['https://i.imgur.com/harbr18.gifv', 'imgur/raw', { id: 'harbr18', extension: 'gifv' }],
    ['https://i.imgur.com/harbr18.jpeg?1', 'imgur/raw', { extension: 'jpeg' }],
    ['https://imgur.com/harbr18.jpg', 'imgur/raw', { id: 'harbr18', extension: 'jpg' }],
    ['https://m.imgur.com/harbr18.gifv', 'imgur/raw', { id: 'harbr18', extension: 'gifv' }],
    ['https://imgur.com/About', 'imgur/basic', { id: 'About' }],
    ['https://boards.4chan.org/wsg/thread/4000001', 'fourchan/thread', { no: '4000001' }],
    ['https://boards.4channel.org/g/thread/5/slug#p6', 'fourchan/thread', { board: 'g' }],
    ['https://i.4cdn.org/wsg/1700000000000001.webm', 'fourchan/raw', { extension: 'webm' }],
    ['https://gfycat.com/DarlingQuietHarbour', 'gfycat/basic', { id: 'DarlingQuietHarbour' }],
    ['https://gfycat.com/gifs/detail/darlingquietharbour', 'gfycat/basic', {}],
    ['https://thumbs.gfycat.com/DarlingQuietHarbour-mobile.mp4', 'gfycat/raw', {}],
    ['https://v.qq.com/x/page/x0offline01.html', 'tencent/page', { vid: 'x0offline01' }],
    ['https://v.qq.com/x/cover/mzc002/x0offline01.html', 'tencent/film', { vid: 'x0offline01' }],
    ['https://m.v.qq.com/x/page/x0offline01.html', 'tencent/page', { vid: 'x0offline01' }],
    ['https://m.v.qq.com/x/cover/mzc002/x0offline01.html', 'tencent/film', { vid: 'x0offline01' }],
    ['https://v.qq.com/x/cover/mzc002.html', 'tencent/cover', {}],
    ['https://m.v.qq.com/play.html?a=1&vid=x0offline01', 'tencent/player', { vid: 'x0offline01' }],
  ])('%s is %s', (url, handle, parts) => {
    const { extractor, target } = findExtractor(url);
    expect(`${extractor.site}/${target.handle}`).toBe(handle);
    expect(target.parts).toMatchObject(parts);
  });

  it.each([
    '',
    'about:blank',
    'ftp://imgur.com/harbr18',
    'https://imgur.com/',
    'https://imgur.com/upload',
    'https://imgur.com/about',
    'https://www.imgur.com/gallery/',
    'https://imgur.com/gallery?sort=top',
    'https://imgur.com/privacy',
    'https://boards.4chan.org/wsg/',
    'https://boards.4chan.org/wsg/catalog',
    'https://api.gfycat.com/darlingquietharbour.mp4',
  ])('%s is nobody’s', (url) => {
    expect(() => findExtractor(url)).toThrow(code('not-a-video-page'));
  });

  it.each([
    'https://imgur.com.example.org/harbr18',
    'https://notimgur.com/harbr18',
    'https://example.org/?https://imgur.com/harbr18',
  ])('%s is any page', (url) => {
    expect(findExtractor(url).extractor.site).toBe('generic');
  });

  it('does not guess where two would read one address', () => {
    const twin: Extractor = { ...extractorOf('imgur'), handles: { twin: /^imgur\.com\/harbr18/ } };
    expect(() => findExtractor('https://imgur.com/harbr18', [...extractors, twin])).toThrow(
      expect.objectContaining({
        code: 'ambiguous-address',
        facts: { handles: 'imgur/basic imgur/twin' },
      }),
    );
  });
});

it('has one extractor for each site, and asks for no more than hosts', () => {
  expect(sites.map((site) => extractorOf(site).site)).toEqual(sites);
  expect(extractors).toHaveLength(sites.length - 1);
  for (const { hosts, mediaHosts, referer } of extractors) {
    expect(hosts.every((host) => /^[a-z0-9-]+\.[a-z]+$/.test(host))).toBe(true);
    expect(hosts).toEqual(expect.arrayContaining([...mediaHosts]));
    expect(referer === undefined || URL.canParse(referer)).toBe(true);
  }
});

it('has YouTube’s formats best first too, graded from 1', async () => {
  const formats = [format(134), sound(140, 128_000), format(137)];
  const pageVideo = async (): Promise<Video> => ({
    ...{ site: 'youtube', id: 'dQw4w9WgXcQ', url: '', title: 'T', formats, captions: [] },
  });
  const { videos } = await extractFrom(
    'https://youtube.com/watch?v=dQw4w9WgXcQ',
    {},
    { pageVideo },
  );
  expect(videos[0]?.formats.map(({ itag, quality }) => [itag, quality])).toEqual([
    [137, 1],
    [134, 0.5],
    [140, 1],
  ]);
});
