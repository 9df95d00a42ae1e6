import { createHash, webcrypto } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { askInnertubeInPage } from '../../../src/extract/youtube/ask-innertube-in-page';
import type { InnertubeCall } from '../../../src/extract/youtube/innertube-request';
import { mintInPage } from '../../../src/extract/youtube/mint-in-page';
import { parseInnertubeAnswer } from '../../../src/extract/youtube/parse-innertube-answer';
import { parseMinted } from '../../../src/extract/youtube/parse-minted';
import { parseSession } from '../../../src/extract/youtube/parse-session';
import { readSessionInPage } from '../../../src/extract/youtube/read-session-in-page';
import { videoId } from '../../helpers/fake-page-view';
import { builtText, runInPage } from '../../helpers/page-world';

const folder = 'src/extract/youtube';
const built = { mint: '', ask: '', session: '' };
beforeAll(async () => {
  built.mint = await builtText(`${folder}/mint-in-page.ts`, 'mintInPage');
  built.ask = await builtText(`${folder}/ask-innertube-in-page.ts`, 'askInnertubeInPage');
  built.session = await builtText(`${folder}/read-session-in-page.ts`, 'readSessionInPage');
}, 60_000);

test('a function that needs anything of ours would not get by', async () => {
  const needy = () => JSON.stringify(folder);
  await expect(runInPage(needy.toString(), {})).rejects.toThrow('is not defined');
});

const token = 'MnRva2VuLW9mLXRoZS1wYWdl';

describe.each(['written', 'built'] as const)('a token, by the text as it is %s', (made) => {
  const mint = (page: Readonly<Record<string, unknown>>) =>
    runInPage(made === 'written' ? mintInPage.toString() : built.mint, page, videoId, 1);
  const minter = (mws: (asked: unknown) => unknown) => ({
    'havuokmhhs-0': { bevasrs: { wpc: async () => ({ mws }) } },
  });

  test("comes from the page's own client, bound to what was asked", async () => {
    const mws = vi.fn(async () => token);
    expect(await mint(minter(mws))).toEqual({ token });
    expect(mws.mock.calls).toEqual([[{ c: videoId, mc: false, me: false }]]);
  });

  test('comes once the client is ready, and is not asked for without end', async () => {
    const late = vi.fn(async () => token).mockRejectedValueOnce(new Error('SDF:notready'));
    late.mockRejectedValueOnce('backoff');
    expect(await mint(minter(late))).toEqual({ token });
    const never = vi.fn(async () => Promise.reject(new Error('SDF:notready:1')));
    expect(await mint(minter(never))).toEqual({ failed: 'Error: SDF:notready:1' });
    expect(never).toHaveBeenCalledTimes(11);
  });

  test('is given up at any other failure at once', async () => {
    const mws = vi.fn(async () => Promise.reject(new Error('PMD:Undefined')));
    expect(await mint(minter(mws))).toEqual({ failed: 'Error: PMD:Undefined' });
    expect(mws).toHaveBeenCalledTimes(1);
  });

  test.each([
    ['no such key', {}],
    ['an empty object', { 'havuokmhhs-0': {} }],
    ['a client without the method', { 'havuokmhhs-0': { bevasrs: { wpc: async () => ({}) } } }],
    ['an answer that is no text', minter(() => 7)],
  ])('is absent with %s', async (_, page) => {
    expect(await mint(page)).toEqual({ absent: true });
  });
});

test.each([
  ['{"token":"MnRva2VuLW9mLXRoZS1wYWdl"}', { kind: 'token', token }],
  ['{"absent":true}', { kind: 'absent' }],
  ['{"failed":"no"}', { kind: 'failed', reason: 'no' }],
  ['{"token":"a b"}', { kind: 'failed' }],
  [`{"token":"${'a'.repeat(9_000)}"}`, { kind: 'failed' }],
  ['[]', { kind: 'failed' }],
])('what the page says of a token is believed in nothing: %s', (said, minted) => {
  expect(parseMinted(said)).toMatchObject(minted);
});

test.each([[undefined], ['{'], ['x'.repeat(30_000)], ['[[[[1]]]]']])(
  'what is no answer at all is refused %#',
  (said) => expect(() => parseMinted(said)).toThrow(),
);

const call: InnertubeCall = {
  endpoint: 'player',
  body: '{"videoId":"x"}',
  headers: { 'X-Youtube-Client-Name': '101' },
  credentials: 'omit',
  timeoutMs: 1_000,
  mostCharacters: 1_000,
};
const cookie =
  'PREF=f6=1; SAPISID=abc/def; __Secure-1PAPISID=one; __Secure-3PAPISID=three; LAST=x=y';

describe.each(['written', 'built'] as const)('InnerTube, by the text as it is %s', (made) => {
  const ask = (
    fetch: (url: string, options: RequestInit) => Promise<Response>,
    more: Partial<InnertubeCall> = {},
    cookies = cookie,
    origin = 'https://www.youtube.com',
  ) =>
    runInPage(
      made === 'written' ? askInnertubeInPage.toString() : built.ask,
      {
        ...{ fetch, crypto: webcrypto, TextEncoder, TextDecoder, AbortController },
        document: { cookie: cookies },
        location: { origin },
      },
      { ...call, ...more },
    );
  const answering = (body: string, status = 200) =>
    vi.fn(async (_url: string, _options: RequestInit) => new Response(body, { status }));

  test('is asked at the same origin, as the call says', async () => {
    const fetch = answering('{"a":1}');
    expect(await ask(fetch)).toMatchObject({ status: 200, text: '{"a":1}' });
    expect(fetch.mock.calls).toMatchObject([
      [
        '/youtubei/v1/player?prettyPrint=false',
        {
          method: 'POST',
          body: call.body,
          credentials: 'omit',
          redirect: 'error',
          headers: { 'X-Youtube-Client-Name': '101', 'Content-Type': 'application/json' },
        },
      ],
    ]);
    expect(fetch.mock.calls[0]?.[1].headers).not.toHaveProperty('Authorization');
  });

  test("is signed with the hashes of the page's cookies, and no cookie leaves the page", async () => {
    const fetch = answering('{}');
    const answer = await ask(fetch, { credentials: 'include', sign: { userSessionId: '77' } });
    const headers = new Headers(fetch.mock.calls[0]?.[1].headers);
    const said = headers.get('Authorization') ?? '';
    const seconds = /^SAPISIDHASH (\d+)_/.exec(said)?.[1] ?? '';
    const hash = (session: string) =>
      createHash('sha1').update(`77 ${seconds} ${session} https://www.youtube.com`).digest('hex');
    expect(said).toBe(
      `SAPISIDHASH ${seconds}_${hash('abc/def')}_u SAPISID1PHASH ${seconds}_${hash('one')}_u SAPISID3PHASH ${seconds}_${hash('three')}_u`,
    );
    expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(5);
    expect(headers.get('X-Origin')).toBe('https://www.youtube.com');
    expect(JSON.stringify(answer)).not.toMatch(/abc|three|SAPISID/);
  });

  test('is signed without a user, and by the third cookie where the first is missing', async () => {
    const fetch = answering('{}');
    await ask(fetch, { sign: {} }, '__Secure-3PAPISID=three');
    const said = new Headers(fetch.mock.calls[0]?.[1].headers).get('Authorization');
    const plain = /^SAPISIDHASH (\d+)_([0-9a-f]{40}) SAPISID3PHASH \1_\2$/.exec(said ?? '');
    const hash = createHash('sha1').update(`${plain?.[1]} three https://www.youtube.com`);
    expect(plain?.[2]).toBe(hash.digest('hex'));
  });

  test.each([
    'https://www.google.com',
    'https://youtube.com.evil.example',
    'https://notyoutube.com',
    'http://www.youtube.com',
    'null',
  ])(
    'is not asked at all, and nothing is signed, in a tab that has gone on to %s',
    async (origin) => {
      const fetch = answering('{}');
      expect(await ask(fetch, { sign: {} }, cookie, origin)).toEqual({ failed: 'elsewhere' });
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  test.each(['https://m.youtube.com', 'https://music.youtube.com'])(
    'is signed for the page that asks: %s',
    async (origin) => {
      const fetch = answering('{}');
      await ask(fetch, { sign: {} }, 'SAPISID=abc/def', origin);
      const headers = new Headers(fetch.mock.calls[0]?.[1].headers);
      const [, seconds, hash] =
        /^SAPISIDHASH (\d+)_(\w+)$/.exec(headers.get('Authorization') ?? '') ?? [];
      const signed = createHash('sha1').update(`${seconds} abc/def ${origin}`);
      expect([hash, headers.get('X-Origin')]).toEqual([signed.digest('hex'), origin]);
    },
  );

  test('is not asked unsigned where it had to be signed', async () => {
    const fetch = answering('{}');
    expect(await ask(fetch, { sign: {} }, 'PREF=1')).toEqual({ failed: 'no-login' });
    expect(fetch).not.toHaveBeenCalled();
  });

  test('is given up at so many characters, after so long, and where no network is', async () => {
    expect(await ask(answering('x'.repeat(1_001)))).toEqual({ failed: 'too-large' });
    const hanging = (_url: string, { signal }: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    expect(await ask(hanging, { timeoutMs: 5 })).toEqual({ failed: 'timeout' });
    const broken = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await ask(broken)).toEqual({ failed: 'network' });
  });

  test('a refusal is told with its status, and with when to ask again', async () => {
    const headers = { 'retry-after': '120', date: 'Fri, 20 Nov 2026 12:00:00 GMT' };
    const busy = vi.fn(async () => new Response('slow down', { status: 429, headers }));
    expect(await ask(busy)).toEqual({
      ...{ status: 429, text: 'slow down' },
      ...{ retryAfter: headers['retry-after'], date: headers.date },
    });
  });
});

test.each([
  ['{"status":200,"text":"{\\"a\\":1}"}', { a: 1 }],
  ['{"status":200,"text":"[]"}', []],
])('an answer is the JSON that the site wrote: %s', (answer, said) => {
  expect(parseInnertubeAnswer(answer)).toEqual(said);
});

test.each([
  [{ retryAfter: '120' }, 120],
  [{ retryAfter: 'Fri, 20 Nov 2026 12:00:30 GMT', date: 'Fri, 20 Nov 2026 12:00:00 GMT' }, 30],
  [{ retryAfter: null, date: null }, undefined],
])('a site that asks for patience says for how long: %j', (said, retryAfterSeconds) => {
  const answer = JSON.stringify({ status: 429, text: '', ...said });
  const facts =
    retryAfterSeconds === undefined ? { status: 429 } : { status: 429, retryAfterSeconds };
  expect(() => parseInnertubeAnswer(answer)).toThrow(
    expect.objectContaining({ code: 'http-429', facts }),
  );
});

test.each([
  ['{"failed":"network"}', 'network-lost'],
  ['{"failed":"timeout"}', 'network-lost'],
  ['{"failed":"too-large"}', 'page-data-too-large'],
  ['{"failed":"no-login"}', 'login-required'],
  ['{"failed":"elsewhere"}', 'page-not-reachable'],
  ['{"failed":"made up"}', 'page-data-invalid'],
  ['{"status":429,"text":""}', 'http-429'],
  ['{"status":401,"text":""}', 'login-required'],
  ['{"status":403,"text":""}', 'http-403'],
  ['{"status":500,"text":"{}"}', 'http-error'],
  ['{"status":"200","text":"{}"}', 'page-data-invalid'],
  ['{"status":200,"text":"<html>"}', 'page-data-invalid'],
  [`{"status":200,"text":${JSON.stringify('['.repeat(200))}}`, 'page-data-invalid'],
  [`{"status":200,"text":"${'x'.repeat(5_000_001)}"}`, 'page-data-too-large'],
  ['x'.repeat(12_000_001), 'page-data-too-large'],
])('an answer that is none has a code %#', (answer, code) => {
  expect(() => parseInnertubeAnswer(answer)).toThrow(expect.objectContaining({ code }));
});

describe.each(['written', 'built'] as const)('the session, by the text as it is %s', (made) => {
  const read = (page: Readonly<Record<string, unknown>>) =>
    runInPage(made === 'written' ? readSessionInPage.toString() : built.session, page, videoId);
  const page = (given: {
    text?: string;
    loaded?: string;
    more?: Readonly<Record<string, unknown>>;
  }) => ({
    document: {
      scripts: [{ src: '', text: given.text ?? '' }],
    },
    performance: { getEntriesByType: () => [{ name: given.loaded ?? `/watch?v=${videoId}` }] },
    ...given.more,
  });
  const context = {
    jsUrl: '/s/player/x',
    serializedExperimentFlags: 'a=b&html5_generate_content_po_token=true',
    encryptedHostFlags: 'FLAGS',
  };
  const logo = { topbarLogoRenderer: { iconImage: { iconType: 'YOUTUBE_PREMIUM_LOGO' } } };

  test('is what the page says, and nothing more of it', async () => {
    const ytcfg = { data_: { WEB_PLAYER_CONTEXT_CONFIGS: { ANY: context } } };
    const ytInitialData = { topbar: { desktopTopbarRenderer: { logo } }, contents: 'much' };
    const said = await read(page({ more: { ytcfg, ytInitialData } }));
    expect(JSON.stringify(said)).not.toMatch(/much|jsUrl/);
    expect(parseSession(JSON.stringify(said))).toEqual({
      isPremium: true,
      isBoundToVideo: true,
      encryptedHostFlags: 'FLAGS',
      saysForKids: false,
    });
  });

  test('is unknown where the page says nothing of it', async () => {
    const said = JSON.stringify(await read(page({})));
    expect(parseSession(said)).toEqual({ isPremium: false, saysForKids: false });
  });

  test("hears of children only in the loaded video's own text", async () => {
    const text = 'This video is made for kids';
    const own = JSON.stringify(await read(page({ text })));
    expect(parseSession(own).saysForKids).toBe(true);
    const other = JSON.stringify(await read(page({ text, loaded: '/watch?v=other' })));
    expect(parseSession(other).saysForKids).toBe(false);
  });

  test('a page whose things cannot be looked at has none', async () => {
    const refuse = () => {
      throw new Error('no');
    };
    const closed = new Proxy({}, { get: refuse });
    const cyclic: Record<string, unknown> = {};
    cyclic.topbar = cyclic;
    expect(await read(page({ more: { ytInitialData: cyclic } }))).toEqual({});
    expect(await read({ ...page({}), document: closed })).toEqual({});
  });
});

test.each([['{}'], ['[]'], ['{"topbar":7,"encryptedHostFlags":"a b"}']])(
  'a session that is none leaves everything unknown: %s',
  (said) => {
    expect(parseSession(said)).toEqual({ isPremium: false, saysForKids: false });
  },
);
