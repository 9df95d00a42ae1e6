import { afterEach, describe, expect, test, vi } from 'vitest';
import { answerCaller } from '../../../src/background/answer-caller';
import { isJobOf, rememberJob } from '../../../src/background/called-jobs';
import { fileReply, infoReply, statusReply } from '../../../src/background/caller-replies';
import {
  credentialsOf,
  listSites,
  removeCredentials,
  storeCredentials,
} from '../../../src/background/credentials';
import { renewFromSite } from '../../../src/background/renew-from-site';
import { collectionKey, rememberSaved, savedItems } from '../../../src/background/saved-items';
import { siteSources } from '../../../src/background/site-sources';
import { makeFile } from '../../../src/formats/make-file';
import type { JobView } from '../../../src/protocol/jobs-port';
import { fakeBrowser } from '../../helpers/fake-browser';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));
afterEach(() => {
  fakeBrowser.reset();
  vi.unstubAllGlobals();
});

const code = (expected: string) => expect.objectContaining({ code: expected });

describe('what a person has entered for a site', () => {
  test('is kept, replaced and removed, each site by itself', async () => {
    await storeCredentials('imgur', { key: ' mine ', secret: 'hidden' });
    await storeCredentials('gfycat', { key: 'other' });
    expect(await credentialsOf('imgur')).toEqual({ key: 'mine', secret: 'hidden' });
    await storeCredentials('imgur', { key: 'new' });
    expect(await credentialsOf('imgur')).toEqual({ key: 'new' });
    await removeCredentials('imgur');
    expect(await credentialsOf('imgur')).toBeUndefined();
    expect(await credentialsOf('gfycat')).toEqual({ key: 'other' });
    await expect(storeCredentials('imgur', { key: ' ' })).rejects.toThrow(code('message-invalid'));
  });

  test('is told to no screen', async () => {
    await storeCredentials('imgur', { key: 'mine', secret: 'hidden' });
    const sites = await listSites();
    expect(sites.find(({ site }) => site === 'imgur')).toMatchObject({
      takesKey: true,
      hasKey: true,
    });
    expect(JSON.stringify(sites)).not.toMatch(/mine|hidden/);
  });
});

test('what of a thread was saved is remembered, by site and thread', async () => {
  const thread = (id: string) => collectionKey('fourchan', id);
  const saved = (id: string, item: string) => rememberSaved({ collection: thread(id), id: item });
  await saved('a', '1');
  await Promise.all([saved('a', '2'), saved('a', '1'), saved('b', '9')]);
  expect([...(await savedItems(thread('a')))]).toEqual(['1', '2']);
  expect([...(await savedItems(thread('b')))]).toEqual(['9']);
  expect([...(await savedItems(collectionKey('imgur', 'a')))]).toEqual([]);
});

describe('sources of other sites', () => {
  const format = (url: string) => {
    const made = makeFile({ id: 'a.jpg', url, extension: 'jpg', bytes: 5 });
    if (!made) throw new Error('no format');
    return made;
  };

  test('are their addresses, where those are on the site’s own hosts', () => {
    const own = format('https://i.4cdn.org/g/1.jpg');
    expect(siteSources([own], ['4cdn.org']).sources).toEqual({
      'a.jpg': { source: { kind: 'url', url: 'https://i.4cdn.org/g/1.jpg' }, contentLength: 5 },
    });
    const unranged = { ...own, source: { ...own.source, inOnePiece: true } } as const;
    const [source] = Object.values(siteSources([unranged], ['4cdn.org']).sources);
    expect(source).toMatchObject({ source: { kind: 'url', inOnePiece: true } });
    const foreign = format('https://media.evil.example/1.jpg');
    expect(() => siteSources([foreign], ['4cdn.org'])).toThrow(code('address-not-allowed'));
  });

  const thread = (fsize: number) => ({ posts: [{ no: 5, tim: 51, ext: '.jpg', fsize }] });
  const renew = (wanted: { formatId: string; contentLength?: number }) =>
    renewFromSite(
      {
        origin: {},
        videoUrl: 'https://boards.4chan.org/g/thread/5#p5',
        formats: [{ itag: 0, ...wanted }],
        wish: { failed: [] },
      },
      new AbortController().signal,
    );

  test('are read anew under the same ids, and only for the same version', async () => {
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(thread(300))));
    const { sources } = await renew({ formatId: 'g-51.jpg', contentLength: 300 });
    expect(sources).toMatchObject({
      'g-51.jpg': { source: { url: 'https://i.4cdn.org/g/51.jpg' } },
    });
    await expect(renew({ formatId: 'g-51.jpg', contentLength: 299 })).rejects.toThrow(
      code('format-changed'),
    );
    await expect(renew({ formatId: 'g-99.jpg' })).rejects.toThrow(code('no-formats'));
    fakeBrowser.holdsSites = false;
    await expect(renew({ formatId: 'g-51.jpg' })).rejects.toThrow(code('no-permission'));
  }, 20_000);
});

describe('other extensions', () => {
  const caller = 'a'.repeat(32);
  const refusal = { success: false, error: 'Refused.' };
  const job = (current: JobView['current']): JobView => ({
    ...{ id: 'j', title: 'T', label: '', videoUrl: '', origin: {}, fileName: 'T.mp4' },
    ...{ createdAt: 0, updatedAt: 0, statusText: 'as it stands', current },
    options: { priority: 'normal', rank: 1 },
  });

  test('are refused alike whatever they ask, until a person has allowed them', async () => {
    for (const asked of [{ request: 'status', download_id: 'j' }, { request: 'x' }, null, 7]) {
      expect(await answerCaller(caller, asked)).toEqual(refusal);
    }
    await fakeBrowser.storage.local.set({ settings: { callers: [caller] } });
    expect(await answerCaller('b'.repeat(32), { request: 'x' })).toEqual(refusal);
    expect(await answerCaller(caller, { request: 'x' })).toMatchObject({ code: 'message-invalid' });
    expect(await answerCaller(caller, { request: 'status', download_id: 'j' })).toMatchObject({
      success: false,
      code: 'job-not-found',
    });
  });

  test('may ask of the jobs that they began, and of no others', async () => {
    await rememberJob(caller, 'j');
    expect(await isJobOf(caller, 'j')).toBe(true);
    expect(await isJobOf('b'.repeat(32), 'j')).toBe(false);
    expect(await isJobOf(caller, 'k')).toBe(false);
  });

  test('hear what the web services answered', () => {
    const video = { title: 'T', channel: 'C', durationSeconds: 213, metadata: { views: 1.5e9 } };
    const rest = { site: 'youtube', id: 'i', url: '', formats: [], captions: [] } as const;
    expect(infoReply({ ...rest, ...video })).toEqual({
      success: true,
      info: {
        ...{ title: 'T', duration: '00:03:33', uploader: 'C' },
        ...{ view_count: '1,500,000,000', thumbnail: '' },
      },
    });
    const progress = { received: 505, total: 1000, speed: 2.5 * 1024 ** 2, eta: 9.2 };
    const sentence = () => 'why';
    expect(statusReply(job({ state: 'fetching', progress }), sentence)).toEqual({
      ...{ status: 'downloading', progress: 50.5, speed: '2.50 MiB/s', eta: '10s' },
      ...{ status_text: 'as it stands', title: 'T' },
    });
    const file = { path: 'C:\\videos\\T.mp4', bytes: 9, downloadId: 3 };
    expect(statusReply(job({ state: 'done', file }), sentence)).toEqual({
      ...{ status: 'completed', progress: 100, filepath: file.path, title: 'T' },
    });
    const error = { code: 'http-404', message: '', facts: {} } as const;
    expect(statusReply(job({ state: 'failed', error }), sentence)).toEqual({
      ...{ status: 'error', error: 'why', title: 'T' },
    });
    expect(fileReply(job({ state: 'done', file }))).toEqual({
      ...{ success: true, filename: 'T.mp4', size: 9, download_id: 3 },
    });
    expect(() => fileReply(job({ state: 'queued' }))).toThrow(code('file-missing'));
  });
});
