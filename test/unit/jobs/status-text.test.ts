import { expect, it } from 'vitest';
import type { JobState } from '../../../src/jobs/job';
import { statusText } from '../../../src/jobs/status-text';

const mebi = 1024 ** 2;
const cases: readonly [JobState, string][] = [
  [
    {
      state: 'fetching',
      progress: { received: 50.5 * mebi, total: 100 * mebi, speed: 2.5 * mebi, eta: 19.8 },
    },
    '50.5% of 100.00MiB at 2.50MiB/s ETA 00:00:20',
  ],
  [
    { state: 'fetching', progress: { received: 0, total: 1024 ** 3, speed: 1000, eta: 10_800.2 } },
    '0.0% of 1024.00MiB at 0.00MiB/s ETA 03:00:01',
  ],
  [{ state: 'fetching', progress: { received: 3 * mebi } }, '3.00MiB'],
  [
    { state: 'fetching', progress: { received: 0, total: mebi, speed: 0.0001, eta: 1e10 } },
    '0.0% of 1.00MiB at 0.00MiB/s',
  ],
  [{ state: 'muxing', done: 0.25 }, 'muxing 25.0%'],
  [{ state: 'queued' }, 'queued'],
  [{ state: 'resolving' }, 'resolving'],
  [{ state: 'waiting', reason: 'network' }, 'waiting for network'],
  [
    { state: 'waiting', reason: 'disk', progress: { received: mebi, total: 4 * mebi } },
    'waiting for disk at 25.0% of 4.00MiB',
  ],
  [{ state: 'paused', progress: { received: mebi } }, 'paused at 1.00MiB'],
  [{ state: 'paused' }, 'paused'],
  [{ state: 'saving', downloadId: 3 }, 'saving'],
  [
    { state: 'done', file: { path: '/a/b.mp4', bytes: mebi, downloadId: 3 } },
    'done 1.00MiB /a/b.mp4',
  ],
  [{ state: 'failed', error: { code: 'disk-full', message: 'x', facts: {} } }, 'failed disk-full'],
];
it.each(cases)('%o is one line', (current, text) => {
  expect(statusText({ current })).toBe(text);
});
