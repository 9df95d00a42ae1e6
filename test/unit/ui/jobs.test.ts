import { beforeEach, describe, expect, it, test, vi } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import type { JobView } from '../../../src/protocol/jobs-port';
import { newsWords } from '../../../src/ui/job-news';
import type { JobEntry } from '../../../src/ui/job-store';
import { wait } from '../../../src/ui/wait';
import { fetching, jobView } from '../../helpers/job-views';
import { fakeJobs } from './fake-jobs';
import { speak } from './speak';

beforeEach(() => speak('en'));

const ids = ({ value }: { readonly value: readonly JobEntry[] }) => value.map(({ id }) => id);
const snapshot = (...jobs: JobView[]) => ({ kind: 'snapshot', jobs }) as const;
const done = (id: string): JobView =>
  jobView(id, {
    current: { state: 'done', file: { path: `/d/${id}.mp4`, bytes: 1e8, downloadId: 1 } },
  });

describe('the connection', () => {
  it('wakes the engine, then shows what it tells', async () => {
    const { ports, background, model } = fakeJobs();
    const jobs = model();
    expect(jobs.loaded.value).toBe(false);
    await vi.waitFor(() => expect(ports).toHaveLength(1));
    expect(background.wakeEngine).toHaveBeenCalledOnce();
    ports[0]?.tell(snapshot(jobView('a'), done('b')));
    expect(jobs.loaded.value).toBe(true);
    expect(ids(jobs.line)).toEqual(['a']);
    expect(ids(jobs.history)).toEqual(['b']);
    expect(jobs.activeCount.value).toBe(1);
  });

  it('says that the engine was lost, keeps what it had, and finds it again', async () => {
    const { ports, waits, model } = fakeJobs();
    const jobs = model();
    await vi.waitFor(() => expect(ports).toHaveLength(1));
    ports[0]?.tell(snapshot(jobView('a')));
    ports[0]?.drop();
    await vi.waitFor(() => expect(waits).toHaveLength(1));
    expect(jobs.lost.value).toBe(true);
    expect(ids(jobs.line)).toEqual(['a']);
    waits[0]?.end();
    await vi.waitFor(() => expect(ports).toHaveLength(2));
    ports[1]?.tell(snapshot());
    expect(jobs.lost.value).toBe(false);
    expect(jobs.activeCount.value).toBe(0);
  });

  it('says why there is no list while the journal cannot be read, and shows it when it can', async () => {
    const { ports, model } = fakeJobs();
    const jobs = model();
    await vi.waitFor(() => expect(ports).toHaveLength(1));
    const error = { code: 'storage-failed', message: 'Not now.', facts: {} } as const;
    ports[0]?.tell({ kind: 'unread', error });
    expect(jobs.unread.value).toEqual(error);
    expect(jobs.loaded.value).toBe(false);
    ports[0]?.tell(snapshot(jobView('a')));
    expect(jobs.unread.value).toBeUndefined();
    expect(ids(jobs.line)).toEqual(['a']);
  });

  it('asks less often the longer there is no answer', async () => {
    const { waits, background, model } = fakeJobs();
    background.wakeEngine.mockRejectedValue(new ReelkeepError('engine-unavailable', 'down'));
    model();
    for (let tries = 1; tries <= 8; tries += 1) {
      await vi.waitFor(() => expect(waits).toHaveLength(tries));
      waits.at(-1)?.end();
    }
    expect(waits.map(({ milliseconds }) => milliseconds)).toEqual([
      250, 500, 1000, 2000, 4000, 8000, 8000, 8000,
    ]);
  });

  it('is closed when the model is done with', async () => {
    const { ports, model } = fakeJobs();
    const jobs = model();
    await vi.waitFor(() => expect(ports).toHaveLength(1));
    jobs[Symbol.dispose]();
    expect(ports[0]?.closed).toBe(true);
  });
});

describe('commands', () => {
  it('are sent once, however often they are pressed', async () => {
    const { background, told } = fakeJobs();
    const { model } = await told(snapshot(jobView('a')));
    const first = model.pause('a');
    const second = model.cancel('a');
    expect(model.entry('a')?.busy.value).toBe(true);
    await Promise.all([first, second]);
    expect(background.pauseJobs.mock.calls).toEqual([[{ jobId: 'a' }]]);
    expect(background.cancelJob).not.toHaveBeenCalled();
    expect(model.entry('a')?.busy.value).toBe(false);
  });

  it('that fail say why until the next one', async () => {
    const { background, told } = fakeJobs();
    const { model } = await told(snapshot(done('a')));
    background.retryJob.mockRejectedValueOnce(new ReelkeepError('job-not-found', 'gone'));
    await model.retry('a');
    expect(model.entry('a')?.failure.value?.code).toBe('job-not-found');
    await model.remove('a');
    expect(model.entry('a')?.failure.value).toBeUndefined();
    expect(background.forgetJob.mock.calls).toEqual([[{ jobId: 'a' }]]);
  });

  it('show the file of a job that is done, and say so when it is gone', async () => {
    const { showFile, told } = fakeJobs();
    const { model } = await told(snapshot(done('a'), jobView('b')));
    await model.show('a');
    await model.show('b');
    expect(showFile.mock.calls).toEqual([['/d/a.mp4']]);
    showFile.mockRejectedValueOnce(new ReelkeepError('file-missing', 'gone'));
    await model.show('a');
    expect(model.entry('a')?.failure.value?.code).toBe('file-missing');
  });

  it('open the page of a job, in the session where it began', async () => {
    const { showPage, told } = fakeJobs();
    const videoUrl = 'https://www.youtube.com/watch?v=a';
    const origin = { cookieStoreId: 'firefox-container-1' };
    const { model } = await told(snapshot(jobView('a', { videoUrl, origin })));
    await model.openPage('a');
    expect(showPage.mock.calls).toEqual([[videoUrl, origin]]);
  });

  it('limit the speed of one job, and take the limit away with 0', async () => {
    const { background, told } = fakeJobs();
    const { model } = await told(snapshot(jobView('a')));
    await model.setSpeedLimit('a', 2_500_000);
    await model.setSpeedLimit('a', 0);
    expect(background.setJobOptions.mock.calls).toEqual([
      [{ jobId: 'a', options: { speedLimit: 2_500_000 } }],
      [{ jobId: 'a', options: { speedLimit: 0 } }],
    ]);
  });
});

describe('moving', () => {
  const inLine = (id: string, rank: number) =>
    jobView(id, { options: { priority: 'normal', rank } });
  const high = jobView('h', { options: { priority: 'high', rank: 0 } });

  it('is shown before the engine has heard of it', async () => {
    const { background, told } = fakeJobs();
    const { model } = await told(snapshot(inLine('a', 1), inLine('b', 2), inLine('c', 3)));
    const moving = model.moveTo('c', 0);
    expect(ids(model.line)).toEqual(['c', 'a', 'b']);
    await moving;
    expect(background.moveJob.mock.calls).toEqual([[{ jobId: 'c', before: 'a' }]]);
    expect(background.setJobOptions).not.toHaveBeenCalled();
  });

  it('among others of another priority begins with that priority', async () => {
    const { background, told } = fakeJobs();
    const { model } = await told(snapshot(high, inLine('a', 1)));
    await model.moveTo('a', 0);
    expect(background.setJobOptions.mock.calls).toEqual([
      [{ jobId: 'a', options: { priority: 'high' } }],
    ]);
    expect(background.moveJob.mock.calls).toEqual([[{ jobId: 'a', before: 'h' }]]);
  });

  it('is taken back where the engine will not', async () => {
    const { background, told } = fakeJobs();
    const { model } = await told(snapshot(inLine('a', 1), inLine('b', 2)));
    background.moveJob.mockRejectedValueOnce(new ReelkeepError('no-receiver', 'gone'));
    await model.moveTo('b', 0);
    expect(ids(model.line)).toEqual(['a', 'b']);
    expect(model.entry('b')?.failure.value?.code).toBe('no-receiver');
  });

  it('by priority goes to that priority’s place at once', async () => {
    const { told } = fakeJobs();
    const { model } = await told(snapshot(inLine('a', 1), inLine('b', 2)));
    const setting = model.setPriority('b', 'high');
    expect(ids(model.line)).toEqual(['b', 'a']);
    await setting;
  });
});

describe('news', () => {
  it('are ends and halts, not progress', async () => {
    const { told } = fakeJobs();
    const { model, tell } = await told(snapshot(jobView('a', { current: fetching(1) })));
    const delta = (job: JobView) => tell({ kind: 'delta', changed: [job], removed: [] });
    delta(jobView('a', { current: fetching(2) }));
    delta(jobView('a', { current: { state: 'muxing', done: 0 } }));
    expect(model.news.value).toEqual([]);
    delta(done('a'));
    expect(model.news.value).toEqual([done('a')]);
    delta(jobView('a', { current: fetching(1) }));
    expect(model.news.value).toEqual([done('a')]);
  });

  it('of many jobs at once are two sentences and a count', () => {
    expect(newsWords(['a', 'b', 'c', 'd'].map(done))).toBe(
      [
        'a, 720p · H.264 + AAC: Saved · 100 MB · a.mp4',
        'b, 720p · H.264 + AAC: Saved · 100 MB · b.mp4',
        '2 more changed.',
      ].join(' '),
    );
  });
});

test('wait ends early when the signal fires', async () => {
  const leaving = new AbortController();
  const waiting = wait(60_000, leaving.signal);
  leaving.abort();
  await expect(waiting).resolves.toBeUndefined();
  await expect(wait(60_000, leaving.signal)).resolves.toBeUndefined();
});
