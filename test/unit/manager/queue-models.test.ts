import { describe, expect, it, test, vi } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import { BulkModel } from '../../../src/manager/bulk-model';
import { LineModel } from '../../../src/manager/line-model';
import { minutesOf, timeOf } from '../../../src/manager/minutes-of-day';
import { PermittedSettingModel } from '../../../src/manager/permitted-setting-model';
import { ReportsModel } from '../../../src/manager/reports-model';
import { StraysModel } from '../../../src/manager/strays-model';
import type { JobView } from '../../../src/protocol/jobs-port';
import { fetching, jobView } from '../../helpers/job-views';
import { fakeJobs } from '../ui/fake-jobs';

const heard = () => vi.fn(async (_request: object) => undefined);
const failed = { code: 'http-404', message: '', facts: {} } as const;
const inLine = (id: string, rank: number) => jobView(id, { options: { priority: 'normal', rank } });

async function bulk(...jobs: JobView[]) {
  const { model, tell } = await fakeJobs().told({ kind: 'snapshot', jobs });
  const background = {
    pauseJobs: heard(),
    resumeJobs: heard(),
    retryFailedJobs: heard(),
    forgetEndedJobs: heard(),
    cancelJob: heard(),
  };
  return { background, tell, model: new BulkModel({ background, jobs: model }) };
}

describe('all jobs at once', () => {
  it('are paused where one is not, and resumed where one is', async () => {
    const { model, background, tell } = await bulk(jobView('a', { current: fetching(1) }));
    expect([model.canPause.value, model.canResume.value]).toEqual([true, false]);
    await model.pauseAll();
    expect(background.pauseJobs.mock.calls).toEqual([[{}]]);
    tell({
      kind: 'delta',
      changed: [jobView('a', { current: { state: 'paused' } })],
      removed: [],
    });
    expect([model.canPause.value, model.canResume.value]).toEqual([false, true]);
    await model.resumeAll();
    expect(background.resumeJobs.mock.calls).toEqual([[{}]]);
  });

  it('are cancelled from the end, and one that has ended meanwhile is no failure', async () => {
    const { model, background } = await bulk(
      jobView('running', { current: fetching(1) }),
      inLine('next', 1),
      inLine('last', 2),
    );
    background.cancelJob.mockRejectedValueOnce(new ReelkeepError('job-not-found', 'over'));
    await model.cancelAll();
    expect(background.cancelJob.mock.calls.map(([request]) => request)).toEqual(
      ['last', 'next', 'running'].map((jobId) => ({ jobId })),
    );
    expect(model.failure.value).toBeUndefined();
  });

  it('say why a command failed until the next', async () => {
    const { model, background } = await bulk(jobView('a'));
    background.cancelJob.mockRejectedValueOnce(new ReelkeepError('no-receiver', 'gone'));
    await model.cancelAll();
    expect(model.failure.value?.code).toBe('no-receiver');
    await model.retryFailed();
    expect(model.failure.value).toBeUndefined();
  });

  it('that are over are cleared, but for what failed', async () => {
    const { model, background } = await bulk(
      jobView('a', { current: { state: 'cancelled' } }),
      jobView('b', { current: { state: 'failed', error: failed } }),
    );
    expect([model.finishedCount.value, model.failedCount.value]).toEqual([1, 1]);
    await model.clearFinished();
    expect(background.forgetEndedJobs.mock.calls).toEqual([
      [{ state: 'done' }],
      [{ state: 'cancelled' }],
    ]);
    await model.removeFailed();
    expect(background.forgetEndedJobs).toHaveBeenLastCalledWith({ state: 'failed' });
  });
});

describe('the line', () => {
  async function line() {
    const jobs = ['a', 'b', 'c', 'd'].map(inLine);
    const { model } = await fakeJobs().told({ kind: 'snapshot', jobs });
    const order = () => model.line.value.map(({ id }) => id).join('');
    return { model: new LineModel(model), order };
  }

  it('is changed step by step, and says where the job stands then', async () => {
    const { model, order } = await line();
    await model.step('c', -1);
    expect(order()).toBe('acbd');
    expect(model.moved.value).toEqual({ place: 2, count: 4 });
    await model.step('a', -1);
    await model.step('d', 1);
    expect(order()).toBe('acbd');
  });

  it.each([
    ['a', 'c', 'after', 'bcad'],
    ['a', 'c', 'before', 'bacd'],
    ['d', 'b', 'before', 'adbc'],
    ['d', 'b', 'after', 'abdc'],
    ['b', 'b', 'after', 'abcd'],
    ['a', 'b', 'before', 'abcd'],
  ] as const)('%s dropped on %s (%s) makes %s', async (dragged, target, side, after) => {
    const { model, order } = await line();
    model.start(dragged);
    model.over(target, side);
    await model.drop();
    expect(order()).toBe(after);
    expect(model.mark.value).toBeUndefined();
  });

  it('stays as it is when nothing is dropped on it', async () => {
    const { model, order } = await line();
    model.start('a');
    model.over('c', 'after');
    model.end();
    await model.drop();
    expect(order()).toBe('abcd');
  });
});

describe('reports', () => {
  function reports() {
    const jobLog = vi.fn(async () => ({ text: 'the log' }));
    const copy = vi.fn(async (_text: string) => undefined);
    const waits: (() => void)[] = [];
    const wait = () => new Promise<void>((end) => waits.push(end));
    const model = new ReportsModel({ background: { jobLog }, copy, wait });
    return { jobLog, copy, waits, model };
  }

  it('are copied, and that is said for a while', async () => {
    const { jobLog, copy, waits, model } = reports();
    const telling = model.copyReport('a');
    await vi.waitFor(() => expect(model.state.value).toEqual({ kind: 'copied', jobId: 'a' }));
    expect(jobLog).toHaveBeenCalledWith({ jobId: 'a' });
    expect(copy).toHaveBeenCalledWith('the log');
    waits[0]?.();
    await telling;
    expect(model.state.value).toEqual({ kind: 'none' });
  });

  it('say so when they could not be', async () => {
    const { copy, model } = reports();
    copy.mockRejectedValueOnce(new Error('no clipboard'));
    void model.copyReport('a');
    await vi.waitFor(() => expect(model.state.value.kind).toBe('failed'));
  });

  it('do not take back what a later press says', async () => {
    const { waits, model } = reports();
    const first = model.copyReport('a');
    await vi.waitFor(() => expect(waits).toHaveLength(1));
    void model.copyReport('b');
    await vi.waitFor(() => expect(waits).toHaveLength(2));
    waits[0]?.();
    await first;
    expect(model.state.value).toEqual({ kind: 'copied', jobId: 'b' });
  });
});

describe('leftover parts', () => {
  function strays(bytes: number) {
    const background = {
      findStrays: vi.fn(async () => ({ bytes, folders: 2 })),
      removeStrays: vi.fn(async () => ({ bytes })),
    };
    return { background, model: new StraysModel(background) };
  }

  it('are offered for removal, and said to be gone', async () => {
    const { model } = strays(5);
    await model.find();
    expect(model.state.value).toEqual({ kind: 'found', bytes: 5 });
    const removing = model.remove();
    expect(model.state.value.kind).toBe('removing');
    await removing;
    expect(model.state.value).toEqual({ kind: 'removed', bytes: 5 });
  });

  it('are not mentioned where there are none, or nobody knows', async () => {
    const none = strays(0);
    await none.model.find();
    expect(none.model.state.value).toEqual({ kind: 'none' });
    const { background, model } = strays(5);
    background.findStrays.mockRejectedValueOnce(new ReelkeepError('no-receiver', 'gone'));
    await model.find();
    expect(model.state.value).toEqual({ kind: 'none' });
  });

  it('can be removed after a failure', async () => {
    const { background, model } = strays(5);
    await model.find();
    background.removeStrays.mockRejectedValueOnce(new ReelkeepError('storage-failed', 'busy'));
    await model.remove();
    expect(model.state.value).toMatchObject({ kind: 'failed', error: { code: 'storage-failed' } });
    await model.remove();
    expect(model.state.value.kind).toBe('removed');
  });
});

describe('keeping awake', () => {
  function awake(answer: boolean) {
    const request = vi.fn(async () => answer);
    const change = vi.fn(async (_awake: boolean) => undefined);
    return { request, change, model: new PermittedSettingModel({ request, change }) };
  }

  it('needs the permission', async () => {
    const yes = awake(true);
    await yes.model.set(true);
    expect(yes.change).toHaveBeenCalledWith(true);
    const no = awake(false);
    await no.model.set(true);
    expect(no.change).not.toHaveBeenCalled();
    expect(no.model.refusal.value).toBe('refused');
  });

  it('is given up without asking', async () => {
    const { request, change, model } = awake(false);
    await model.set(false);
    expect(request).not.toHaveBeenCalled();
    expect(change).toHaveBeenCalledWith(false);
  });

  it('says why the browser would not ask', async () => {
    const { request, model } = awake(true);
    request.mockRejectedValueOnce(new Error('no user gesture'));
    await model.set(true);
    expect(model.refusal.value).toMatchObject({ code: 'internal' });
  });
});

test('times of day are minutes since midnight', () => {
  for (const [minutes, time] of [
    [0, '00:00'],
    [1325, '22:05'],
    [1439, '23:59'],
  ] as const) {
    expect(timeOf(minutes)).toBe(time);
    expect(minutesOf(time)).toBe(minutes);
  }
  expect(minutesOf('07:00:30')).toBe(420);
  expect(minutesOf('')).toBeUndefined();
});
