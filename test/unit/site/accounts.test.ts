import { createHash } from 'node:crypto';
import { afterAll, afterEach, expect, test } from 'vitest';
import { accounts, apisidOf, sidOf } from '../../site/accounts/accounts';
import { startSite } from '../../site/start-site';
import { watchUrl } from '../../site/video-spec';
import { playerQuestion } from './player-question';
import { ask } from './site-client';

const site = await startSite();
afterEach(() => site.control.reset());
afterAll(() => site.close());

const cookieOf = (name: string): string => {
  const account = accounts.find((one) => one.name === name);
  if (!account) throw new Error(`No account ${name}`);
  const own = account.cookies.map((cookie) => `${cookie}=${apisidOf(account)}`);
  return [`SID=${sidOf(account)}`, ...own].join('; ');
};
async function pageOf(id: string, cookie = '', path = watchUrl(id), referer = '') {
  const headers = { ...(cookie && { cookie }), ...(referer && { referer }) };
  return (await ask(site, path, { headers })).body.toString();
}

test('a login is the session’s cookies, which a logout takes', async () => {
  const cookies = async (path: string) =>
    (await ask(site, `https://www.youtube.com/site/${path}`)).headers['set-cookie'] ?? [];
  const login = (await cookies('login/member')).filter((one) => !one.includes('Max-Age=0'));
  expect(login.map((one) => one.split(';')[0]).join('; ')).toBe(cookieOf('member'));
  expect(login.map((one) => one.includes('HttpOnly'))).toEqual([true, false, false, false]);
  expect((await cookies('logout')).every((one) => one.includes('Max-Age=0'))).toBe(true);
  expect((await ask(site, 'https://www.youtube.com/site/login/nobody')).status).toBe(404);
});

test('a page says whose it is, and nobody’s says nothing', async () => {
  const page = await pageOf('sabr2026kid', cookieOf('member'));
  expect(page).toContain('"LOGGED_IN":true,"SESSION_INDEX":"2"');
  expect(page).toContain('"DATASYNC_ID":"200000000000000000003||100000000000000000003"');
  expect(page).toContain('"DELEGATED_SESSION_ID":"200000000000000000003"');
  expect(page).toContain('made for kids');
  const stolen = cookieOf('member').replace(/^SID=\S+ /, '');
  for (const cookie of ['', stolen, 'SID=x; SAPISID=y']) {
    expect(await pageOf('sabr2026tvs', cookie)).toContain('"LOGGED_IN":false,"INNERTUBE_API_KEY"');
  }
});

test.each([
  ['sabr2026adu', 'plain', 'grown', 'Sign in to confirm your age'],
  ['sabr2026mem', 'grown', 'member', 'Join this channel'],
])('%s is kept from %s, and %s has it', async (id, without, having, says) => {
  for (const cookie of ['', cookieOf(without)]) {
    const page = await pageOf(id, cookie);
    expect(page).toContain(says);
    expect(page).not.toContain('serverAbrStreamingUrl');
  }
  expect(await pageOf(id, cookieOf(having))).toContain('serverAbrStreamingUrl');
});

test('a paying account’s page has its logo and more formats', async () => {
  const [paid, free] = [
    await pageOf('sabr2026pay', cookieOf('premium')),
    await pageOf('sabr2026pay'),
  ];
  for (const words of ['"itag":616', '"itag":141', 'YOUTUBE_PREMIUM_LOGO']) {
    expect([paid.includes(words), free.includes(words)]).toEqual([true, false]);
  }
});

test('an embed page tells its flags to who embeds it, and not of a video that may not be', async () => {
  const embed = (id: string, referer = '') =>
    pageOf(id, '', `https://www.youtube.com/embed/${id}`, referer);
  expect(await embed('sabr2026kid', 'https://blog.example/')).toContain('encryptedHostFlags');
  expect(await embed('sabr2026kid')).toContain('Error 153');
  expect(await embed('sabr2026kid')).not.toContain('encryptedHostFlags');
  expect(await embed('sabr2026tvs', 'https://blog.example/')).toContain(
    'disabled by the video owner',
  );
});

test('a call is its account’s over the wire too: refused unsigned, WEB_CREATOR sent to its own host', async () => {
  site.control.clients = { WEB_CREATOR: 'streaming' };
  const { headers, ...question } = playerQuestion('sabr2026adu', 'WEB_CREATOR', {
    contentPlaybackContext: { signatureTimestamp: site.players.of('2026').sts },
  });
  const cookie = cookieOf('plain');
  const seconds = Math.floor(Date.now() / 1000);
  const text = `${seconds} plain/offline-APISID ${headers.origin}`;
  const hash = createHash('sha1').update(text).digest('hex');
  const signed = { authorization: `SAPISIDHASH ${seconds}_${hash}`, 'x-origin': headers.origin };
  const call = async (more: Record<string, string>) => {
    const url = 'https://www.youtube.com/youtubei/v1/player';
    return ask(site, url, { ...question, headers: { ...headers, cookie, ...more } });
  };
  expect((await call({})).body.toString()).toContain('Please sign in');
  expect((await call(signed)).status).toBe(401);
  const { body } = await call({ ...signed, 'x-goog-authuser': '0' });
  const { serverAbrStreamingUrl } = JSON.parse(body.toString()).streamingData;
  expect(new URL(serverAbrStreamingUrl).hostname).toMatch(/^rr\d---[\w-]+\.c\.youtube\.com$/);
});

test('pages that do not name the streaming protocol have 18 alone', async () => {
  site.control.namesStreams = false;
  const page = await pageOf('sabr2026kid');
  expect(page).not.toMatch(/serverAbrStreamingUrl|videoPlaybackUstreamerConfig/);
  expect(page).toContain('"itag":18,"url":');
});
