import { ReelkeepError, toErrorData } from '../errors';
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
    if (thrown instanceof ReelkeepError && thrown.code === 'engine-unavailable') throw thrown;
    await worker.ask('notRenewed', { id, error: toErrorData(thrown) });
  }
}
