import { expect, test, vi } from 'vitest';
import { SitesModel } from '../../../src/manager/sites-model';
import type { SiteView } from '../../../src/protocol/background';

const imgur: SiteView = {
  site: 'imgur',
  name: 'Imgur',
  hosts: ['imgur.com'],
  takesKey: true,
  hasKey: false,
  signsIn: true,
};

function open() {
  let isHeld = false;
  let hasKey = false;
  let account: { account?: string } = {};
  const background = {
    listSites: vi.fn(async () => [{ ...imgur, hasKey, ...account }]),
    setCredentials: vi.fn(async () => {
      hasKey = true;
    }),
    removeCredentials: vi.fn(async () => {
      hasKey = false;
    }),
    signIn: vi.fn(async () => {
      account = { account: 'shutterbug' };
    }),
    signOut: vi.fn(async () => {
      account = {};
    }),
  };
  const signingIn = {
    redirect: 'https://us.example/',
    request: vi.fn(async () => true),
    drop: vi.fn(),
  };
  const request = vi.fn(async () => {
    isHeld = true;
    return true;
  });
  const drop = vi.fn(async () => {
    isHeld = false;
  });
  const holds = async () => isHeld;
  const model = new SitesModel({ background, holds, request, drop, signingIn });
  return { model, background, request, drop, signingIn };
}

test('a site is allowed and taken back by its hosts, and shown as it then stands', async () => {
  const { model, request, drop } = open();
  await model.load();
  expect(model.sites.value).toEqual([
    { ...imgur, isAllowed: false, redirect: 'https://us.example/' },
  ]);
  await model.allow(imgur);
  expect(request).toHaveBeenCalledWith(['imgur.com']);
  expect(model.sites.value[0]?.isAllowed).toBe(true);
  await model.takeBack(imgur);
  expect(drop).toHaveBeenCalledWith(['imgur.com']);
  expect(model.sites.value[0]?.isAllowed).toBe(false);
});

test('a key is kept and removed, and never read', async () => {
  const { model, background } = open();
  await model.keepKey(imgur, { key: 'mine' });
  expect(background.setCredentials).toHaveBeenCalledWith({
    site: 'imgur',
    credentials: { key: 'mine' },
  });
  expect(model.sites.value[0]?.hasKey).toBe(true);
  expect(JSON.stringify(model.sites.value)).not.toContain('mine');
  await model.removeKey(imgur);
  expect(model.sites.value[0]?.hasKey).toBe(false);
});

test('who signs in is asked for leave first, and it is given back when nobody is signed in', async () => {
  const { model, background, signingIn } = open();
  signingIn.request.mockResolvedValueOnce(false);
  await model.signIn(imgur);
  expect(background.signIn).not.toHaveBeenCalled();
  await model.signIn(imgur);
  expect(background.signIn).toHaveBeenCalledWith({ site: 'imgur' });
  expect(model.sites.value[0]?.account).toBe('shutterbug');
  await model.removeKey(imgur);
  expect(signingIn.drop).not.toHaveBeenCalled();
  await model.signOut(imgur);
  expect(model.sites.value[0]?.account).toBeUndefined();
  expect(signingIn.drop).toHaveBeenCalledOnce();
});

test('what cannot be done is told until something can', async () => {
  const { model, request } = open();
  request.mockRejectedValueOnce(new Error('no gesture'));
  await model.allow(imgur);
  expect(model.failure.value?.code).toBe('internal');
  await model.allow(imgur);
  expect(model.failure.value).toBeUndefined();
});
