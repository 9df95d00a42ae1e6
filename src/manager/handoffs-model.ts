import { createModel, signal } from '@preact/signals';
import { type ErrorData, toErrorData } from '../errors';
import type { HandoffView } from '../jobs/handoff';
import type { Sender } from '../platform/channel';
import type { HandoffRequests } from '../protocol/handoff';

export type HandoffAction = 'pause' | 'resume' | 'retry' | 'remove';

export interface HandoffsClients {
  readonly background: Pick<
    Sender<HandoffRequests>,
    'listHandoffs' | 'pauseHandoff' | 'resumeHandoff' | 'retryHandoff' | 'removeHandoff'
  >;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Nobody asks aria2 while nobody looks. */
  readonly isLookedAt: () => boolean;
}

const everyMs = 1_000;
const whenLostMs = 3_000;

/** What the person's aria2 does for us. */
export const HandoffsModel = createModel(({ background, wait, isLookedAt }: HandoffsClients) => {
  const handoffs = signal<readonly HandoffView[]>([]);
  /** Why aria2 could not be asked. */
  const failure = signal<ErrorData | undefined>(undefined);
  const busy = signal<ReadonlySet<string>>(new Set());
  /** Why the last command failed, by what it was for. */
  const refusals = signal<ReadonlyMap<string, ErrorData>>(new Map());
  let isFollowing = false;
  const never = new AbortController().signal;

  const load = async (): Promise<void> => {
    try {
      const told = await background.listHandoffs({});
      handoffs.value = told.handoffs;
      failure.value = told.failure;
    } catch (thrown) {
      failure.value = toErrorData(thrown);
    }
  };

  /** Shows how they stand, for as long as one of them goes on and somebody looks. */
  const follow = async (): Promise<void> => {
    if (isFollowing || !isLookedAt()) return;
    isFollowing = true;
    try {
      await load();
      while (isLookedAt() && handoffs.peek().some(mayChange)) {
        await wait(failure.peek() ? whenLostMs : everyMs, never);
        await load();
      }
    } finally {
      isFollowing = false;
    }
  };

  const act = async (action: HandoffAction, id: string): Promise<void> => {
    if (busy.peek().has(id)) return;
    busy.value = new Set([...busy.peek(), id]);
    refusals.value = new Map([...refusals.peek()].filter(([other]) => other !== id));
    try {
      await background[`${action}Handoff`]({ id });
    } catch (thrown) {
      refusals.value = new Map([...refusals.peek(), [id, toErrorData(thrown)]]);
    }
    busy.value = new Set([...busy.peek()].filter((other) => other !== id));
    await load();
    await follow();
  };

  return { handoffs, failure, busy, refusals, follow, act };
});

/** What failed waits for the person: only they can change it. */
const mayChange = ({ files }: HandoffView): boolean =>
  files.some(({ state }) => state !== 'saved' && state !== 'failed');

export type HandoffsModel = InstanceType<typeof HandoffsModel>;
