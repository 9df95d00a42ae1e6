import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GuardedFile } from '../../../src/engine/guarded-file';
import { folderName } from '../../../src/engine/job-files';
import { opfsFile, opfsFiles } from '../../../src/engine/opfs-files';
import { findStrays, removeStrays } from '../../../src/engine/strays';
import { hurried } from './hurried';
import { MemoryOpfs } from './memory-opfs';

const bytes = (count: number): Uint8Array<ArrayBuffer> => new Uint8Array(count).fill(7);

let opfs: MemoryOpfs;
let files: ReturnType<typeof opfsFiles>;
beforeEach(() => {
  opfs = new MemoryOpfs();
  files = opfsFiles(opfs.root);
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function write(job: string, name: string, count: number, where = files): Promise<void> {
  const file = await where.open(job, name);
  file.write(bytes(count), { at: 0 });
  file.close();
}

describe('a job’s files', () => {
  it('lie in a folder of the job, are opened again as they were, and go one by one', async () => {
    await write('a', '0-video.part', 100);
    await write('a', '1-audio.part', 10);
    await write('b', '0-video.part', 1);
    const again = await files.open('a', '0-video.part');
    expect(again.getSize()).toBe(100);
    again.close();
    expect(await files.size('a', '1-audio.part')).toBe(10);
    expect([...opfs.files().keys()]).toContain(`jobs/${await folderName('a')}/1-audio.part`);
    await files.remove('a', '0-video.part');
    expect(await files.size('a', '0-video.part')).toBeUndefined();
    await files.removeAll('a');
    expect(await files.size('a', '1-audio.part')).toBeUndefined();
    expect(await files.size('b', '0-video.part')).toBe(1);
  });

  it('that are not there are no failure', async () => {
    expect(await files.size('none', 'x')).toBeUndefined();
    await files.remove('none', 'x');
    await files.removeAll('none');
    expect(await files.list()).toEqual([]);
  });

  it('are found by a page under the path that is told', async () => {
    await write('a', 'out.mp4', 5);
    const file = await opfsFile(await opfs.root(), await files.path('a', 'out.mp4'));
    expect(file.size).toBe(5);
  });

  it('of private windows have a root of their own, which is emptied at once', async () => {
    const secret = opfsFiles(opfs.root, 'private');
    await write('a', 'x', 1, secret);
    await write('a', 'x', 2);
    expect(await secret.path('a', 'x')).toEqual(['private', await folderName('a'), 'x']);
    await secret.clear();
    await secret.clear();
    expect(await secret.size('a', 'x')).toBeUndefined();
    expect(await files.size('a', 'x')).toBe(2);
  });
});

describe('a file that somebody else has open', () => {
  it('is waited for: a worker that was ended gives it back', async () => {
    const held = await files.open('a', 'x');
    const next = opfsFiles(opfs.root);
    const opened = hurried(() => next.open('a', 'x'));
    await new Promise((resolve) => setImmediate(resolve));
    held.close();
    (await opened).close();
    expect(await next.size('a', 'x')).toBe(0);
  });

  it('is not waited for for ever, and is named as what it is', async () => {
    await files.open('a', 'x');
    const locked = { code: 'storage-failed', facts: { trouble: 'locked' } };
    const others = opfsFiles(opfs.root);
    for (const work of [
      () => others.open('a', 'x'),
      () => others.remove('a', 'x'),
      () => others.removeAll('a'),
      () => others.clear(),
    ]) {
      await expect(hurried<unknown>(work)).rejects.toMatchObject(locked);
    }
  });

  it('is waited for without a delay where it was ours and is being closed', async () => {
    for (let round = 0; round < 5; round += 1) {
      const file = await files.open('a', 'x');
      file.close();
      if (round % 2) await files.removeAll('a');
    }
    expect(await files.size('a', 'x')).toBe(0);
  });
});

describe('"clear site data" in the middle of a job', () => {
  it('leaves the open file usable, never closes it, and the next one is opened on the new root', async () => {
    const other = await files.open('b', 'x');
    const part = new GuardedFile(await files.open('a', 'part'));
    part.write(bytes(10), { at: 0 });
    opfs.clearSiteData();
    part.write(bytes(10), { at: 10 });
    expect(part.getSize()).toBe(20);
    await write('a', 'out.mp4', 20);
    await write('b', 'x', 3);
    const failures = vi.spyOn(console, 'warn');
    // The file system of the test throws where Chromium hangs.
    part.close();
    other.close();
    expect(await files.size('a', 'part')).toBeUndefined();
    expect(await files.size('a', 'out.mp4')).toBe(20);
    await files.removeAll('a');
    await files.removeAll('b');
    expect(opfs.files().size).toBe(0);
    expect(failures).not.toHaveBeenCalled();
  });
});

describe('strays', () => {
  const owners = (...ids: string[]) => ({ ids: () => ids, spared: [] });
  const known = owners('a', 'b');
  beforeEach(async () => {
    await write('a', 'x', 1);
    await write('gone', 'x', 100);
    await write('gone', 'y', 20);
    await write('also gone', 'x', 3);
    const jobs = await (await opfs.root()).getDirectoryHandle('jobs');
    const lone = await (
      await jobs.getFileHandle('lone', { create: true })
    ).createSyncAccessHandle();
    lone.write(bytes(4));
    lone.close();
  });

  it('are what belongs to no job, in bytes and folders', async () => {
    expect(await findStrays(files, known)).toEqual({ bytes: 127, folders: 3 });
    expect(await findStrays(files, owners('a', 'b', 'gone'))).toEqual({ bytes: 7, folders: 2 });
  });

  it('are removed, and nothing else is', async () => {
    expect(await removeStrays(files, known)).toEqual({ bytes: 127 });
    expect(await findStrays(files, known)).toEqual({ bytes: 0, folders: 0 });
    expect([...opfs.files().keys()]).toEqual([`jobs/${await folderName('a')}/x`]);
  });

  it('are none any more where their job is asked anew meanwhile', async () => {
    let asked = 0;
    const growing = () => {
      asked += 1;
      return asked > 1 ? ['a', 'b', 'gone', 'also gone'] : ['a', 'b'];
    };
    expect(await removeStrays(files, { ids: growing, spared: [] })).toEqual({ bytes: 4 });
    expect(await files.size('gone', 'x')).toBe(100);
  });
});
