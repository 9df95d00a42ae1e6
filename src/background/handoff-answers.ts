import type { Handlers } from '../platform/channel';
import type { HandoffRequests } from '../protocol/handoff';
import { testAria2 } from './aria2';
import { aria2Secret, removeAria2Secret, storeAria2Secret } from './aria2-secret';
import { handOver } from './hand-over';
import { handoffCommands } from './handoff-commands';
import { listHandoffs } from './list-handoffs';

/** All that concerns the person's own aria2. */
export const handoffAnswers: Handlers<HandoffRequests> = {
  ...handoffCommands,
  handOver,
  listHandoffs,
  testAria2,
  hasAria2Secret: async () => (await aria2Secret()) !== undefined,
  setAria2Secret: ({ secret }) => storeAria2Secret(secret),
  removeAria2Secret,
};
