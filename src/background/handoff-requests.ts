import { testAria2 } from './aria2';
import { aria2Secret, removeAria2Secret, storeAria2Secret } from './aria2-secret';
import { handOver } from './hand-over';
import { handoffCommands } from './handoff-commands';
import { listHandoffs } from './list-handoffs';

/** All of `HandoffRequests`, as the background answers it. */
export const handoffRequests = {
  ...handoffCommands,
  handOver,
  listHandoffs,
  testAria2,
  hasAria2Secret: async (): Promise<boolean> => (await aria2Secret()) !== undefined,
  setAria2Secret: ({ secret }: { readonly secret: string }): Promise<void> =>
    storeAria2Secret(secret),
  removeAria2Secret,
};
