import { expect, test, vi } from 'vitest';
import { SitesModel } from '../../../src/manager/sites-model';
import type { SiteView } from '../../../src/protocol/background';

const imgur: SiteView = {
  site: 'imgur',
  name: 'Imgur',
  hosts: ['imgur.com'],
  takesKey: true,
  hasKey: false,
};

function open() {
  let isHeld = false;
  let hasKey = false;
  const background = {
    listSites: vi.fn(async () => [{ ...imgur, hasKey }]),
    setCredentials: vi.fn(async () => {
      hasKey = true;
    }),
    removeCredentials: vi.fn(async () => {
      hasKey = false;
    }),
  };
  const request = vi.fn(async () => {
    isHeld = true;
    return true;
  });
  const drop = vi.fn(async () => {
    isHeld = false;
  });
  const model = new SitesModel({ background, holds: async () => isHeld, request, drop });
  return { model, background, request, drop };
}

test('a site is allowed and taken back by its hosts, and shown as it then stands', async () => {
  const { model, request, drop } = open();
  await model.load();
  expect(model.sites.value).toEqual([{ ...imgur, isAllowed: false }]);
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

test('what cannot be done is told until something can', async () => {
  const { model, request } = open();
  request.mockRejectedValueOnce(new Error('no gesture'));
  await model.allow(imgur);
  expect(model.failure.value?.code).toBe('internal');
  await model.allow(imgur);
  expect(model.failure.value).toBeUndefined();
});
