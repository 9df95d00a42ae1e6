import { describe, expect, it, vi } from 'vitest';
import { accountUrl, apiUrl, mediaUrl } from '../../../src/extract/imgur/addresses';
import { extractFrom } from './site-answers';

const clip = {
  id: 'harbr18',
  ext: 'mp4',
  width: 640,
  height: 360,
  size: 1000,
  metadata: { title: 'The harbour', has_sound: true, duration: 5 },
};
const post = {
  id: 'harbr18',
  title: 'A post',
  created_at: '2024-05-06T07:08:09Z',
  view_count: 7,
  account: { username: 'shutterbug' },
  media: [clip],
};
const gif = { id: 'glacie3', ext: '.gif', size: 500, metadata: { is_animated: true } };
const album = { ...post, id: 'aLbum', title: 'All', media: [clip, gif, { ...gif, id: 'third' }] };
const client = 'abcdef012345678';
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a single post', () => {
  it('is read from its page, without a question', async () => {
    const page = JSON.stringify({ post: JSON.stringify(post) });
    const fetch = vi.fn();
    const { videos } = await extractFrom('https://imgur.com/harbr18', {}, { page, fetch });
    expect(fetch).not.toHaveBeenCalled();
    expect(videos).toMatchObject([
      {
        id: 'harbr18',
        url: 'https://imgur.com/harbr18',
        title: 'The harbour',
        channel: 'shutterbug',
        published: '2024-05-06',
        metadata: { views: 7 },
        formats: [{ id: 'harbr18.mp4', contentLength: 1000, isFile: true, quality: 1 }],
      },
    ]);
  });

  it('is asked of the API where the page holds another one', async () => {
    const page = JSON.stringify({ post: JSON.stringify(album), clientId: client });
    const answers = { [apiUrl('media', 'harbr18', client)]: JSON.stringify(post) };
    const { title } = await extractFrom('https://imgur.com/harbr18', answers, { page });
    expect(title).toBe('A post');
  });

  it.each(['null', '5', '"x"', '[]', 'true'])(
    'is asked of the API with the person’s own key, though its page says %s',
    async (page) => {
      const answers = { [apiUrl('media', 'harbr18', 'my-own-key')]: JSON.stringify(post) };
      const more = { page, credentials: { key: 'my-own-key' } };
      const { title } = await extractFrom('https://imgur.com/harbr18', answers, more);
      expect(title).toBe('A post');
      const keyless = extractFrom('https://imgur.com/harbr18', answers, { page });
      await expect(keyless).rejects.toThrow(code('credentials-needed'));
    },
  );

  it('is asked for with the person’s own key before the page’s', async () => {
    const page = JSON.stringify({ clientId: client });
    const answers = { [apiUrl('media', 'harbr18', 'my-own-key')]: JSON.stringify(post) };
    const more = { page, credentials: { key: 'my-own-key' } };
    await expect(extractFrom('https://imgur.com/harbr18', answers, more)).resolves.toBeDefined();
  });

  it('is asked for as the account sees it, where a person has signed in', async () => {
    const image = {
      ...{ id: 'harbr18', title: 'Mine', type: 'video/mp4', animated: true, has_sound: true },
      ...{ datetime: 1_714_979_289, size: 1000, width: 640, height: 360, account_url: 'me' },
    };
    const fetch = vi.fn(async (_url: string, _request: RequestInit) =>
      Response.json({ data: image, success: true, status: 200 }),
    );
    const more = { fetch, credentials: { key: 'my-own-key', token: 'T' } };
    const { videos } = await extractFrom('https://imgur.com/harbr18', {}, more);
    expect(fetch).toHaveBeenCalledExactlyOnceWith(
      'https://api.imgur.com/3/image/harbr18',
      expect.objectContaining({ headers: { Authorization: 'Bearer T' }, credentials: 'omit' }),
    );
    expect(videos).toMatchObject([
      {
        ...{ id: 'harbr18', title: 'Mine', channel: 'me', published: '2024-05-06' },
        formats: [{ id: 'harbr18.mp4', contentLength: 1000, audio: { codec: 'aac' } }],
      },
    ]);
  });

  it('cannot be asked for without any', async () => {
    await expect(extractFrom('https://imgur.com/harbr18', {})).rejects.toThrow(
      code('credentials-needed'),
    );
  });

  it('that is gone is not available', async () => {
    const page = JSON.stringify({ clientId: client });
    await expect(extractFrom('https://imgur.com/harbr18', {}, { page })).rejects.toThrow(
      code('video-unavailable'),
    );
  });
});

describe('an album', () => {
  const page = JSON.stringify({ clientId: client });
  const answers = { [apiUrl('albums', 'aLbum', client)]: JSON.stringify(album) };

  it('is a folder of files that sort as it does', async () => {
    const { title, videos } = await extractFrom('https://imgur.com/a/aLbum', answers, { page });
    expect(title).toBe('All');
    expect(videos.map((video) => video.title)).toEqual([
      '1 - The harbour',
      '2 - glacie3',
      '3 - third',
    ]);
    expect(videos.map(({ folder }) => folder)).toEqual(Array(3).fill(['Imgur', 'All (aLbum)']));
    expect(videos[1]?.url).toBe('https://imgur.com/a/aLbum#glacie3');
  });

  it('has what only its account sees; a gallery is everybody’s', async () => {
    const moving = { id: 'glacie3', type: 'image/gif', animated: true, title: null, size: 5 };
    const data = { id: 'pRivt', title: 'Mine', datetime: null, images: [moving, { id: '../x' }] };
    const signedIn = { credentials: { key: client, token: 'T' } };
    const own = { [accountUrl('album', 'pRivt')]: JSON.stringify({ data }) };
    const { title, videos } = await extractFrom('https://imgur.com/a/pRivt', own, signedIn);
    expect([title, videos[0]?.formats.map(({ id }) => id)]).toEqual([
      'Mine',
      ['glacie3.mp4', 'glacie3.gif'],
    ]);
    const gallery = { [apiUrl('posts', 'aLbum', client)]: JSON.stringify(album) };
    await expect(
      extractFrom('https://imgur.com/gallery/aLbum', gallery, signedIn),
    ).resolves.toMatchObject({ title: 'All' });
    const nonsense = { [accountUrl('album', 'pRivt')]: '{"data":{"id":7}}' };
    await expect(extractFrom('https://imgur.com/a/pRivt', nonsense, signedIn)).rejects.toThrow(
      code('page-data-invalid'),
    );
  });

  it('has the mp4 of a GIF before the GIF', async () => {
    const { videos } = await extractFrom('https://imgur.com/a/aLbum', answers, { page });
    expect(videos[1]?.formats.map(({ id }) => id)).toEqual(['glacie3.mp4', 'glacie3.gif']);
  });
});

describe('a file', () => {
  const served = (type: string, reached?: string) => async (url: string) => {
    const response = new Response(null, {
      headers: { 'content-type': type, 'content-length': '9' },
    });
    Object.defineProperty(response, 'url', { value: reached ?? url });
    return response;
  };

  it('is what its server says that it is', async () => {
    const fetch = vi.fn(served('image/png'));
    const { videos } = await extractFrom('https://i.imgur.com/deSrt.jpg', {}, { fetch });
    expect(videos[0]?.formats).toMatchObject([
      { id: 'deSrt.png', contentLength: 9, mime: { container: 'png' }, image: {} },
    ]);
  });

  it('called gifv is the mp4 in it', async () => {
    const fetch = vi.fn(served('video/mp4'));
    const { videos } = await extractFrom('https://i.imgur.com/harbr18.gifv', {}, { fetch });
    expect(videos[0]?.formats[0]?.source).toEqual({ kind: 'url', url: mediaUrl('harbr18', 'mp4') });
  });

  it('that was taken down is no file', async () => {
    const fetch = served('image/png', 'https://i.imgur.com/removed.png');
    await expect(extractFrom('https://i.imgur.com/gone123.jpg', {}, { fetch })).rejects.toThrow(
      code('video-unavailable'),
    );
  });

  it('that is a page is none', async () => {
    const fetch = served('text/html');
    await expect(extractFrom('https://i.imgur.com/deSrt.jpg', {}, { fetch })).rejects.toThrow(
      code('no-formats'),
    );
  });
});
