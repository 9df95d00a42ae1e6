import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import type { PartRequest } from '../../../src/jobs/job';
import { clip, probe, scratchFolder } from '../media/clips';
import { hastyClock } from '../transfer/rig';
import { jobOf, Rig } from './engine-rig';

const host = 'https://cdn.watch.example';
const pieces = 6;
const folder = scratchFolder();
let stream: Buffer;
beforeAll(async () => {
  stream = readFileSync(await clip(folder, 'h264.ts'));
});

/** Cut between the packets of a transport stream. */
function piece(at: number): Buffer {
  const packets = stream.length / 188;
  const place = (part: number) => Math.floor((packets * part) / pieces) * 188;
  return stream.subarray(place(at), place(at + 1));
}

const list = (upTo: number, isWhole: boolean): string =>
  [
    '#EXTM3U',
    '#EXT-X-TARGETDURATION:1',
    ...Array.from({ length: upTo }, (_, at) => `#EXTINF:0.5,\n${at}.ts`),
    ...(isWhole ? ['#EXT-X-ENDLIST'] : []),
  ].join('\n');

interface Served {
  /** How the list stands when it is asked for the n-th time, from 1. */
  readonly listAt: (reading: number) => string;
  /** Segments that do not come before they are let. */
  readonly held?: readonly number[];
}

function rigOf({ listAt, held = [] }: Served) {
  const asked: string[] = [];
  let let_: () => void = () => undefined;
  const leave = new Promise<void>((resolve) => {
    let_ = resolve;
  });
  const clock = hastyClock(50);
  const fetch = async (url: string, { signal }: RequestInit): Promise<Response> => {
    const name = url.slice(host.length + 1);
    asked.push(name);
    if (name === 'list.m3u8')
      return new Response(listAt(asked.filter((one) => one === name).length));
    const at = Number.parseInt(name, 10);
    if (held.includes(at)) {
      const gone = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
      await Promise.race([leave, gone]);
    }
    return new Response(new Uint8Array(piece(at)));
  };
  const rig = new Rig({ transfer: { fetch, clock, random: Math.random, stallLimitMs: 150_000 } });
  return { rig, asked, release: () => let_() };
}

const part: PartRequest = {
  role: 'whole',
  formatId: 'x.hls',
  itag: 0,
  source: { kind: 'listed', list: { protocol: 'hls', url: `${host}/list.m3u8` } },
};
const job = jobOf([part], { allowedHosts: [host] });
const segmentsIn = (asked: readonly string[]) => asked.filter((name) => name.endsWith('.ts'));

test('a part that a list names is fetched, put together, verified and saved', async () => {
  const { rig, asked } = rigOf({ listAt: () => list(pieces, true) });
  await rig.host.requests.start(job);
  await rig.until('done');
  const { video } = await probe(rig.saved());
  expect(video).toHaveLength(75);
  expect(segmentsIn(asked).toSorted()).toEqual(['0.ts', '1.ts', '2.ts', '3.ts', '4.ts', '5.ts']);
  await rig.untilTidy();
});

test('after a kill it goes on with the segment that was missing', async () => {
  const { rig, asked, release } = rigOf({ listAt: () => list(pieces, true), held: [3] });
  await rig.host.requests.start(job);
  await rig.untilJournalled(piece(0).length + piece(1).length + piece(2).length);
  rig.kill();
  release();
  const before = asked.length;
  rig.start();
  await rig.until('done');
  const again = segmentsIn(asked.slice(before));
  expect(again.filter((name) => ['0.ts', '1.ts', '2.ts'].includes(name))).toEqual([]);
  expect((await probe(rig.saved())).video).toHaveLength(75);
});

test('a live stream is saved as far as it was when a person had enough', async () => {
  const { rig } = rigOf({ listAt: (reading) => list(Math.min(reading, 3), false) });
  await rig.host.requests.start({ ...withoutLength(job), isLive: true });
  await rig.untilJournalled(piece(0).length + piece(1).length);
  expect(rig.job()?.isLive).toBe(true);
  await rig.host.requests.finish({ id: job.id });
  await rig.until('done');
  const { video } = await probe(rig.saved());
  expect(video.length).toBeGreaterThan(10);
  expect(video.length).toBeLessThan(75);
});

test('what is not live cannot be finished before its end', async () => {
  const { rig, release } = rigOf({ listAt: () => list(pieces, true), held: [3] });
  await rig.host.requests.start(job);
  await rig.untilJournalled(piece(0).length);
  await rig.host.requests.finish({ id: job.id });
  expect(rig.job()?.current.state).toBe('fetching');
  release();
  await rig.until('done');
});

test('a list that leads elsewhere, and one that is locked, end the job with their codes', async () => {
  const astray = rigOf({
    listAt: () => list(1, true).replace('0.ts', 'https://evil.example/0.ts'),
  });
  await astray.rig.host.requests.start(job);
  expect((await astray.rig.until('failed')).current).toMatchObject({
    error: { code: 'address-not-allowed' },
  });
  const key = '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://x"\n#EXTINF';
  const locked = rigOf({ listAt: () => list(1, true).replace('#EXTINF', key) });
  await locked.rig.host.requests.start(job);
  expect((await locked.rig.until('failed')).current).toMatchObject({
    error: { code: 'drm-protected' },
  });
});

const withoutLength = ({ durationSeconds: _, ...rest }: typeof job) => rest;

test('what a stream had no longer is told with the saved file, and in the log', async () => {
  const gap = list(pieces, true).replace('5.ts', '#EXT-X-GAP\n5.ts');
  const { rig, asked } = rigOf({ listAt: () => gap });
  await rig.host.requests.start({ ...job, durationSeconds: 2.5 });
  const { current } = await rig.until('done');
  expect(current).toMatchObject({ file: { missedSeconds: 1 } });
  expect(asked).not.toContain('5.ts');
  const { text } = await rig.host.requests.log({ id: job.id });
  expect(text).toMatch(/segments-missed {2}count=1 seconds=1/);
  expect(text).toMatch(/done {2}bytes=\d+ missedSeconds=1/);
});
