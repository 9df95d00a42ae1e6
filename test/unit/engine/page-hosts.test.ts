import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { jobOf, Rig } from './engine-rig';
import { clipServers } from './serve-for-test';

const serve = clipServers();

it('hosts are told of their page before a job that is taken up asks them anything', async () => {
  const asked: number[] = [];
  const media = await serve('whole.mp4', () => {
    asked.push(rig.toldHosts.length);
    return asked.length === 1 ? { kind: 'stall', afterBytes: 100 } : undefined;
  });
  const rig = new Rig();
  const videoUrl = 'https://www.watch.example/film';
  const allowedHosts = ['googlevideo.com', 'https://cdn.example'];
  await rig.host.requests.start(jobOf([media.part('whole')], { videoUrl, allowedHosts }));
  await rig.untilTrue(() => asked.length === 1);
  rig.kill();
  rig.toldHosts.length = 0;
  rig.start();
  await rig.until('done');
  const host = { host: 'cdn.example', referer: 'https://www.watch.example/' };
  expect(rig.toldHosts[0]).toEqual([host]);
  expect(asked[1]).toBeGreaterThan(0);
  // It needs them no more.
  await rig.untilTrue(() => rig.toldHosts.at(-1)?.length === 0);
});
