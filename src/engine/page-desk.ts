import { type ErrorData, ReelkeepError, toErrorData } from '../errors';
import type { JobRequest } from '../jobs/job';
import type { Renewal } from '../jobs/reduce-job';
import type { EngineEvents } from '../protocol/background';
import type { WorkerLink } from './worker-link';
import type { RenewRequest } from './worker-protocol';

type RenewSources = (...request: Parameters<EngineEvents['renewSources']>) => Promise<Renewal>;

/** Asks the background, on the worker's behalf, for what only the video's page can give. */
export async function renewAtPage(
  { id, ...request }: RenewRequest,
  renewSources: RenewSources,
  worker: Pick<WorkerLink, 'ask'>,
): Promise<void> {
  try {
    await worker.ask('renewed', { id, renewal: await renewSources(request) });
  } catch (thrown) {
    await worker.ask('notRenewed', { id, error: told(thrown) });
  }
}

type CompleteJob = (...request: Parameters<EngineEvents['completeJob']>) => Promise<JobRequest>;

/** The same for a job that does not know what it is made of. */
export async function completeAtPage(
  request: JobRequest,
  completeJob: CompleteJob,
  worker: Pick<WorkerLink, 'ask'>,
): Promise<void> {
  const { id } = request;
  try {
    await worker.ask('completed', { id, request: await completeJob(request) });
  } catch (thrown) {
    await worker.ask('notCompleted', { id, error: told(thrown) });
  }
}

/** @throws what says that there is no worker to tell. */
function told(thrown: unknown): ErrorData {
  if (thrown instanceof ReelkeepError && thrown.code === 'engine-unavailable') throw thrown;
  return toErrorData(thrown);
}
