import { describe, expect, it, test, vi } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import type { JobState } from '../../../src/jobs/job';
import type { JobsPortMessage, JobView } from '../../../src/protocol/jobs-port';
import { applyJobsMessage } from '../../../src/ui/apply-jobs-message';
import { JobsModel } from '../../../src/ui/jobs-model';
import { wait } from '../../../src/ui/wait';

const job = (id: string, createdAt: number, current: JobState = { state: 'queued' }): JobView => ({
  id,
  title: id,
  label: '720p · H.264 + AAC',
  videoUrl: 'https://www.youtube.com/watch?v=a',
  fileName: `${id}.mp4`,
  createdAt,
  updatedAt: createdAt,
  current,
});
const ids = (jobs: readonly JobView[] | undefined) => jobs?.map(({ id }) => id);

/** An engine that can be lost, and a clock that ticks when told. */
function engine() {
  const ports: { tell: (message: JobsPortMessage) => void; drop: () => void; closed: boolean }[] =
    [];
  const waits: { milliseconds: number; end: () => void }[] = [];
  const background = {
    wakeEngine: vi.fn(async () => undefined),
    cancelJob: vi.fn(async () => undefined),
    forgetJob: vi.fn(async () => undefined),
    retryJob: vi.fn(async () => undefined),
  };
  const connect = () => {
    let tell: (message: JobsPortMessage) => void = () => undefined;
    let drop: () => void = () => undefined;
    const port = {
      tell: (message: JobsPortMessage) => tell(message),
      drop: () => drop(),
      closed: false,
    };
    ports.push(port);
    return {
      post: () => undefined,
      onMessage: (listener: typeof tell) => {
        tell = listener;
      },
      onClose: (listener: typeof drop) => {
        drop = listener;
      },
      close: () => {
        port.closed = true;
      },
    };
  };
  const model = () =>
    new JobsModel({
      background,
      connect,
      wait: (milliseconds) => new Promise((end) => waits.push({ milliseconds, end })),
    });
  return { ports, waits, background, model };
}

describe('applyJobsMessage', () => {
  const two = [job('b', 2), job('a', 1)];

  it('takes a snapshot for all there is, newest first', () => {
    expect(
      ids(applyJobsMessage(two, { kind: 'snapshot', jobs: [job('c', 3), job('d', 4)] })),
    ).toEqual(['d', 'c']);
  });

  it('puts what changed in its place, adds what is new, drops what is gone', () => {
    const changed = [job('a', 1, { state: 'cancelled' }), job('c', 3)];
    const after = applyJobsMessage(two, { kind: 'delta', changed, removed: ['b'] });
    expect(ids(after)).toEqual(['c', 'a']);
    expect(after[1]?.current.state).toBe('cancelled');
  });
});

describe('JobsModel', () => {
  it('wakes the engine, then shows what it tells', async () => {
    const { ports, background, model } = engine();
    const jobs = model();
    expect(jobs.jobs.value).toBeUndefined();
    await vi.waitFor(() => expect(ports).toHaveLength(1));
    expect(background.wakeEngine).toHaveBeenCalledOnce();
    ports[0]?.tell({ kind: 'snapshot', jobs: [job('a', 1), job('b', 2, { state: 'cancelled' })] });
    expect(ids(jobs.active.value)).toEqual(['a']);
    expect(ids(jobs.ended.value)).toEqual(['b']);
  });

  it('says that the engine was lost, keeps what it had, and finds it again', async () => {
    const { ports, waits, model } = engine();
    const jobs = model();
    await vi.waitFor(() => expect(ports).toHaveLength(1));
    ports[0]?.tell({ kind: 'snapshot', jobs: [job('a', 1)] });
    ports[0]?.drop();
    await vi.waitFor(() => expect(waits).toHaveLength(1));
    expect(jobs.lost.value).toBe(true);
    expect(ids(jobs.jobs.value)).toEqual(['a']);
    waits[0]?.end();
    await vi.waitFor(() => expect(ports).toHaveLength(2));
    ports[1]?.tell({ kind: 'snapshot', jobs: [] });
    expect(jobs.lost.value).toBe(false);
    expect(jobs.jobs.value).toEqual([]);
  });

  it('asks less often the longer there is no answer', async () => {
    const { waits, background, model } = engine();
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

  it('closes its port when it is done with', async () => {
    const { ports, model } = engine();
    const jobs = model();
    await vi.waitFor(() => expect(ports).toHaveLength(1));
    jobs[Symbol.dispose]();
    expect(ports[0]?.closed).toBe(true);
  });

  it('sends a command once, however often it is pressed', async () => {
    const { background, model } = engine();
    const jobs = model();
    const first = jobs.cancel('a');
    const second = jobs.cancel('a');
    expect(jobs.busy.value.has('a')).toBe(true);
    await Promise.all([first, second]);
    expect(background.cancelJob.mock.calls).toEqual([[{ jobId: 'a' }]]);
    expect(jobs.busy.value.size).toBe(0);
  });

  it('keeps why a command failed until the next one', async () => {
    const { background, model } = engine();
    const jobs = model();
    background.retryJob.mockRejectedValueOnce(new ReelkeepError('job-not-found', 'gone'));
    await jobs.retry('a');
    expect(jobs.failures.value.get('a')?.code).toBe('job-not-found');
    await jobs.remove('a');
    expect(jobs.failures.value.size).toBe(0);
    expect(background.forgetJob.mock.calls).toEqual([[{ jobId: 'a' }]]);
  });
});

test('wait ends early when the signal fires', async () => {
  const leaving = new AbortController();
  const waiting = wait(60_000, leaving.signal);
  leaving.abort();
  await expect(waiting).resolves.toBeUndefined();
  await expect(wait(60_000, leaving.signal)).resolves.toBeUndefined();
});
