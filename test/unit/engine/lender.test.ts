import { describe, expect, it } from 'vitest';
import { Lender } from '../../../src/engine/lender';

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1);

function rig(answers: Readonly<Record<string, () => Response>>) {
  const alive = new Set<string>();
  let count = 0;
  const lender = new Lender({
    createUrl: ({ type, size }) => {
      count += 1;
      const url = `blob:${count}:${type}:${size}`;
      alive.add(url);
      return url;
    },
    revokeUrl: (url) => alive.delete(url),
    fetch: async (url) => {
      const answer = answers[url];
      if (!answer) throw new TypeError('Failed to fetch');
      return answer();
    },
  });
  return { lender, alive };
}

const missing = () => new Response('no', { status: 404 });
const page = () => new Response('<html>log in');

describe('small files for the browser to read', () => {
  it('are good until many more have come', async () => {
    const { lender, alive } = rig({});
    const { url } = await lender.text({ text: 'abc', mime: 'text/vtt' });
    expect(url).toBe('blob:1:text/vtt:3');
    for (let at = 0; at < 49; at += 1) await lender.text({ text: '', mime: '' });
    expect(alive.has(url)).toBe(true);
    await lender.text({ text: '', mime: '' });
    expect(alive.has(url)).toBe(false);
    expect(alive.size).toBe(50);
  });

  it('are the first picture that is one', async () => {
    const { lender } = rig({ a: missing, b: page, c: () => new Response(jpeg) });
    expect(await lender.picture({ urls: ['a', 'b', 'c'] })).toEqual({
      url: 'blob:1:image/jpeg:5',
      extension: 'jpg',
    });
  });

  it.each([
    [['a'], 'picture-unavailable'],
    [['b'], 'picture-unavailable'],
    [['a', 'busy'], 'http-429'],
    [['gone'], 'network-lost'],
  ])('%j: %s', async (urls, code) => {
    const { lender } = rig({ a: missing, b: page, busy: () => new Response('', { status: 429 }) });
    await expect(lender.picture({ urls })).rejects.toMatchObject({ code });
  });
});
