import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { probe } from '../media/clips';
import { jobOf, Rig } from './engine-rig';
import { clipServers } from './serve-for-test';

const serve = clipServers();

describe('a job from start to end', () => {
  it('fetches two parts, muxes, verifies, hands over and leaves nothing behind', async () => {
    const [video, audio] = [await serve('h264.mp4'), await serve('aac.m4a')];
    const rig = new Rig();
    const request = jobOf([video.part('video'), audio.part('audio')]);
    expect(await rig.host.requests.start(request)).toEqual({
      id: request.id,
      alreadyRunning: false,
    });
    const { current } = await rig.until('done');
    const found = await probe(rig.saved());
    expect(found.codecs).toEqual(['h264', 'aac']);
    expect(found.video).toHaveLength(75);
    expect(rig.saves[0]?.blob.type).toBe('video/mp4');
    expect(rig.saves[0]?.file).toEqual(request.file);
    expect(current).toMatchObject({ file: { path: '/downloads/A title.mp4', downloadId: 1 } });
    await rig.untilTidy();
    expect(rig.urls.size).toBe(0);
    expect(rig.awake).toBe(0);
  });

  it('saves a whole file bit for bit as it was served', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    await rig.host.requests.start(jobOf([whole.part('whole', false)]));
    await rig.until('done');
    expect(rig.savedBytes()).toEqual(whole.bytes);
  });

  it('takes several connections where the settings allow them', async () => {
    const [video, audio] = [await serve('h264.mp4'), await serve('aac.m4a')];
    const rig = new Rig();
    rig.settings = { ...rig.settings, connectionsPerHost: 4 };
    await rig.host.requests.start(jobOf([video.part('video'), audio.part('audio')]));
    await rig.until('done');
    expect((await probe(rig.saved())).video).toHaveLength(75);
  });

  it('is one job however often it is asked, and starts again once it has ended', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    const request = jobOf([whole.part('whole')]);
    const answers = await Promise.all([
      rig.host.requests.start(request),
      rig.host.requests.start(request),
    ]);
    expect(answers.map(({ alreadyRunning }) => alreadyRunning)).toEqual([false, true]);
    await rig.until('done');
    expect(await rig.host.requests.start(request)).toMatchObject({ alreadyRunning: false });
    await vi.waitFor(() => expect(rig.saves).toHaveLength(2));
  });

  it('tells the badge how far all is, and once what ended for which tab', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    await rig.host.requests.start(jobOf([whole.part('whole')]));
    await rig.until('done');
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(rig.news.at(-1)).toEqual({
      running: 0,
      unfinished: 0,
      ended: [{ tabId: 5, title: 'A title' }],
    });
    expect(rig.news.flatMap(({ ended }) => ended)).toHaveLength(1);
  });

  it('shows screens no media address', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    await rig.host.requests.start(jobOf([whole.part('whole')]));
    await rig.until('done');
    expect(JSON.stringify(rig.messages)).not.toContain('googlevideo');
  });
});

describe('a cancel', () => {
  it('in the middle of a fetch leaves no file and no name', async () => {
    const video = await serve('h264.mp4', () => ({ kind: 'stall', afterBytes: 1000 }));
    const rig = new Rig();
    const { id } = await rig.host.requests.start(jobOf([video.part('video')]));
    await rig.until('fetching');
    await rig.host.requests.cancel({ id });
    expect(rig.files()).toEqual([]);
    await rig.until('cancelled');
    expect(rig.awake).toBe(0);
    await rig.host.requests.forget({ id });
    rig.start();
    await expect(rig.host.requests.retry({ id })).rejects.toMatchObject({ code: 'job-not-found' });
  });
});

describe('a failure', () => {
  it('has its code, keeps what is on disk, and a retry asks only for the rest', async () => {
    let broken = true;
    const video = await serve('h264.mp4');
    // The refusal comes after two busy answers, when the other part is long on the disk.
    const audio = await serve('aac.m4a', (index) =>
      broken ? { kind: 'status', status: index < 2 ? 503 : 403 } : undefined,
    );
    const rig = new Rig();
    const parts = [video.part('video'), audio.part('audio')];
    const { id } = await rig.host.requests.start(jobOf(parts));
    expect((await rig.until('failed')).current).toMatchObject({ error: { code: 'http-403' } });
    await vi.waitFor(() => expect(rig.news.at(-1)?.ended[0]?.error?.code).toBe('http-403'));
    broken = false;
    await rig.host.requests.retry({ id });
    await rig.until('done');
    expect(video.server.seen).toHaveLength(1);
  });

  it('of one part against its own format’s word is one of the whole', async () => {
    const video = await serve('h264.mp4');
    const audio = await serve('aac.m4a');
    const rig = new Rig();
    const parts = [video.part('video'), { ...audio.part('audio'), durationSeconds: 2000 }];
    await rig.host.requests.start(jobOf(parts));
    expect((await rig.until('failed')).current).toMatchObject({
      error: {
        code: 'verification-failed',
        facts: { check: 'track-duration', kind: 'audio', expectedSeconds: 2000 },
      },
    });
  });

  it('of the check keeps the parts; only what a person starts again, or saves again, is fetched anew', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    const job = jobOf([whole.part('whole')], { durationSeconds: 60 });
    const { id } = await rig.host.requests.start(job);
    expect((await rig.until('failed')).current).toMatchObject({
      error: { code: 'verification-failed', facts: { check: 'duration', expectedSeconds: 60 } },
    });
    expect(rig.files()).toEqual(['0-whole.part']);
    const before = rig.job()?.updatedAt;
    await rig.host.requests.retry({ id });
    await rig.untilTrue(() => rig.job()?.updatedAt !== before);
    await rig.until('failed');
    expect(whole.server.seen).toHaveLength(1);
    await rig.host.requests.start({ ...job, durationSeconds: 3 });
    await rig.until('done');
    expect(whole.server.seen).toHaveLength(2);
  });

  it('of the mux is mended by starting again: the parts are fetched anew', async () => {
    const video = await serve('h264.mp4');
    const audio = await serve('aac.m4a');
    const good = video.server.content;
    video.server.content = { ...good, bytes: new Uint8Array(good.bytes.length) };
    const rig = new Rig();
    const parts = [video.part('video'), audio.part('audio')];
    const { id } = await rig.host.requests.start(jobOf(parts));
    expect((await rig.until('failed')).current).toMatchObject({ error: { code: 'mux-failed' } });
    expect(rig.files()).toEqual(['0-video.part', '1-audio.part']);
    video.server.content = good;
    await rig.host.requests.restart({ id });
    await rig.until('done');
  });
});

describe('an engine that was ended', () => {
  it('without a word is missed and replaced, and its jobs go on', async () => {
    let stalling = true;
    const media = await serve('whole.mp4', () =>
      stalling ? { kind: 'stall', afterBytes: 100 } : undefined,
    );
    const rig = new Rig();
    await rig.host.requests.start(jobOf([media.part('whole')]));
    await rig.until('fetching');
    rig.kill();
    stalling = false;
    await rig.until('done');
  });

  it('in the middle of a fetch goes on by itself with what was journalled', async () => {
    let stalling = true;
    const video = await serve('h264.mp4', (index) =>
      stalling && index > 0 ? { kind: 'stall', afterBytes: 0 } : undefined,
    );
    const audio = await serve('aac.m4a', () =>
      stalling ? { kind: 'stall', afterBytes: 100 } : undefined,
    );
    const rig = new Rig();
    await rig.host.requests.start(jobOf([video.part('video'), audio.part('audio')]));
    await rig.untilJournalled(video.bytes.length + 100);
    rig.kill();
    stalling = false;
    const askedBefore = video.server.seen.length;
    rig.start();
    await rig.until('done');
    expect(video.server.seen).toHaveLength(askedBefore);
    const found = await probe(rig.saved());
    expect([found.codecs, found.video.length]).toEqual([['h264', 'aac'], 75]);
  });
});
