import { describe, expect, it } from 'vitest';
import type { Job, Priority } from '../../../src/jobs/job';
import { compareJobs, lastRank, moveJob, withOptions } from '../../../src/jobs/job-options';
import { sampleJob, sampleRequest } from './sample-job';

const job = (id: string, rank: number, priority: Priority = 'normal', createdAt = 1): Job => ({
  ...sampleJob({ state: 'queued' }),
  createdAt,
  request: { ...sampleRequest, id },
  options: { priority, rank },
});

const idsOf = (jobs: readonly Job[]): string =>
  jobs
    .toSorted(compareJobs)
    .map(({ request }) => request.id)
    .join('');

function moved(jobs: readonly Job[], id: string, before?: string): Job[] {
  const changes = moveJob(jobs, id, before);
  return jobs.map((one) => {
    const change = changes.get(one.request.id);
    return change ? { ...one, options: withOptions(one.options, change) } : one;
  });
}

describe('the line', () => {
  it('goes by priority, then by rank, then by age', () => {
    const jobs = [
      job('e', 0, 'low'),
      job('c', 2),
      job('b', 1, 'normal', 9),
      job('a', 7, 'high'),
      job('d', 2, 'normal', 5),
    ];
    expect(idsOf(jobs)).toBe('abcde');
  });

  it('has room at its end', () => {
    expect(lastRank([])).toBe(1);
    expect(lastRank([job('a', 3), job('b', 10, 'low'), job('c', -4)])).toBe(11);
  });
});

describe('a move', () => {
  const line = [job('a', 1), job('b', 2), job('c', 3), job('x', 1, 'low')];

  it.each([
    ['c', 'a', 'cabx'],
    ['c', 'b', 'acbx'],
    ['a', 'c', 'bacx'],
    ['a', undefined, 'bcax'],
    ['b', 'c', 'abcx'],
    ['a', 'gone', 'bcax'],
    ['a', 'a', 'abcx'],
    ['gone', 'a', 'abcx'],
  ])('of %s before %s makes %s', (id, before, expected) => {
    expect(idsOf(moved(line, id, before))).toBe(expected);
  });

  it('changes nobody but the one who is moved', () => {
    expect([...moveJob(line, 'c', 'b').keys()]).toEqual(['c']);
  });

  it('before a job of another priority takes that priority', () => {
    const [, , c] = moved(line, 'c', 'x');
    expect(c?.options.priority).toBe('low');
    expect(idsOf(moved(line, 'c', 'x'))).toBe('abcx');
  });

  it('numbers the line anew when no number is left between two', () => {
    let jobs: Job[] = [...line];
    let mostChanged = 0;
    for (let turn = 0; turn < 200; turn += 1) {
      const id = turn % 2 === 0 ? 'b' : 'c';
      const [, second = ''] = [...idsOf(jobs).slice(0, 3)].filter((one) => one !== id);
      mostChanged = Math.max(mostChanged, moveJob(jobs, id, second).size);
      jobs = moved(jobs, id, second);
      expect(idsOf(jobs)).toBe(`a${id}${id === 'b' ? 'c' : 'b'}x`);
    }
    expect(mostChanged).toBe(3);
  });

  it('gets along with jobs of one rank', () => {
    const equal = [job('a', 0), job('b', 0), job('c', 0)];
    expect(idsOf(moved(equal, 'c', 'b'))).toBe('acb');
  });
});
