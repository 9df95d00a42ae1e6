import type { JobState, Progress } from '../jobs/job';

/** How far a job's bar is: 0–1, `unknown` while it runs without an end in sight, nothing where there is no bar. */
export function jobProgress(current: JobState): number | 'unknown' | undefined {
  switch (current.state) {
    case 'fetching':
      return share(current.progress) ?? 'unknown';
    case 'waiting':
    case 'paused':
      return current.progress && share(current.progress);
    case 'muxing':
      return current.done;
    case 'resolving':
    case 'verifying':
    case 'saving':
      return 'unknown';
    default:
      return undefined;
  }
}

const share = ({ received, total }: Progress): number | undefined =>
  total === undefined || total === 0 ? undefined : Math.min(1, received / total);
