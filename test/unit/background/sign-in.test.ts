import { afterEach, expect, test, vi } from 'vitest';
import {
  credentialsOf,
  listSites,
  removeCredentials,
  storeCredentials,
} from '../../../src/background/credentials';
import { signIn, signOut, withCredentials } from '../../../src/background/sign-in';
import { ReelkeepError } from '../../../src/errors';
import type { Credentials } from '../../../src/extract/extractor';
import { extractorOf } from '../../../src/extract/registry';
import { fakeBrowser } from '../../helpers/fake-browser';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));
afterEach(() => fakeBrowser.reset());

const code = (expected: string) => expect.objectContaining({ code: expected });
const signal = new AbortController().signal;

/** The site's page lets us in, with a token that is good for so many seconds. */
async function letIn(seconds: number): Promise<void> {
  await storeCredentials('imgur', { key: 'mine', secret: 'hidden' });
  fakeBrowser.leads = (asked) =>
    `https://us/?state=${asked.get('state')}#access_token=first&refresh_token=R&expires_in=${seconds}&account_username=me`;
  await signIn('imgur');
}

const renewing = () =>
  vi.fn(async () => Response.json({ access_token: 'second', expires_in: 3600 }));

const shown = (fetch: () => Promise<Response>, origin = {}) => {
  const seen: (Credentials | undefined)[] = [];
  const work = async (credentials: Credentials | undefined) => {
    seen.push(credentials);
    return credentials?.token;
  };
  return {
    seen,
    work,
    token: () => withCredentials({ extractor: extractorOf('imgur'), origin, fetch }, work, signal),
  };
};

test('who signs in is known by name; the token is told to no screen, and goes with the key', async () => {
  await letIn(3600);
  expect((await listSites()).find(({ site }) => site === 'imgur')).toMatchObject({ account: 'me' });
  expect(JSON.stringify(await listSites())).not.toMatch(/first|hidden|mine/);
  expect(await shown(renewing()).token()).toBe('first');
  await signOut('imgur');
  expect(await credentialsOf('imgur')).toEqual({ key: 'mine', secret: 'hidden' });
  await letIn(3600);
  await storeCredentials('imgur', { key: 'another' });
  expect(await credentialsOf('imgur')).toEqual({ key: 'another' });
  await removeCredentials('imgur');
  expect(await shown(renewing()).token()).toBeUndefined();
});

test('nobody signs in without a key, or where the page does not lead to us', async () => {
  await expect(signIn('imgur')).rejects.toThrow(code('credentials-needed'));
  await storeCredentials('imgur', { key: 'mine' });
  await expect(signIn('imgur')).rejects.toThrow(code('sign-in-failed'));
  fakeBrowser.leads = () => 'https://us/?state=forged#access_token=first';
  await expect(signIn('imgur')).rejects.toThrow(code('sign-in-failed'));
  expect(await credentialsOf('imgur')).toEqual({ key: 'mine' });
});

test('a token that ends in a minute is renewed before it is used, and kept', async () => {
  await letIn(30);
  const fetch = renewing();
  expect(await shown(fetch).token()).toBe('second');
  expect(await shown(fetch).token()).toBe('second');
  expect(fetch).toHaveBeenCalledOnce();
});

test('a token that the site has taken back is renewed once', async () => {
  await letIn(3600);
  const fetch = renewing();
  const { token, seen } = shown(fetch);
  const asker = { extractor: extractorOf('imgur'), origin: {}, fetch };
  const refusing = async (credentials: Credentials | undefined) => {
    if (credentials?.token !== 'second') throw new ReelkeepError('credentials-refused', 'No.');
    return 'let in';
  };
  expect(await withCredentials(asker, refusing, signal)).toBe('let in');
  expect(await token()).toBe('second');
  expect(seen).toEqual([{ key: 'mine', secret: 'hidden', token: 'second' }]);
  const never = async () => Promise.reject(new ReelkeepError('credentials-refused', 'No.'));
  await expect(withCredentials(asker, never, signal)).rejects.toThrow(code('credentials-refused'));
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('without a secret an old token ends it; in a private window nobody is signed in', async () => {
  await letIn(30);
  const { token, seen } = shown(renewing(), { isPrivate: true });
  expect(await token()).toBeUndefined();
  expect(seen).toEqual([{ key: 'mine', secret: 'hidden' }]);
  await storeCredentials('imgur', { key: 'mine' });
  await signIn('imgur');
  await expect(shown(renewing()).token()).rejects.toThrow(code('credentials-refused'));
});
