import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { storeAria2Secret } from '../../../src/background/aria2-secret';
import { freshAddress } from '../../../src/background/fresh-address';
import { handOver } from '../../../src/background/hand-over';
import { handoffCommands } from '../../../src/background/handoff-commands';
import { loadHandoffs, rememberHandoff } from '../../../src/background/handoff-store';
import { listHandoffs } from '../../../src/background/list-handoffs';
import { wishedJob } from '../../../src/background/wished-job';
import type { Handoff } from '../../../src/jobs/handoff';
import { fakeBrowser } from '../../helpers/fake-browser';
import { jobOf } from '../engine/engine-rig';

vi.mock('webextension-polyfill', async () => ({
  default: (await import('../../helpers/fake-browser')).fakeBrowser,
}));
vi.mock('../../../src/background/fresh-address', () => ({ freshAddress: vi.fn() }));
vi.mock('../../../src/background/wished-job', () => ({ wishedJob: vi.fn() }));

const code = (expected: string) => expect.objectContaining({ code: expected });
const url = 'https://rr1.googlevideo.com/videoplayback?x=1';

/** What aria2 says of each download, and what it was asked. */
const downloads = new Map<string, Record<string, unknown>>();
let asked: { method: string; params: unknown[] }[] = [];
let isThere = true;

const active = (name: string, completedLength: string) => ({
  ...{ status: 'active', completedLength, totalLength: '100', downloadSpeed: '5', dir: '/srv' },
  files: [{ path: `/srv/${name}`, uris: [{ uri: url }, { uri: url }] }],
});
const refusedBy = (name: string, completedLength: string) => ({
  ...active(name, completedLength),
  ...{ status: 'error', errorCode: '22', errorMessage: 'Not successful. status=403' },
});

function answer(method: string, [token, first, ...rest]: unknown[]): unknown {
  if (token !== 'token:s3') throw new Error('Unauthorized');
  asked.push({ method, params: [first, ...rest] });
  if (method === 'aria2.getVersion') return { version: '1.37.0' };
  if (method !== 'aria2.tellStatus') return 'OK';
  const told = downloads.get(String(first));
  if (!told) throw new Error(`GID ${first} is not found`);
  return told;
}

const orElse = (work: () => unknown) => {
  try {
    return [work()];
  } catch (error) {
    return { code: 1, message: error instanceof Error ? error.message : '' };
  }
};

beforeEach(async () => {
  vi.mocked(freshAddress).mockResolvedValue('https://rr1.googlevideo.com/videoplayback?x=2');
  vi.stubGlobal('fetch', async (_address: string, { body }: { body: string }) => {
    if (!isThere) throw new TypeError('Failed to fetch');
    const { id, method, params } = JSON.parse(body);
    const calls: { methodName: string; params: unknown[] }[] =
      method === 'system.multicall' ? params[0] : [{ methodName: method, params }];
    const each = calls.map((call) => orElse(() => answer(call.methodName, call.params)));
    const [only] = each;
    const result = method === 'system.multicall' ? each : Array.isArray(only) ? only[0] : undefined;
    return Response.json(result === undefined ? { id, error: only } : { id, result });
  });
  vi.stubGlobal('navigator', { userAgent: 'Browser/1' });
  await storeAria2Secret('s3');
});
afterEach(() => {
  fakeBrowser.reset();
  vi.unstubAllGlobals();
  downloads.clear();
  asked = [];
  isThere = true;
});

const gid = '00000000000000aa';
const handoff: Handoff = {
  ...{ id: 'a', title: 'A film', label: '1080p', createdAt: 1, tier: 'page-address' },
  videoUrl: 'https://www.youtube.com/watch?v=abcdefghijk',
  files: [{ gid, name: 'A film.mp4', formatId: '22', itag: 22 }],
};
const fileOf = async () => (await loadHandoffs())[0]?.files[0];
const shown = async () => (await listHandoffs()).handoffs[0]?.files[0];
const orders = () => asked.filter(({ method }) => method === 'aria2.addUri');

test('what is saved is remembered: aria2 may forget it, or be gone', async () => {
  await rememberHandoff(handoff);
  downloads.set(gid, { ...active('A film.1.mp4', '100'), status: 'complete' });
  expect(await shown()).toMatchObject({ name: 'A film.1.mp4', state: 'saved', received: 100 });
  downloads.clear();
  isThere = false;
  expect(await listHandoffs()).toMatchObject({
    handoffs: [{ files: [{ name: 'A film.1.mp4', state: 'saved', received: 100 }] }],
  });
});

test('where a file lies is known with its first byte: before, somebody else’s may lie there', async () => {
  await rememberHandoff(handoff);
  downloads.set(gid, active('A film.mp4', '0'));
  await listHandoffs();
  expect(await fileOf()).not.toHaveProperty('place');
  downloads.set(gid, active('A film.1.mp4', '7'));
  expect(await shown()).toMatchObject({ state: 'active', received: 7, total: 100, speed: 5 });
  expect(await fileOf()).toMatchObject({ place: { folder: '/srv', name: 'A film.1.mp4' } });
});

test('a refused address is asked anew once, and what lies on the disk goes on', async () => {
  await rememberHandoff(handoff);
  downloads.set(gid, refusedBy('A film.1.mp4', '7'));
  expect(await shown()).toMatchObject({ state: 'waiting' });
  const renewed = await fileOf();
  expect(orders()).toEqual([
    {
      method: 'aria2.addUri',
      params: [
        ['https://rr1.googlevideo.com/videoplayback?x=2'],
        expect.objectContaining({
          ...{ gid: renewed?.gid, dir: '/srv', out: 'A film.1.mp4', continue: 'true' },
        }),
      ],
    },
  ]);
  downloads.set(renewed?.gid ?? '', refusedBy('A film.1.mp4', '7'));
  expect(await shown()).toMatchObject({ state: 'failed', error: { code: 'http-403' } });
  expect(orders()).toHaveLength(1);
  // A person wants it again: then once more.
  await handoffCommands.retryHandoff({ id: 'a' });
  expect(orders()).toHaveLength(2);
  expect(vi.mocked(freshAddress).mock.calls.map(([, , doubt]) => doubt)).toEqual([
    'moved',
    'moved',
  ]);
});

test('what is resumed has all its addresses changed; where there are none, aria2 goes on with its own', async () => {
  await rememberHandoff(handoff);
  downloads.set(gid, { ...active('A film.mp4', '7'), status: 'paused' });
  await handoffCommands.resumeHandoff({ id: 'a' });
  expect(asked.slice(-2)).toEqual([
    {
      method: 'aria2.changeUri',
      params: [gid, 1, [url, url], ['https://rr1.googlevideo.com/videoplayback?x=2']],
    },
    { method: 'aria2.unpause', params: [gid] },
  ]);
  vi.mocked(freshAddress).mockRejectedValueOnce(new Error('No network.'));
  asked = [];
  await handoffCommands.resumeHandoff({ id: 'a' });
  expect(asked.map(({ method }) => method)).toEqual(['aria2.tellStatus', 'aria2.unpause']);
});

test('what aria2 does not know any more, a wrong secret and no aria2 are told apart', async () => {
  await rememberHandoff(handoff);
  expect(await shown()).toMatchObject({ state: 'failed', error: { code: 'aria2-forgotten' } });
  await storeAria2Secret('other');
  expect(await shown()).toMatchObject({ state: 'failed', error: { code: 'aria2-refused' } });
  isThere = false;
  expect(await listHandoffs()).toMatchObject({
    failure: { code: 'aria2-unreachable' },
    handoffs: [{ files: [{ state: 'unknown' }] }],
  });
  fakeBrowser.holdsSites = false;
  expect(await listHandoffs()).toMatchObject({ failure: { code: 'aria2-not-allowed' } });
});

test('a row can be removed though aria2 is gone; one that runs is stopped', async () => {
  await rememberHandoff(handoff);
  await rememberHandoff({ ...handoff, id: 'b' });
  downloads.set(gid, active('A film.mp4', '7'));
  await handoffCommands.removeHandoff({ id: 'b' });
  expect(asked.at(-1)).toEqual({ method: 'aria2.forceRemove', params: [gid] });
  isThere = false;
  await handoffCommands.removeHandoff({ id: 'a' });
  expect(await loadHandoffs()).toEqual([]);
  await expect(handoffCommands.pauseHandoff({ id: 'a' })).rejects.toThrow(code('job-not-found'));
});

test('a damaged record costs only itself', async () => {
  await rememberHandoff(handoff);
  const kept = await fakeBrowser.storage.local.get('handoffs');
  await fakeBrowser.storage.local.set({
    handoffs: [7, { ...handoff, files: [{ gid: 'x' }] }, ...Object.values(kept).flat()],
  });
  expect(await loadHandoffs()).toEqual([handoff]);
});

test('what the site asks patience for is not handed on as a job that waits is: it is told', async () => {
  fakeBrowser.openTabs = [{ id: 1, url: handoff.videoUrl }];
  const error = { code: 'http-429', message: 'Later.', facts: { retryAfterSeconds: 90 } } as const;
  const wish = { kind: 'choice', choiceId: '22' } as const;
  const job = jobOf([], { pending: { kind: 'refused', wish, error } });
  vi.mocked(wishedJob).mockResolvedValue({ job, formats: [] });
  await expect(
    handOver({ tabId: 1, videoId: 'abcdefghijk', choiceId: '22' }),
  ).rejects.toMatchObject({ code: 'http-429', facts: error.facts });
  expect(await loadHandoffs()).toEqual([]);
});

test('from a private window nothing is handed on, nor is aria2 asked', async () => {
  fakeBrowser.openTabs = [{ id: 1, url: handoff.videoUrl, incognito: true }];
  const request = { tabId: 1, videoId: 'abcdefghijk', choiceId: '22' };
  await expect(handOver(request)).rejects.toThrow(code('handoff-private'));
  expect(asked).toEqual([]);
});
