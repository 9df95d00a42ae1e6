import { describe, expect, it } from 'vitest';
import { extractFrom } from './site-answers';

const md5 = '1B2M2Y8AsgTpgAmY7PhCfg==';
const file = { ext: '.jpg', w: 10, h: 20, fsize: 300, md5 };
const thread = {
  posts: [
    {
      ...file,
      no: 5,
      time: 1_700_000_000,
      name: 'Anon',
      sub: 'Tom &amp; &lt;Jerry&gt;',
      com: 'a<br>b',
      filename: 'it&#039;s',
      tim: 51,
      ext: '.webm',
    },
    { no: 6, com: 'words only' },
    { ...file, no: 7, filename: 'image', tim: 71 },
    { ...file, no: 8, filename: 'IMAGE', tim: '81' },
    { ...file, no: 9, filename: 'gone', tim: 91, filedeleted: 1 },
    { ...file, no: 10, filename: 'no name on the server' },
    { ...file, no: 11, filename: 'book', tim: 111, ext: '.pdf' },
    'nonsense',
  ],
};
const api = 'https://a.4cdn.org/wsg/thread/5.json';
const address = 'https://boards.4chan.org/wsg/thread/5/slug';
const extract = (answer: unknown) => extractFrom(address, { [api]: JSON.stringify(answer) });

describe('a thread', () => {
  it('is all its pictures and videos, by their original names, each one once', async () => {
    const { id, title, url, videos } = await extract(thread);
    expect({ id, title, url }).toEqual({
      id: 'wsg-5',
      title: '/wsg/ - Tom & <Jerry>',
      url: 'https://boards.4chan.org/wsg/thread/5',
    });
    expect(videos.map((video) => video.title)).toEqual(["it's", 'image', 'IMAGE (8)']);
    expect(videos[0]).toMatchObject({
      id: 'wsg-5-5',
      url: 'https://boards.4chan.org/wsg/thread/5#p5',
      channel: 'Anon',
      description: 'a b',
      published: '2023-11-14',
      folder: ['4chan', 'wsg', '5 - Tom & <Jerry>'],
      formats: [
        {
          id: 'wsg-51.webm',
          source: { kind: 'url', url: 'https://i.4cdn.org/wsg/51.webm' },
          contentLength: 300,
          md5: 'd41d8cd98f00b204e9800998ecf8427e',
        },
      ],
    });
  });

  it.each([
    ['is gone', undefined, 'video-unavailable'],
    ['has no files', { posts: [{ no: 5 }] }, 'no-formats'],
    ['is none', { nothing: true }, 'page-data-invalid'],
  ])('that %s has a code', async (_, answer, code) => {
    const answers = answer === undefined ? {} : { [api]: JSON.stringify(answer) };
    await expect(extractFrom(address, answers)).rejects.toThrow(expect.objectContaining({ code }));
  });
});
