import { ReelkeepError, toErrorData } from '../errors';
import type { EngineEvents, Renewed } from '../protocol/background';
import type { WorkerLink } from './worker-link';
import type { RenewRequest } from './worker-protocol';

type RenewAddresses = (...request: Parameters<EngineEvents['renewAddresses']>) => Promise<Renewed>;

/** Asks the background, on the worker's behalf, for what only the video's page can give. */
export async function renewAtPage(
  { id, ...request }: RenewRequest,
  renewAddresses: RenewAddresses,
  worker: Pick<WorkerLink, 'ask'>,
): Promise<void> {
  try {
    await worker.ask('renewed', { id, renewed: await renewAddresses(request) });
  } catch (thrown) {
    if (thrown instanceof ReelkeepError && thrown.code === 'engine-unavailable') throw thrown;
    await worker.ask('notRenewed', { id, error: toErrorData(thrown) });
  }
}
