import { describe, expect, it, vi } from 'vitest';
import { breathe } from '../../../src/engine/breathe';
import { Checkpoints } from '../../../src/engine/checkpoints';
import { GuardedFile } from '../../../src/engine/guarded-file';
import { folderName } from '../../../src/engine/job-files';
import { ReelkeepError } from '../../../src/errors';
import type { ByteFile } from '../../../src/media/byte-file';
import { HandClock } from '../transfer/hand-clock';

describe('checkpoints', () => {
  const rig = (costMs = 0) => {
    const clock = new HandClock();
    let saves = 0;
    const failures: unknown[] = [];
    const save = async (): Promise<void> => {
      saves += 1;
      clock.pass(costMs);
      if (saves === 99) throw new Error('full');
    };
    const pace = {
      gapMs: 200,
      gapPerCost: 6,
      mostUnsavedBytes: 32 * 1024 * 1024,
      mostUnsavedPieces: 6,
    };
    const checkpoints = new Checkpoints(clock, save, (error) => failures.push(error), pace);
    const run = async (seconds: number, mark: () => number): Promise<number> => {
      const before = saves;
      for (let at = 0; at < seconds * 4; at += 1) {
        clock.pass(250);
        checkpoints.tick(mark());
        await checkpoints.settle();
      }
      return saves - before;
    };
    return { run, failures };
  };
  let bytes = 0;
  const growing = (): number => {
    bytes += 1;
    return bytes;
  };

  it('come with each tick while bytes come, and not at all while none do', async () => {
    const { run } = rig();
    expect(await run(10, growing)).toBe(40);
    expect(await run(10, () => -5)).toBe(1);
  });
  it('take no more than a seventh of the time on a disk that takes long to flush', async () => {
    const { run } = rig(200);
    // Each second of the clock's is four ticks, beside what the checkpoints themselves take.
    expect(await run(42, growing)).toBeLessThanOrEqual(42 / (0.2 * 6));
  });
  it('come on a slow disk as well, before a kill would cost a range of each connection', async () => {
    const { run } = rig(4000);
    let onDisk = 0;
    const fast = (): number => {
      onDisk += 16 * 1024 * 1024;
      return onDisk;
    };
    expect(await run(10, fast)).toBe(20);
  });
  it('say when they fail', async () => {
    const { run, failures } = rig();
    await run(60, growing);
    expect(failures).toHaveLength(1);
  });
});

describe('a file under guard', () => {
  const file = (change: Partial<ByteFile>): GuardedFile =>
    new GuardedFile({
      read: () => 0,
      write: (bytes) => bytes.length,
      getSize: () => 0,
      truncate: () => undefined,
      flush: () => undefined,
      close: () => undefined,
      ...change,
    });
  const codeOf = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error instanceof ReelkeepError ? error.code : error;
    }
  };
  const bytes = new Uint8Array(10);
  it('tells a full disk, also from a short write, and other trouble from it', () => {
    const throwing = (name: string) => () => {
      throw new DOMException('no', name);
    };
    const write = (change: Partial<ByteFile>) => codeOf(() => file(change).write(bytes, { at: 0 }));
    expect(write({})).toBe(10);
    expect(write({ write: () => 4 })).toBe('disk-full');
    expect(write({ write: throwing('QuotaExceededError') })).toBe('disk-full');
    expect(write({ write: throwing('InvalidStateError') })).toBe('storage-failed');
    expect(codeOf(() => file({ flush: throwing('QuotaExceededError') }).flush())).toBe('disk-full');
  });
  it('is flushed where something was changed since, and again after a flush that failed', () => {
    const flush = vi.fn();
    const one = file({ flush });
    one.flush();
    one.flush();
    expect(flush).toHaveBeenCalledTimes(1);
    one.write(bytes, { at: 0 });
    flush.mockImplementationOnce(() => {
      throw new DOMException('no', 'InvalidStateError');
    });
    expect(codeOf(() => one.flush())).toBe('storage-failed');
    one.flush();
    one.truncate(0);
    one.flush();
    expect(flush).toHaveBeenCalledTimes(4);
  });
  it('is closed once', () => {
    let closed = 0;
    const one = file({
      close: () => {
        closed += 1;
      },
    });
    one.close();
    one.close();
    expect(closed).toBe(1);
  });
});

it('a folder has a name that any file system takes, whatever the job is called', async () => {
  const names = await Promise.all(['a', 'b', '../../etc', 'x'.repeat(5000), ''].map(folderName));
  expect(new Set(names).size).toBe(5);
  for (const name of names) expect(name).toMatch(/^[0-9a-f]{32}$/);
});

it('a breath is a turn of the loop, for everybody who takes one at the same time', async () => {
  let over = false;
  const all = Promise.all([breathe(), breathe(), breathe()]).then(() => {
    over = true;
  });
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
  expect(over).toBe(false);
  await all;
});
