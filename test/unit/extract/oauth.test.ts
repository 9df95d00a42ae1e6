import { describe, expect, it, vi } from 'vitest';
import { authorizeAddress, readRedirect, renewSignIn } from '../../../src/extract/oauth';

const oauth = {
  authorizeUrl: 'https://api.site.example/authorize',
  tokenUrl: 'https://api.site.example/token',
};
const redirect = 'https://us.chromiumapp.org/';
const code = (expected: string) => expect.objectContaining({ code: expected });
const signal = new AbortController().signal;
const granted = 'access_token=T.1&expires_in=3600&refresh_token=R-1&account_username=me';

describe('signing in', () => {
  it('asks for a token by the key, and for nothing of the secret', () => {
    const { origin, pathname, searchParams } = new URL(
      authorizeAddress(oauth, 'key', redirect, 'state'),
    );
    expect(origin + pathname).toBe(oauth.authorizeUrl);
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'key',
      response_type: 'token',
      redirect_uri: redirect,
      state: 'state',
    });
  });

  it.each([`${redirect}?state=s#${granted}`, `${redirect}#${granted}&state=s`])(
    'reads what it was led to: %s',
    (led) => {
      expect(readRedirect(led, 's', 1_000)).toEqual({
        ...{ token: 'T.1', refresh: 'R-1', expiresAt: 3_601_000, account: 'me' },
      });
    },
  );

  it.each([
    ['a no', `${redirect}?state=s&error=access_denied`],
    ['the answer to another question', `${redirect}?state=t#${granted}`],
    ['an answer to none', `${redirect}#${granted}`],
    ['a token that is none', `${redirect}?state=s#access_token=a%0d%0ab`],
  ])('takes no part in %s', (_, led) => {
    expect(() => readRedirect(led, 's', 0)).toThrow(code('sign-in-failed'));
  });
});

describe('a token', () => {
  const signIn = { token: 'old', refresh: 'R-1', account: 'me' };
  const renew = (answer: () => Response) => {
    const fetch = vi.fn(async (_url: string, _request: RequestInit) => answer());
    const entered = { key: 'key', secret: 'hidden', signIn };
    return { fetch, renewed: renewSignIn(fetch, oauth, entered, () => 1_000, signal) };
  };

  it('is renewed with key and secret; what the site does not say again stays', async () => {
    const { fetch, renewed } = renew(() => Response.json({ access_token: 'new', expires_in: 60 }));
    expect(await renewed).toEqual({ ...signIn, token: 'new', expiresAt: 61_000 });
    const [url, { method, body, credentials }] = fetch.mock.calls[0] ?? ['', {}];
    expect([url, method, credentials]).toEqual([oauth.tokenUrl, 'POST', 'omit']);
    expect(`${body}`).toBe(
      'client_id=key&client_secret=hidden&grant_type=refresh_token&refresh_token=R-1',
    );
  });

  it.each([400, 401, 403])('that the site has taken back (%d) is none any more', async (status) => {
    const { renewed } = renew(() => new Response('', { status }));
    await expect(renewed).rejects.toThrow(code('credentials-refused'));
  });

  it('stays where the site cannot say', async () => {
    const { renewed } = renew(() => new Response('', { status: 502 }));
    await expect(renewed).rejects.toThrow(code('http-error'));
  });
});
