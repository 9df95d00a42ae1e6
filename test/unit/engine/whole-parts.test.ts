import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { PartRequest } from '../../../src/jobs/job';
import { clip, scratchFolder } from '../media/clips';
import { hastyClock } from '../transfer/rig';
import { jobOf, Rig } from './engine-rig';

const folder = scratchFolder();
let film: Buffer;
beforeAll(async () => {
  film = readFileSync(await clip(folder, 'whole.mp4'));
});
const half = () => film.subarray(0, film.length >> 1);

const url = 'https://cdn.watch.example/film.mp4';
const part: PartRequest = {
  role: 'whole',
  formatId: 'x.file',
  itag: 0,
  source: { kind: 'url', url, inOnePiece: true },
};
const job = jobOf([part], { allowedHosts: ['https://cdn.watch.example'] });

/** A server that knows no ranges, and does not say how long the file is; its first answer stands still in the middle. */
function rigOf() {
  const asked: (string | null)[] = [];
  const fetch = async (_: string, { headers, signal }: RequestInit): Promise<Response> => {
    asked.push(new Headers(headers).get('range'));
    if (asked.length > 1) return new Response(new Uint8Array(film));
    const body = new ReadableStream({
      start: (out) => {
        out.enqueue(new Uint8Array(half()));
        signal?.addEventListener('abort', () => out.error(signal.reason));
      },
    });
    return new Response(body);
  };
  const clock = hastyClock(50);
  const rig = new Rig({ transfer: { fetch, clock, random: Math.random, stallLimitMs: 600_000 } });
  return { rig, asked };
}

async function expectBegunAnew({ rig, asked }: ReturnType<typeof rigOf>): Promise<void> {
  await rig.until('done');
  expect(asked).toEqual([null, null]);
  expect(rig.savedBytes()?.equals(film)).toBe(true);
  const { text } = await rig.host.requests.log({ id: job.id });
  const told = `restarted  code=range-ignored lostBytes=${half().length}`;
  expect(text.split('\n').filter((line) => line.endsWith(told))).toHaveLength(1);
}

test('after a kill a file that comes in one piece begins anew, and the log says so', async () => {
  const world = rigOf();
  await world.rig.host.requests.start(job);
  await world.rig.untilJournalled(half().length);
  const current = world.rig.job()?.current;
  expect(current).toMatchObject({ state: 'fetching', progress: { received: half().length } });
  expect(current).not.toHaveProperty('progress.total');
  world.rig.kill();
  world.rig.start();
  await expectBegunAnew(world);
});

test('after a pause likewise', async () => {
  const world = rigOf();
  await world.rig.host.requests.start(job);
  await world.rig.untilJournalled(half().length);
  await world.rig.host.requests.pause({ id: job.id });
  await world.rig.until('paused');
  await world.rig.host.requests.resume({ id: job.id });
  await expectBegunAnew(world);
});
