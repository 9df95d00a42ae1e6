import { describe, expect, it, test } from 'vitest';
import {
  captionRequest,
  wantsToken,
  withToken,
} from '../../../src/extract/youtube/caption-address';
import { fetchCaptions } from '../../../src/extract/youtube/fetch-captions';
import { parseCaptions } from '../../../src/extract/youtube/parse-captions';

const track = {
  id: '.en',
  languageCode: 'en',
  name: 'English',
  kind: 'manual',
  isTranslatable: true,
  url: 'https://www.youtube.com/api/timedtext?v=abcdefghijk&lang=en&xosf=1&exp=xpe',
} as const;

describe('the address', () => {
  it('asks for the site’s own notation', () => {
    expect(captionRequest(track).search).toBe('?v=abcdefghijk&lang=en&exp=xpe&fmt=json3');
  });

  it('asks for a translation, but never into its own language', () => {
    expect(captionRequest(track, 'ko').searchParams.get('tlang')).toBe('ko');
    expect(captionRequest(track, 'en').searchParams.has('tlang')).toBe(false);
  });

  it('says whether it wants a token, and takes one', () => {
    const address = captionRequest(track);
    expect(wantsToken(address)).toBe(true);
    expect(wantsToken(new URL('https://www.youtube.com/api/timedtext?exp=abc'))).toBe(false);
    expect(withToken(address, 'tok-en', 'MWEB').search).toMatch(/&pot=tok-en&potc=1&c=MWEB$/);
  });
});

const written = (events: unknown) => JSON.stringify({ wireMagic: 'pb3', events });

describe('reading', () => {
  it('drops what opens windows, empty lines and fillers, and sorts by time', () => {
    const text = written([
      { tStartMs: 0, dDurationMs: 9_000, id: 1 },
      { tStartMs: 2_000, dDurationMs: 500, segs: [{ utf8: ' b\r\n\n\u200b' }, { utf8: 'c ' }] },
      { tStartMs: 1_000, dDurationMs: 5_000, segs: [{ utf8: 'a' }] },
      { tStartMs: 3_000, dDurationMs: 500, aAppend: 1, segs: [{ utf8: '\n' }] },
      { tStartMs: 'soon', segs: [{ utf8: 'never' }] },
    ]);
    expect(parseCaptions(text, 'manual')).toEqual([
      { startMs: 1_000, endMs: 6_000, text: 'a' },
      { startMs: 2_000, endMs: 2_500, text: 'b\nc' },
    ]);
  });

  it('lets automatic lines give way to the next', () => {
    const text = written([
      { tStartMs: 0, dDurationMs: 3_900, segs: [{ utf8: 'one' }, { utf8: ' two', tOffsetMs: 90 }] },
      { tStartMs: 2_000, segs: [{ utf8: 'three' }] },
    ]);
    expect(parseCaptions(text, 'automatic')).toEqual([
      { startMs: 0, endMs: 2_000, text: 'one two' },
      { startMs: 2_000, endMs: 5_000, text: 'three' },
    ]);
  });

  it.each([
    ['', 'captions-empty'],
    [' \n', 'captions-empty'],
    [written([]), 'captions-empty'],
    ['{}', 'captions-invalid'],
    [written([{ tStartMs: 0, dDurationMs: 1, segs: [{ utf8: '\n' }] }]), 'captions-empty'],
    ['<html>', 'captions-invalid'],
    ['[]', 'captions-invalid'],
    [written('none'), 'captions-invalid'],
    ['['.repeat(50), 'captions-invalid'],
  ])('refuses %j with %s', (text, code) => {
    expect(() => parseCaptions(text, 'manual')).toThrow(expect.objectContaining({ code }));
  });
});

test.each([
  [new Response('x', { status: 429 }), 'http-429'],
  [new Response('x', { status: 404 }), 'http-404'],
  [new Response('x', { status: 500 }), 'http-error'],
])('what the site refuses has its code: %#', async (response, code) => {
  const asked = fetchCaptions(async () => response, track.url, AbortSignal.timeout(1_000));
  await expect(asked).rejects.toMatchObject({ code });
});

test('nothing is asked elsewhere, and a network that is gone is told', async () => {
  const gone = async () => {
    throw new TypeError('Failed to fetch');
  };
  const signal = AbortSignal.timeout(1_000);
  await expect(
    fetchCaptions(gone, 'https://evil.example/api/timedtext', signal),
  ).rejects.toMatchObject({ code: 'address-not-allowed' });
  await expect(fetchCaptions(gone, track.url, signal)).rejects.toMatchObject({
    code: 'network-lost',
  });
});
