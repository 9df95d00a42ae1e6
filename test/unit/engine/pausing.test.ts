import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../src/engine/journal';
import { opfsCopies } from '../../../src/engine/opfs-copies';
import { ReelkeepError } from '../../../src/errors';
import type { JobRequest } from '../../../src/jobs/job';
import { probe, scratchFolder } from '../media/clips';
import { asking, jobOf, type MediaServer, Rig, renewed, settings, urlOf } from './engine-rig';
import { MemoryOpfs } from './memory-opfs';
import { nodeFiles } from './node-files';
import { clipServers, mendable, pass } from './serve-for-test';

const serve = clipServers();
const { id } = jobOf([]);

/** A job that hangs in its fetch, after so many bytes, until the server is mended. */
async function hangingJob(change: ConstructorParameters<typeof Rig>[0] = {}) {
  const server = mendable({ kind: 'stall', afterBytes: 4000 });
  const video = await serve('h264.mp4', server.faultFor);
  const audio = await serve('aac.m4a');
  const rig = new Rig(change);
  const request = jobOf([video.part('video'), audio.part('audio')]);
  await rig.host.requests.start(request);
  await rig.untilBytes(audio.bytes.length + 4000);
  return { rig, video, audio, request, mend: server.mend };
}

const startsOf = ({ server }: MediaServer, from = 0): number[] =>
  server.seen.slice(from).map(({ range = '' }) => Number(/\d+/.exec(range)?.[0]));

describe('a pause while it fetches', () => {
  it('is immediate, keeps what has come, and asks for nothing of it again', async () => {
    const { rig, video, audio, mend } = await hangingJob();
    const asked = video.server.seen.length;
    await rig.host.requests.pause({ id });
    const { current, statusText } = await rig.until('paused');
    expect(current).toMatchObject({ progress: { received: audio.bytes.length + 4000 } });
    expect(statusText).toMatch(/^paused at \d/);
    mend();
    await pass(50);
    expect(video.server.seen).toHaveLength(asked);
    await rig.host.requests.resume({ id });
    await rig.until('done');
    expect(startsOf(video, asked)).toEqual([4000]);
    expect(audio.server.seen).toHaveLength(1);
    const found = await probe(rig.saved());
    expect([found.codecs, found.video.length]).toEqual([['h264', 'aac'], 75]);
  });

  it('outlives the engine: nobody but a person takes it up again', async () => {
    const { rig, video, mend } = await hangingJob();
    await rig.host.requests.pause({ id });
    rig.kill();
    mend();
    const asked = video.server.seen.length;
    rig.start();
    await rig.until('paused');
    await pass(100);
    expect([rig.job()?.current.state, video.server.seen.length]).toEqual(['paused', asked]);
    expect(rig.awake).toBe(0);
    await rig.host.requests.resume({ id });
    await rig.until('done');
    expect(startsOf(video, asked)).toEqual([4000]);
  });

  it('ends when the person saves the same video again', async () => {
    const { rig, video, request, mend } = await hangingJob();
    const asked = video.server.seen.length;
    await rig.host.requests.pause({ id });
    mend();
    expect(await rig.host.requests.start(request)).toEqual({ id, alreadyRunning: true });
    await rig.until('done');
    expect(startsOf(video, asked)).toEqual([4000]);
  });

  it('lets the next one in the line have its place', async () => {
    const { rig } = await hangingJob();
    const next = await serve('whole.mp4');
    await rig.host.requests.configure({ ...settings, jobsAtOnce: 1 });
    await rig.host.requests.start(jobOf([next.part('whole')], { id: 'next' }));
    await pass(50);
    expect(rig.job('next')?.current.state).toBe('queued');
    await rig.host.requests.pause({ id });
    await rig.until('done', 'next');
    expect(rig.job()?.current.state).toBe('paused');
  });
});

describe('a pause', () => {
  it('while it is put together begins that anew, from parts that are not fetched again', async () => {
    const opened: string[] = [];
    const folder = scratchFolder();
    const files = nodeFiles(folder);
    let paused: Promise<void> | undefined;
    const video = await serve('h264.mp4');
    const audio = await serve('aac.m4a');
    const rig: Rig = new Rig({
      files: {
        ...files,
        open: (job, name) => {
          opened.push(name);
          return files.open(job, name);
        },
      },
      breathe: () => {
        paused ??= rig.host.requests.pause({ id });
        return pass(20);
      },
    });
    rig.diskFolder = folder;
    await rig.host.requests.start(jobOf([video.part('video'), audio.part('audio')]));
    await rig.until('paused');
    await paused;
    const out = () => opened.filter((name) => name === 'out.mp4').length;
    expect(out()).toBe(1);
    expect((await files.list()).map(({ bytes }) => bytes)).toEqual([
      video.bytes.length + audio.bytes.length,
    ]);
    const asked = video.server.seen.length + audio.server.seen.length;
    await rig.host.requests.resume({ id });
    await rig.until('done');
    expect(out()).toBe(2);
    expect(video.server.seen.length + audio.server.seen.length).toBe(asked);
  });

  it('of a job in the line holds it there', async () => {
    const { rig, mend } = await hangingJob();
    const next = await serve('whole.mp4');
    await rig.host.requests.configure({ ...settings, jobsAtOnce: 1 });
    await rig.host.requests.start(jobOf([next.part('whole')], { id: 'next' }));
    await rig.host.requests.pause({ id: 'next' });
    mend();
    await rig.until('done');
    expect(rig.job('next')?.current.state).toBe('paused');
    await rig.host.requests.resume({ id: 'next' });
    await rig.until('done', 'next');
  });

  it('while the page is asked gives the asking up, and the resume asks again', async () => {
    const media = await serve('whole.mp4');
    const part = asking(media.part('whole'), 'expire=1000');
    const rig = new Rig();
    let asked = 0;
    rig.onRenew = () => {
      asked += 1;
      return asked === 1
        ? new Promise(() => undefined)
        : Promise.resolve(renewed({ [part.formatId]: urlOf(media.part('whole')) }));
    };
    await rig.host.requests.start(jobOf([part]));
    await rig.until('resolving');
    await rig.host.requests.pause({ id });
    await rig.until('paused');
    await rig.host.requests.resume({ id });
    await rig.until('done');
    expect(asked).toBe(2);
  });

  it('leaves the browser at what it saves', async () => {
    const media = await serve('whole.mp4');
    const rig = new Rig();
    const complete = rig.onSave;
    rig.onSave = async (save) => {
      await rig.host.requests.pause({});
      await complete(save);
    };
    await rig.host.requests.start(jobOf([media.part('whole')]));
    await rig.until('done');
  });

  it('of all is one of all that run or wait, and so is the resume', async () => {
    const { rig, mend } = await hangingJob();
    const others = await Promise.all([
      serve('whole.mp4'),
      serve('whole.mp4', mendable({ kind: 'status', status: 404 }).faultFor),
    ]);
    const requests: JobRequest[] = others.map((media, at) =>
      jobOf([media.part('whole')], { id: `other ${at}` }),
    );
    for (const request of requests) await rig.host.requests.start(request);
    await rig.until('done', 'other 0');
    await rig.until('failed', 'other 1');
    await rig.host.requests.pause({});
    expect((await rig.until('paused')).current.state).toBe('paused');
    expect(rig.job('other 0')?.current.state).toBe('done');
    expect(rig.job('other 1')?.current.state).toBe('failed');
    mend();
    await rig.host.requests.resume({});
    await rig.until('done');
  });

  it('of a job that nobody knows is refused', async () => {
    const rig = new Rig();
    await expect(rig.host.requests.pause({ id })).rejects.toMatchObject({ code: 'job-not-found' });
    await expect(rig.host.requests.resume({ id })).rejects.toMatchObject({ code: 'job-not-found' });
  });
});

describe('commands in one moment', () => {
  it('pause, cancel and resume: it is cancelled, and leaves nothing', async () => {
    const { rig } = await hangingJob();
    const { pause, cancel, resume } = rig.host.requests;
    await Promise.all([pause({ id }), cancel({ id }), resume({ id })]);
    await rig.until('cancelled');
    expect(rig.files()).toEqual([]);
  });

  it('pause, resume and pause: it is paused, with all that had come', async () => {
    const { rig, video, mend } = await hangingJob();
    const { pause, resume } = rig.host.requests;
    await Promise.all([pause({ id }), resume({ id }), pause({ id })]);
    await rig.until('paused');
    mend();
    const asked = video.server.seen.length;
    await resume({ id });
    await rig.until('done');
    expect(startsOf(video, asked)).toEqual([4000]);
  });

  it('resume and cancel: it is cancelled, and leaves nothing', async () => {
    const { rig } = await hangingJob();
    const { pause, cancel, resume } = rig.host.requests;
    await pause({ id });
    await Promise.all([resume({ id }), cancel({ id })]);
    await rig.until('cancelled');
    expect(rig.files()).toEqual([]);
  });

  it('a retry while the run is still ending waits for its end', async () => {
    const steps: string[] = [];
    const media = await serve('whole.mp4');
    const { root } = new MemoryOpfs();
    const journal = openJournal(opfsCopies(root), scratchFolder());
    const files = nodeFiles(scratchFolder());
    const rig = new Rig({
      files: {
        ...files,
        open: (job, name) => {
          steps.push('open');
          return files.open(job, name);
        },
      },
      journal: {
        load: () => journal.load(),
        putAll: (records) => journal.putAll(records),
        remove: (job) => journal.remove(job),
        appendLog: (...what) => journal.appendLog(...what),
        readLog: (job) => journal.readLog(job),
        put: async (...what) => {
          const [{ job }] = what;
          const hasFailed = job.current.state === 'failed';
          if (hasFailed) steps.push('ending');
          if (hasFailed) await pass(60);
          await journal.put(...what);
          if (hasFailed) steps.push('ended');
        },
      },
    });
    await rig.host.requests.start(jobOf([media.part('whole')], { durationSeconds: 60 }));
    await rig.until('failed');
    await rig.host.requests.retry({ id });
    await rig.untilTrue(() => steps.length === 6);
    expect(steps).toEqual(['open', 'ending', 'ended', 'open', 'ending', 'ended']);
  });

  it('other settings while it runs: the transfer goes on with them, without what it has', async () => {
    const { rig, video, audio, mend } = await hangingJob();
    const asked = video.server.seen.length;
    mend();
    await rig.host.requests.configure({ ...settings, connectionsPerHost: 3 });
    await rig.until('done');
    expect(startsOf(video, asked)).toEqual([4000]);
    expect(audio.server.seen).toHaveLength(1);
  });

  it('fewer jobs at once: the last one steps back into the line', async () => {
    const { rig, mend } = await hangingJob();
    const server = mendable({ kind: 'stall', afterBytes: 100 });
    const second = await serve('whole.mp4', server.faultFor);
    await rig.host.requests.start(jobOf([second.part('whole')], { id: 'second' }));
    await rig.until('fetching', 'second');
    await rig.host.requests.configure({ ...settings, jobsAtOnce: 1 });
    await rig.until('queued', 'second');
    expect(rig.job()?.current.state).toBe('fetching');
    server.mend();
    await pass(50);
    expect(rig.job('second')?.current.state).toBe('queued');
    mend();
    await rig.until('done', 'second');
  });
});

it('a page that fails while nobody waits for it any more ends nothing', async () => {
  const media = await serve('whole.mp4');
  const part = asking(media.part('whole'), 'expire=1000');
  const rig = new Rig();
  let refuse: (error: Error) => void = () => undefined;
  rig.onRenew = () =>
    new Promise((_, reject) => {
      refuse = reject;
    });
  await rig.host.requests.start(jobOf([part]));
  await rig.until('resolving');
  await rig.host.requests.pause({ id });
  refuse(new ReelkeepError('format-changed', 'Too late.'));
  await pass(50);
  expect(rig.job()?.current.state).toBe('paused');
});
