import { describe, expect, it } from 'vitest';
import { missingRoom, neededRoom } from '../../../src/engine/room';
import type { Job, JobState, PartRequest } from '../../../src/jobs/job';
import { type JournalRecord, journalVersion } from '../../../src/jobs/journal-record';
import type { PartRecord } from '../../../src/jobs/part-record';
import { sampleJob, sampleRequest } from '../jobs/sample-job';

const mega = 1_000_000;
const margin = 16 * 1024 * 1024;

const part = (formatId: string, contentLength?: number): PartRequest => ({
  role: formatId === 'whole' ? 'whole' : 'video',
  formatId,
  itag: 0,
  source: { kind: 'url', url: 'https://r1.googlevideo.com/videoplayback' },
  ...(contentLength === undefined ? {} : { contentLength }),
});
const record = (
  parts: readonly PartRequest[],
  change: Partial<JournalRecord> = {},
): JournalRecord => ({
  version: journalVersion,
  job: { ...sampleJob({ state: 'queued' }), request: { ...sampleRequest, parts } },
  parts: [],
  ...change,
});
const both = [part('v', 90 * mega), part('a', 10 * mega)];
const done = (formatId: string, bytes: number, total?: number): PartRecord => ({
  formatId,
  fetched: {
    kind: 'ranges',
    ranges: { ...(total === undefined ? {} : { total }), blocks: [[0, bytes, bytes + 1]] },
  },
});

const both100 = { parts: [done('v', 90 * mega), done('a', 10 * mega)] };
const at = (state: JobState, parts: readonly PartRequest[] = both): Job => ({
  ...sampleJob(state),
  request: { ...sampleRequest, parts },
});

describe('the room that a job of 100 MB still needs', () => {
  const needed = (change?: Partial<JournalRecord>, parts = both): number =>
    neededRoom(record(parts, change)) - margin;
  it.each([
    ['before the start: the parts and the finished file', {}, 200],
    ['half way', { parts: [done('v', 50 * mega)] }, 150],
    ['before it is put together', { parts: [done('v', 90 * mega), done('a', 10 * mega)] }, 100],
    ['half put together', { ...both100, job: at({ state: 'muxing', done: 0.5 }) }, 50],
    ['looked through', { ...both100, job: at({ state: 'verifying' }) }, 0],
    ['before it is saved', { output: { name: 'out.mp4', bytes: 100 * mega } }, 100],
  ])('%s', (_, change, megabytes) => {
    expect(needed(change)).toBe((megabytes + 1) * mega);
  });

  it('sinks with what the browser has written of the saved copy', () => {
    const saving = record(both, { output: { name: 'out.mp4', bytes: 100 * mega } });
    expect(neededRoom(saving, 70 * mega)).toBe(margin + 31 * mega);
    expect(neededRoom(saving, 200 * mega)).toBe(margin + mega);
  });

  it('is as much where the part is saved as it is served', () => {
    const whole = [part('whole', 100 * mega)];
    expect(needed({}, whole)).toBe(201 * mega);
    expect(needed({ parts: [done('whole', 100 * mega)] }, whole)).toBe(101 * mega);
    const verifying = at({ state: 'verifying' }, whole);
    expect(needed({ parts: [done('whole', 100 * mega)], job: verifying }, whole)).toBe(101 * mega);
  });

  it('takes a length from the server where the format states none, and the margin alone where nobody does', () => {
    const unknown = [part('v'), part('a')];
    expect(needed({}, unknown)).toBe(0);
    const served = { parts: [done('v', 10 * mega, 90 * mega)] };
    expect(needed(served, unknown)).toBe((170 + 0.9) * mega);
    // What is there of it will be there twice.
    expect(needed({ parts: [done('v', 10 * mega)] }, unknown)).toBe((10 + 0.1) * mega);
  });
});

describe('the room that is missing', () => {
  const neededBytes = 201 * mega + margin;
  it('is told with its facts', () => {
    expect(missingRoom(record(both), 150 * mega)).toEqual({
      neededBytes,
      freeBytes: 150 * mega,
      missingBytes: neededBytes - 150 * mega,
    });
  });
  it('is none where there is just enough, or where the browser does not say', () => {
    expect(missingRoom(record(both), neededBytes)).toBeUndefined();
    expect(missingRoom(record(both), neededBytes - 1)?.missingBytes).toBe(1);
    expect(missingRoom(record(both), undefined)).toBeUndefined();
  });
  it('is all of it on a disk without any', () => {
    expect(missingRoom(record(both), 0)?.missingBytes).toBe(neededBytes);
  });
});
