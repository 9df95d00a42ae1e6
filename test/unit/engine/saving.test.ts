import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import type { SaveStatus } from '../../../src/protocol/background';
import type { SaveOutcome } from '../../../src/protocol/engine';
import { jobOf, Rig } from './engine-rig';
import { clipServers, pass } from './serve-for-test';

const serve = clipServers();
const { id } = jobOf([]);

/** The browser ends each save with this, as long as the test lets it. */
function endingWith(rig: Rig, outcome: (bytes: number) => SaveOutcome): () => void {
  const complete = rig.onSave;
  rig.onSave = ({ downloadId, url, blob }) =>
    rig.host.requests.saveChanged({ downloadId, url, outcome: outcome(blob.size) });
  return () => {
    rig.onSave = complete;
  };
}
const interrupted = (reason: string) => (): SaveOutcome => ({ kind: 'interrupted', reason });

async function savingJob(rig: Rig, saveAs = false) {
  const media = await serve('whole.mp4');
  const file = { name: 'Où est l’été.mp4', conflictAction: 'uniquify', saveAs } as const;
  await rig.host.requests.start(jobOf([media.part('whole')], { file }));
  return media;
}

/** A job that the browser saves, and says no more of it. */
async function silentJob() {
  const rig = new Rig();
  const complete = rig.onSave;
  let isSilent = false;
  rig.onSave = async () => {
    isSilent = true;
  };
  const media = await savingJob(rig);
  await rig.untilTrue(() => {
    const current = rig.job()?.current;
    return isSilent && current?.state === 'saving' && current.downloadId !== undefined;
  });
  rig.onSave = complete;
  return { rig, media };
}

describe('a save that fails', () => {
  it.each([
    ['USER_CANCELED', 'save-cancelled', 1],
    ['FILE_ACCESS_DENIED', 'save-refused', 2],
    ['FILE_VIRUS_INFECTED', 'save-refused', 1],
    ['CRASH', 'save-interrupted', 3],
  ])(
    'with %s is %s; the finished file stays, and saving it again fetches nothing',
    async (reason, code, tries) => {
      const rig = new Rig();
      const mend = endingWith(rig, interrupted(reason));
      const media = await savingJob(rig);
      expect((await rig.until('failed')).current).toMatchObject({
        error: { code, facts: { reason } },
      });
      expect(rig.saves).toHaveLength(tries);
      // The browser's list forgets its entries.
      await vi.waitFor(() => expect(rig.dropped).toHaveLength(tries));
      const asked = media.server.seen.length;
      mend();
      await rig.host.requests.retry({ id });
      await rig.until('done');
      expect(media.server.seen).toHaveLength(asked);
    },
  );

  it('for want of room waits for it, and then saves by itself', async () => {
    const rig = new Rig();
    const mend = endingWith(rig, interrupted('FILE_NO_SPACE'));
    const media = await savingJob(rig);
    const { current } = await rig.until('waiting');
    expect(current).toMatchObject({
      reason: 'disk',
      // Enough for the whole copy: what the folder's own disk lacks, nobody says.
      error: {
        code: 'disk-full',
        facts: { reason: 'FILE_NO_SPACE', missingBytes: rig.lastHandedBytes },
      },
    });
    const asked = media.server.seen.length;
    mend();
    await rig.until('done');
    expect(media.server.seen).toHaveLength(asked);
  });

  it('for want of room on a disk that we cannot look at is tried seldom after a few times', async () => {
    const rig = new Rig();
    endingWith(rig, interrupted('FILE_NO_SPACE'));
    await savingJob(rig);
    await rig.untilTrue(() => rig.saves.length === 3);
    // Ten minutes of the rig's.
    await pass(12_000 / 10);
    expect(rig.saves).toHaveLength(3);
    expect(rig.job()?.current).toMatchObject({ state: 'waiting', reason: 'disk' });
  });

  it('for want of room where a dialog asks for the place is the person’s to mend', async () => {
    const rig = new Rig();
    endingWith(rig, interrupted('FILE_NO_SPACE'));
    await savingJob(rig, true);
    expect((await rig.until('failed')).current).toMatchObject({ error: { code: 'disk-full' } });
    expect(rig.saves).toHaveLength(1);
  });

  it('with a file of another size has failed, whatever the browser says', async () => {
    const rig = new Rig();
    endingWith(rig, (bytes) => ({ kind: 'complete', path: '/x', bytes: bytes - 1 }));
    await savingJob(rig);
    expect((await rig.until('failed')).current).toMatchObject({
      error: { code: 'save-interrupted', facts: { reason: 'SIZE' } },
    });
  });

  it('before it began is told with its own code', async () => {
    const rig = new Rig();
    rig.onSaveFile = () => {
      throw new ReelkeepError('save-cancelled', 'The dialog was closed.');
    };
    await savingJob(rig);
    expect((await rig.until('failed')).current).toMatchObject({
      error: { code: 'save-cancelled' },
    });
  });
});

describe('a name that the browser refuses', () => {
  it('gives way to a plainer one, once, and the log says so', async () => {
    const rig = new Rig();
    const refused: string[] = [];
    rig.onSaveFile = ({ file }) => {
      if (refused.push(file.name) > 1) return;
      throw new ReelkeepError('save-refused', 'No.', { facts: { reason: 'Invalid filename' } });
    };
    await savingJob(rig);
    const { fileName } = await rig.until('done');
    expect([refused, fileName]).toEqual([
      ['Où est l’été.mp4', 'Ou-est-l-ete.mp4'],
      'Ou-est-l-ete.mp4',
    ]);
    expect((await rig.host.requests.log({ id })).text).toContain('name-refused');
  });

  it('and the plainer one too ends the job', async () => {
    const rig = new Rig();
    let asked = 0;
    rig.onSaveFile = () => {
      asked += 1;
      throw new ReelkeepError('save-refused', 'No.');
    };
    await savingJob(rig);
    expect((await rig.until('failed')).current).toMatchObject({ error: { code: 'save-refused' } });
    expect(asked).toBe(2);
  });

  it('only when it comes to writing it, is refused all the same', async () => {
    const rig = new Rig();
    const mend = endingWith(rig, interrupted('FILE_NAME_TOO_LONG'));
    rig.onSaveFile = ({ file }) => {
      if (file.name === 'Ou-est-l-ete.mp4') mend();
    };
    await savingJob(rig);
    await rig.until('done');
    expect(rig.saves).toHaveLength(2);
  });
});

describe('a file that was saved', () => {
  it.each([
    ['/downloads/Où est l’été (1).mp4', false],
    ['/downloads/true.mp4', true],
  ])('as %s: whether another had a say in its name, %s', async (path, isRenamed) => {
    const rig = new Rig();
    endingWith(rig, (bytes) => ({ kind: 'complete', path, bytes }));
    await savingJob(rig);
    expect((await rig.until('done')).current).toMatchObject({ file: { path } });
    const { text } = await rig.host.requests.log({ id });
    expect(text.includes('renamed-by-another')).toBe(isRenamed);
  });

  it('where the person wished is no surprise', async () => {
    const rig = new Rig();
    endingWith(rig, (bytes) => ({ kind: 'complete', path: '/elsewhere/mine.mp4', bytes }));
    await savingJob(rig, true);
    await rig.until('done');
    expect((await rig.host.requests.log({ id })).text).not.toContain('renamed');
  });
});

describe('an engine that was ended while the browser saves', () => {
  it('asks how the save stands, and waits for its end where it goes on', async () => {
    const { rig } = await silentJob();
    const asked: unknown[] = [];
    rig.kill();
    rig.onStatus = async (ask) => {
      asked.push(ask);
      return { kind: 'running', downloadId: 1 };
    };
    rig.start();
    await rig.untilTrue(() => asked.length > 0);
    await pass(30);
    const bytes = rig.saves[0]?.blob.size ?? 0;
    expect(asked[0]).toMatchObject({ downloadId: 1, fileName: 'Où est l’été.mp4', bytes });
    expect(rig.job()?.current.state).toBe('saving');
    await rig.complete(1);
    await rig.until('done');
    expect(rig.saves).toHaveLength(1);
    await rig.untilTidy();
  });

  it('takes the outcome where it has ended', async () => {
    const { rig } = await silentJob();
    const bytes = rig.saves[0]?.blob.size ?? 0;
    rig.kill();
    const outcome = { kind: 'complete', path: '/downloads/1', bytes } as const;
    rig.onStatus = async () => ({ kind: 'ended', downloadId: 1, outcome });
    rig.start();
    await rig.until('done');
    expect(rig.saves).toHaveLength(1);
    await rig.untilTidy();
  });

  it('follows the save to the number that the browser has given it since', async () => {
    const { rig } = await silentJob();
    rig.kill();
    rig.onStatus = async () => ({ kind: 'running', downloadId: 77 });
    rig.start();
    await rig.untilTrue(() => {
      const current = rig.job()?.current;
      return current?.state === 'saving' && current.downloadId === 77;
    });
    await rig.complete(77);
    await rig.until('done');
  });

  it('hands the file over again where the browser knows nothing of it', async () => {
    const { rig, media } = await silentJob();
    const asked = media.server.seen.length;
    rig.kill();
    rig.start();
    await rig.until('done');
    expect([rig.saves.length, media.server.seen.length]).toEqual([2, asked]);
  });

  it('and called it off when it was ended itself, hands the file over again', async () => {
    const { rig } = await silentJob();
    rig.kill();
    const outcome = { kind: 'interrupted', reason: 'USER_CANCELED' } as const;
    rig.onStatus = async () => ({ kind: 'ended', downloadId: 1, outcome });
    rig.start();
    await rig.until('done');
    expect(rig.saves).toHaveLength(2);
  });

  it('hears of an end that comes before the answer', async () => {
    const { rig } = await silentJob();
    rig.kill();
    rig.onStatus = () => new Promise(() => undefined);
    rig.start();
    await rig.until('saving');
    await rig.complete(1);
    await rig.until('done');
    expect(rig.saves).toHaveLength(1);
  });

  it('asks again where nobody answers', async () => {
    const told = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { rig } = await silentJob();
    const bytes = rig.saves[0]?.blob.size ?? 0;
    rig.kill();
    let asked = 0;
    rig.onStatus = async () => {
      asked += 1;
      if (asked < 3) throw new ReelkeepError('no-receiver', 'It is being replaced.');
      const outcome = { kind: 'complete', path: '/downloads/1', bytes } as const;
      return { kind: 'ended', downloadId: 1, outcome };
    };
    rig.start();
    await rig.until('done');
    expect(rig.saves).toHaveLength(1);
    expect(told).toHaveBeenCalledTimes(2);
    told.mockRestore();
  });
});

it('an end that nobody told of is found out', async () => {
  const { rig } = await silentJob();
  const bytes = rig.saves[0]?.blob.size ?? 0;
  const outcome = { kind: 'complete', path: '/downloads/1', bytes } as const;
  rig.onStatus = async () => ({ kind: 'ended', downloadId: 1, outcome });
  await rig.until('done');
  expect(rig.saves).toHaveLength(1);
});

it('what the browser knows nothing of, time and again, fails in the end, and its file stays', async () => {
  const rig = new Rig();
  rig.onSave = async () => undefined;
  const media = await savingJob(rig);
  expect((await rig.until('failed')).current).toMatchObject({
    error: { code: 'save-interrupted', facts: { reason: 'UNKNOWN' } },
  });
  expect(rig.saves).toHaveLength(3);
  const asked = media.server.seen.length;
  rig.onSave = ({ downloadId }) => rig.complete(downloadId);
  await rig.host.requests.retry({ id });
  await rig.until('done');
  expect(media.server.seen).toHaveLength(asked);
});

describe('a hand-over that is never answered', () => {
  /** The background was ended while the browser's dialog was open. */
  async function unanswered() {
    const rig = new Rig();
    const asked: string[] = [];
    rig.onSaveFile = ({ url }) => {
      asked.push(url);
      return new Promise(() => undefined);
    };
    await savingJob(rig, true);
    await rig.untilTrue(() => asked.length === 1);
    return { rig, asked, url: asked[0] ?? '' };
  }

  it('is asked for by its address; while a dialog is open there is no second one', async () => {
    const { rig, asked, url } = await unanswered();
    const looks: unknown[] = [];
    let status: SaveStatus = { kind: 'asked' };
    rig.onStatus = async (ask) => {
      looks.push(ask.url);
      return status;
    };
    await rig.untilTrue(() => looks.length > 2);
    expect([rig.job()?.current, asked]).toEqual([{ state: 'saving' }, [url]]);
    status = { kind: 'running', downloadId: 4 };
    await rig.untilTrue(() => {
      const current = rig.job()?.current;
      return current?.state === 'saving' && current.downloadId === 4;
    });
    expect(new Set(looks)).toEqual(new Set([url]));
    await rig.complete(4);
    await rig.until('done');
    expect(asked).toHaveLength(1);
  });

  it('ends with the news of its end, which names the address', async () => {
    const { rig, url } = await unanswered();
    const outcome = { kind: 'complete', path: '/x/a.mp4', bytes: rig.lastHandedBytes } as const;
    await rig.host.requests.saveChanged({ downloadId: 4, url, outcome });
    expect((await rig.until('done')).current).toMatchObject({ file: { downloadId: 4 } });
    expect(rig.urls.size).toBe(0);
  });

  it('and that nobody ever began is made again', async () => {
    const { rig, asked } = await unanswered();
    rig.onSaveFile = () => undefined;
    await rig.until('done');
    expect([asked.length, rig.saves.length]).toEqual([1, 1]);
  });
});

it('a background that was ended in its answer may have begun the save: it is asked, not repeated', async () => {
  const rig = new Rig();
  let isAsked = false;
  rig.onStatus = async () => ({ kind: 'running', downloadId: 9 });
  rig.onSaveFile = () => {
    isAsked = true;
    throw new ReelkeepError('no-receiver', 'The background does not answer.');
  };
  await savingJob(rig);
  await rig.untilTrue(() => isAsked);
  await rig.untilTrue(() => {
    const current = rig.job()?.current;
    return current?.state === 'saving' && current.downloadId === 9;
  });
  rig.onSaveFile = () => undefined;
  await rig.complete(9);
  await rig.until('done');
});

describe('a cancel', () => {
  it('while the browser saves stops the browser too, and its end is no second news', async () => {
    const { rig } = await silentJob();
    await rig.host.requests.cancel({ id });
    await rig.host.requests.saveChanged({
      downloadId: 1,
      url: 'blob:of before',
      outcome: { kind: 'interrupted', reason: 'USER_CANCELED' },
    });
    await rig.until('cancelled');
    expect([rig.dropped, rig.files(), rig.urls.size]).toEqual([[1], [], 0]);
  });

  it('too late leaves the saved file where it is', async () => {
    const rig = new Rig();
    let cancelled: Promise<void> | undefined;
    rig.onSave = async ({ downloadId }) => {
      const told = rig.complete(downloadId);
      // The card still says "saving": the person presses while the news is on its way.
      cancelled = rig.host.requests.cancel({ id });
      await told;
    };
    await savingJob(rig);
    await rig.until('done');
    await cancelled;
    expect(rig.job()?.current.state).toBe('done');
    expect(rig.dropped).toEqual([]);
  });
});

it('what the browser has written of a copy is not held back from others a second time', async () => {
  const { rig, media } = await silentJob();
  const bytes = rig.saves[0]?.blob.size ?? 0;
  const margin = 16 * 2 ** 20 + Math.ceil(bytes / 100);
  rig.onStatus = async () => ({ kind: 'running', downloadId: 1, bytes: 0 });
  // Enough for the rest of the one and all of the other, once the copy is written.
  rig.freeBytes = margin + margin + 2 * bytes;
  await rig.host.requests.start(jobOf([media.part('whole')], { id: 'other' }));
  expect((await rig.until('waiting', 'other')).current).toMatchObject({ reason: 'disk' });
  rig.onStatus = async () => ({ kind: 'running', downloadId: 1, bytes });
  await rig.until('done', 'other');
});
