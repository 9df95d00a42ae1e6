import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { startSite } from '../../site/start-site';
import { watchUrl } from '../../site/video-spec';
import { ask, range } from './site-client';

// Media are made the first time.
vi.setConfig({ testTimeout: 60_000 });

const id = 'capturedOne';
const dir = await mkdtemp(join(tmpdir(), 'reelkeep-captured-'));
const script = '/s/player/62f90c99/player_ias.vflset/en_US/base.js';
const page = `<!doctype html>{"videoDetails":{"videoId":"${id}"},"js":"${script.replaceAll('/', '\\/')}"}`;
await writeFile(join(dir, 'watch.html'), page);
await writeFile(join(dir, 'player.js'), 'captured script');
const answers = join(dir, 'answers.json');
await writeFile(
  answers,
  JSON.stringify({ formats: [{ itag: 136, s: 'gis', sig: 'sig', n: 'raw', n_out: 'solved' }] }),
);

const site = await startSite({ captured: { dir, answers } });
afterAll(async () => {
  await site.close();
  await rm(dir, { recursive: true });
});

const address = (query: Record<string, string>) =>
  `https://r3---sn-anywhere.googlevideo.com/videoplayback?${new URLSearchParams({
    expire: '1607700000',
    id: 'o-AHxyz',
    itag: '136',
    clen: '1500000',
    dur: '12.000',
    ...query,
  })}`;

test('the page and its script are served as they are', async () => {
  expect((await ask(site, watchUrl(id))).body.toString()).toBe(page);
  const at = (path: string) => ask(site, `https://www.youtube.com${path}`);
  expect((await at(script)).body.toString()).toBe('captured script');
  expect((await at(script.replace('62f90c99', '00000000'))).status).toBe(404);
});

test('a right signature opens media of the stated size, whatever has expired', async () => {
  const { status, headers } = await ask(site, address({ sig: 'sig', n: 'solved' }), range(0, 99));
  expect([status, headers['content-range']]).toEqual([206, 'bytes 0-99/1500000']);
});

test('a wrong signature does not, and a wrong n is slow', async () => {
  expect((await ask(site, address({ sig: 'gis', n: 'solved' }), range(0, 99))).status).toBe(403);
  await ask(site, address({ sig: 'sig', n: 'raw' }), range(0, 99));
  expect(site.control.requests.list({ kind: 'media' }).at(-1)?.note).toBe('n');
});
