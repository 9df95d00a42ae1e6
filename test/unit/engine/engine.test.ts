import 'fake-indexeddb/auto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import type { PartRequest } from '../../../src/jobs/job';
import { probe, scratchFolder } from '../media/clips';
import { jobOf, type MediaServer, Rig, serveClip } from './engine-rig';
import { nodeFiles } from './node-files';

const servers: MediaServer[] = [];
async function serve(...args: Parameters<typeof serveClip>): Promise<MediaServer> {
  const media = await serveClip(...args);
  servers.push(media);
  return media;
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ server }) => server.close()));
});

async function saved(blob: Blob | undefined): Promise<string> {
  const path = join(scratchFolder(), 'saved');
  writeFileSync(path, Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)));
  return path;
}

/** Keeps what was handed over before the engine deletes it. */
function keepSaves(rig: Rig): Promise<string>[] {
  const kept: Promise<string>[] = [];
  const complete = rig.onSave;
  rig.onSave = async (save) => {
    kept.push(saved(save.blob));
    await kept.at(-1);
    await complete(save);
  };
  return kept;
}

describe('a job from start to end', () => {
  it('fetches two parts, muxes, verifies, hands over and leaves nothing behind', async () => {
    const [video, audio] = [await serve('h264.mp4'), await serve('aac.m4a')];
    const rig = new Rig();
    const kept = keepSaves(rig);
    const request = jobOf([video.part('video'), audio.part('audio')]);
    expect(await rig.host.requests.start(request)).toEqual({
      id: request.id,
      alreadyRunning: false,
    });
    const { current } = await rig.until('done');
    const path = await kept[0];
    const found = await probe(path ?? '');
    expect(found.codecs).toEqual(['h264', 'aac']);
    expect(found.video).toHaveLength(75);
    expect(rig.saves[0]?.blob.type).toBe('video/mp4');
    expect(rig.saves[0]?.file).toEqual(request.file);
    expect(current).toMatchObject({ file: { path: '/downloads/1', downloadId: 1 } });
    expect(rig.files()).toEqual([]);
    expect(rig.urls.size).toBe(0);
    expect(rig.awake).toBe(0);
  });

  it('saves a whole file bit for bit as it was served', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    let same: boolean | undefined;
    const complete = rig.onSave;
    rig.onSave = async (save) => {
      same = whole.bytes.equals(Buffer.from(await save.blob.arrayBuffer()));
      await complete(save);
    };
    await rig.host.requests.start(jobOf([whole.part('whole', false)]));
    await rig.until('done');
    expect(same).toBe(true);
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
    expect(rig.news[0]?.running).toBe(1);
    expect(rig.news.at(-1)).toEqual({ running: 0, ended: [{ tabId: 5, title: 'A title' }] });
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

  it('while the browser saves stops the browser too, and its end is no second news', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    let saving: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      saving = resolve;
    });
    rig.onSave = async () => saving();
    const { id } = await rig.host.requests.start(jobOf([whole.part('whole')]));
    await begun;
    await rig.host.requests.cancel({ id });
    await rig.host.requests.saveChanged({
      downloadId: 1,
      outcome: { kind: 'interrupted', reason: 'USER_CANCELED' },
    });
    await rig.until('cancelled');
    expect([rig.dropped, rig.files(), rig.urls.size]).toEqual([[1], [], 0]);
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

  it('of the disk says how much room is missing', async () => {
    const files = nodeFiles(scratchFolder());
    const full = {
      ...files,
      open: async (job: string, name: string) => ({
        ...(await files.open(job, name)),
        write: () => {
          throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
        },
      }),
    };
    const whole = await serve('whole.mp4');
    const rig = new Rig({ files: full });
    await rig.host.requests.start(jobOf([whole.part('whole')]));
    const size = whole.bytes.length;
    expect((await rig.until('failed')).current).toMatchObject({
      error: {
        code: 'disk-full',
        facts: { neededBytes: size, freeBytes: 1000, missingBytes: size - 1000 },
      },
    });
  });

  it('of the check spoils the parts: a retry begins anew', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    const { id } = await rig.host.requests.start(
      jobOf([whole.part('whole')], { durationSeconds: 60 }),
    );
    expect((await rig.until('failed')).current).toMatchObject({
      error: { code: 'verification-failed', facts: { check: 'duration', expectedSeconds: 60 } },
    });
    await rig.host.requests.forget({ id });
    expect(rig.files()).toEqual([]);
  });

  it.each([
    ['USER_CANCELED', 'save-cancelled'],
    ['FILE_NO_SPACE', 'disk-full'],
    ['FILE_ACCESS_DENIED', 'save-refused'],
    ['CRASH', 'save-interrupted'],
  ])(
    'of the browser, %s, is %s; the finished file stays and is handed over again',
    async (reason, code) => {
      const whole = await serve('whole.mp4');
      const rig = new Rig();
      const complete = rig.onSave;
      rig.onSave = ({ downloadId }) =>
        rig.host.requests.saveChanged({ downloadId, outcome: { kind: 'interrupted', reason } });
      const { id } = await rig.host.requests.start(jobOf([whole.part('whole')]));
      expect((await rig.until('failed')).current).toMatchObject({ error: { code } });
      const asked = whole.server.seen.length;
      rig.onSave = complete;
      await rig.host.requests.retry({ id });
      await rig.until('done');
      expect(whole.server.seen).toHaveLength(asked);
    },
  );

  it('is a saved file of another size, whatever the browser says', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    rig.onSave = ({ downloadId, blob }) =>
      rig.host.requests.saveChanged({
        downloadId,
        outcome: { kind: 'complete', path: '/x', bytes: blob.size - 1 },
      });
    await rig.host.requests.start(jobOf([whole.part('whole')]));
    expect((await rig.until('failed')).current).toMatchObject({
      error: { code: 'save-interrupted' },
    });
  });

  it('a refusal to take the file at all is told with its own code', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    rig.urls.set = () => {
      throw new ReelkeepError('save-refused', 'No.');
    };
    await rig.host.requests.start(jobOf([whole.part('whole')]));
    expect((await rig.until('failed')).current).toMatchObject({ error: { code: 'save-refused' } });
  });
});

describe('an engine that was ended', () => {
  it('in the middle of a fetch goes on by itself with what was journalled', async () => {
    let stalling = true;
    const video = await serve('h264.mp4', (index) =>
      stalling && index > 0 ? { kind: 'stall', afterBytes: 0 } : undefined,
    );
    const audio = await serve('aac.m4a', () =>
      stalling ? { kind: 'stall', afterBytes: 100 } : undefined,
    );
    const rig = new Rig();
    const kept = keepSaves(rig);
    await rig.host.requests.start(jobOf([video.part('video'), audio.part('audio')]));
    // Long enough for a checkpoint: two seconds of the rig's fifty-fold time.
    await new Promise((resolve) => setTimeout(resolve, 150));
    rig.kill();
    stalling = false;
    const askedBefore = video.server.seen.length;
    rig.start();
    await rig.until('done');
    expect(video.server.seen).toHaveLength(askedBefore);
    const found = await probe((await kept[0]) ?? '');
    expect([found.codecs, found.video.length]).toEqual([['h264', 'aac'], 75]);
  });

  it('while saving asks again, unless the browser tells how the save ended', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    const complete = rig.onSave;
    let saving: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      saving = resolve;
    });
    rig.onSave = async () => saving();
    await rig.host.requests.start(jobOf([whole.part('whole')]));
    await begun;
    await rig.until('saving');
    await new Promise((resolve) => setTimeout(resolve, 20));
    rig.kill();
    rig.onSave = complete;
    rig.start();
    await rig.until('done');
    expect(rig.saves).toHaveLength(2);
  });

  it('hears of a save that ended meanwhile', async () => {
    const whole = await serve('whole.mp4');
    const rig = new Rig();
    let size = 0;
    rig.onSave = async ({ blob }) => {
      size = blob.size;
    };
    await rig.host.requests.start(jobOf([whole.part('whole')]));
    await rig.until('saving');
    await new Promise((resolve) => setTimeout(resolve, 30));
    rig.kill();
    rig.start();
    await rig.host.requests.saveChanged({
      downloadId: 1,
      outcome: { kind: 'complete', path: '/downloads/1', bytes: size },
    });
    await rig.until('done');
    expect([rig.saves.length, rig.files()]).toEqual([1, []]);
  });
});

describe('a save that the person calls off', () => {
  it('in the browser keeps the finished file: saving again fetches nothing', async () => {
    const media = await serve('whole.mp4');
    const rig = new Rig();
    const complete = rig.onSave;
    rig.onSave = ({ downloadId }) =>
      rig.host.requests.saveChanged({
        downloadId,
        outcome: { kind: 'interrupted', reason: 'USER_CANCELED' },
      });
    const { id } = await rig.host.requests.start(jobOf([media.part('whole')]));
    const { current } = await rig.until('failed');
    expect(current).toMatchObject({ error: { code: 'save-cancelled' } });
    // The browser's list forgets its entry.
    await vi.waitFor(() => expect(rig.dropped).toEqual([1]));
    const asked = media.server.seen.length;
    rig.onSave = complete;
    await rig.host.requests.retry({ id });
    await rig.until('done');
    expect(media.server.seen).toHaveLength(asked);
  });

  it('too late leaves the saved file where it is', async () => {
    const media = await serve('whole.mp4');
    const rig = new Rig();
    const request = jobOf([media.part('whole')]);
    let cancelled: Promise<void> | undefined;
    const complete = rig.onSave;
    rig.onSave = async (save) => {
      const told = complete(save);
      // The card still says "saving": the person presses while the news is on its way.
      cancelled = rig.host.requests.cancel({ id: request.id });
      await told;
    };
    await rig.host.requests.start(request);
    await rig.until('done');
    await cancelled;
    expect(rig.dropped).toEqual([]);
    expect(rig.job()?.current.state).toBe('done');
  });
});

describe('addresses that the server refuses', () => {
  const refused = (until: number) => (index: number) =>
    index < until ? ({ kind: 'status', status: 403 } as const) : undefined;
  const expired = (part: PartRequest, expire: number): PartRequest => ({
    ...part,
    url: `${part.url}?expire=${expire}`,
  });

  it('are renewed through the page, and the file comes whole', async () => {
    const media = await serve('whole.mp4', refused(1));
    const rig = new Rig();
    const kept = keepSaves(rig);
    const asked: unknown[] = [];
    const part = media.part('whole');
    rig.onRenew = async (request) => {
      asked.push(request);
      return { [part.formatId]: `${part.url}?fresh` };
    };
    await rig.host.requests.start(jobOf([part]));
    await rig.until('done');
    expect(asked).toEqual([
      {
        videoUrl: 'https://www.youtube.com/watch?v=x',
        tabId: 5,
        formatIds: [part.formatId],
        doubtful: true,
      },
    ]);
    expect(readFileSync((await kept[0]) ?? '')).toEqual(media.bytes);
  });

  it('raise no doubt where they had expired', async () => {
    const media = await serve('whole.mp4', refused(1));
    const rig = new Rig();
    const part = expired(media.part('whole'), 1000);
    const doubts: boolean[] = [];
    rig.onRenew = async ({ doubtful }) => {
      doubts.push(doubtful);
      return { [part.formatId]: media.part('whole').url };
    };
    await rig.host.requests.start(jobOf([part]));
    await rig.until('done');
    expect(doubts).toEqual([false]);
  });

  it('end the job when the new ones are refused as well: one remedy, once', async () => {
    const media = await serve('whole.mp4', refused(100));
    const rig = new Rig();
    const part = media.part('whole');
    let asked = 0;
    rig.onRenew = async () => {
      asked += 1;
      return { [part.formatId]: `${part.url}?fresh=${asked}` };
    };
    await rig.host.requests.start(jobOf([part]));
    const { current } = await rig.until('failed');
    expect(current).toMatchObject({ error: { code: 'http-403' } });
    expect(asked).toBe(1);
  });

  it('end the job, and say why, when the page is gone', async () => {
    const media = await serve('whole.mp4', refused(100));
    const rig = new Rig();
    await rig.host.requests.start(jobOf([media.part('whole')]));
    const { current } = await rig.until('failed');
    expect(current).toMatchObject({
      error: { code: 'http-403', facts: { status: 403, renewal: 'page-not-reachable' } },
    });
  });
});
