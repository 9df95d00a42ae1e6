import type { JobState } from '../jobs/job';

/** How far a job's bar is: 0–1, `unknown` while it runs without an end in sight, nothing once it has ended. */
export function jobProgress(current: JobState): number | 'unknown' | undefined {
  switch (current.state) {
    case 'queued':
      return 0;
    case 'fetching': {
      const { received, total } = current.progress;
      return total === undefined || total === 0 ? 'unknown' : Math.min(1, received / total);
    }
    case 'muxing':
      return current.done;
    case 'verifying':
    case 'saving':
      return 'unknown';
    default:
      return undefined;
  }
}
