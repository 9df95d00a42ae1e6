import type { JobId } from '../jobs/job';
import type { JobsPortMessage, JobView } from '../protocol/jobs-port';

/** The jobs after the engine's message, the newest first. */
export function applyJobsMessage(
  jobs: readonly JobView[],
  message: JobsPortMessage,
): readonly JobView[] {
  const byId = new Map<JobId, JobView>();
  const kept = message.kind === 'snapshot' ? message.jobs : [...jobs, ...message.changed];
  for (const job of kept) byId.set(job.id, job);
  if (message.kind === 'delta') for (const id of message.removed) byId.delete(id);
  return [...byId.values()].sort((a, b) => b.createdAt - a.createdAt);
}
