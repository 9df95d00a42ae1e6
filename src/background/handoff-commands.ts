import { ReelkeepError } from '../errors';
import type { HandoffRequests } from '../protocol/handoff';
import { mayHaveExpired } from '../transfer/aria2/aria2-failure';
import type { Aria2Status } from '../transfer/aria2/aria2-status';
import type { Aria2 } from './aria2';
import { freshAddress } from './fresh-address';
import { forgetHandoff, inTurn, loadHandoffs, wantAgain } from './handoff-store';
import { type OpenFile, openFiles, orderAnew } from './open-handoffs';

type One = { readonly id: string };

const longestMs = 20_000;
const signal = () => AbortSignal.timeout(longestMs);

/** What a person may do about what aria2 does for them. @throws job-not-found, and the codes of aria2. */
export const handoffCommands = {
  pauseHandoff: ({ id }: One) =>
    forEach(id, async ({ client }, { file, told }) => {
      const state = statusOf(told)?.state;
      if (state === 'active' || state === 'waiting') await client.pause(file.gid, signal());
    }),
  resumeHandoff: async ({ id }: One): Promise<void> => {
    await wantAgain(id);
    await forEach(id, async ({ client }, { handoff, file, told }) => {
      const status = statusOf(told);
      if (status?.state !== 'paused') return;
      // The addresses of before may be good still: aria2 will say if they are not.
      const fresh = await freshAddress(handoff, file, 'expired').catch(() => undefined);
      if (fresh) await client.readdress(file.gid, status.urls, fresh, signal());
      await client.resume(file.gid, signal());
    });
  },
  retryHandoff: async ({ id }: One): Promise<void> => {
    await wantAgain(id);
    await forEach(id, async (aria2, one) => {
      const status = statusOf(one.told);
      if (status && status.state !== 'failed') return;
      await orderAnew(aria2, one, mayHaveExpired(status?.error) ? 'moved' : 'expired');
    });
  },
  removeHandoff: async ({ id }: One): Promise<void> => {
    // An aria2 that is gone, or not ours any more, can be told nothing: the row goes all the same.
    await Promise.allSettled([forEach(id, stop)]);
    await forgetHandoff(id);
  },
} satisfies Partial<{
  [K in keyof HandoffRequests]: (request: Parameters<HandoffRequests[K]>[0]) => Promise<void>;
}>;

async function stop({ client }: Aria2, { file, told }: OpenFile): Promise<void> {
  const state = statusOf(told)?.state;
  if (state === 'failed' || state === 'complete') await client.forget(file.gid, signal());
  else if (state) await client.stop(file.gid, signal());
}

/** `undefined`: aria2 knows nothing of it. */
const statusOf = (told: OpenFile['told']): Aria2Status | undefined =>
  told instanceof ReelkeepError ? undefined : told;

const forEach = (id: string, act: (aria2: Aria2, file: OpenFile) => Promise<void>): Promise<void> =>
  inTurn(async () => {
    const handoffs = (await loadHandoffs()).filter((one) => one.id === id);
    if (handoffs.length === 0) {
      throw new ReelkeepError('job-not-found', 'Nothing of this name was handed over.');
    }
    const { aria2, files } = await openFiles(handoffs);
    for (const file of files) await act(aria2, file);
  });
