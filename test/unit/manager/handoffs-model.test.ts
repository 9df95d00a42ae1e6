import { expect, test, vi } from 'vitest';
import type { HandoffFileState, HandoffView } from '../../../src/jobs/handoff';
import { HandoffsModel } from '../../../src/manager/handoffs-model';
import type { HandoffRequests } from '../../../src/protocol/handoff';

const one = (state: HandoffFileState): HandoffView => ({
  ...{ id: 'a', title: 'A film', label: '1080p', createdAt: 0 },
  files: [{ name: 'a.mp4', state, received: 0, speed: 0 }],
});
type Told = ReturnType<HandoffRequests['listHandoffs']>;

function open(...told: Told[]) {
  const refuse = async () => {
    throw new Error('No.');
  };
  const background = {
    listHandoffs: vi.fn(async () => told.shift() ?? { handoffs: [one('saved')] }),
    pauseHandoff: vi.fn(async () => undefined),
    resumeHandoff: vi.fn(refuse),
    retryHandoff: vi.fn(refuse),
    removeHandoff: vi.fn(refuse),
  };
  const wait = vi.fn(async () => undefined);
  let isSeen = true;
  const model = new HandoffsModel({ background, wait, isLookedAt: () => isSeen });
  const look = (seen: boolean) => {
    isSeen = seen;
  };
  return { model, background, wait, look };
}

test('it is asked for as long as one goes on, seldom while aria2 is gone', async () => {
  const failure = { code: 'aria2-unreachable', message: '', facts: {} } as const;
  const { model, background, wait } = open(
    { handoffs: [one('active')] },
    { handoffs: [one('unknown')], failure },
    { handoffs: [one('failed')] },
  );
  await model.follow();
  expect(background.listHandoffs).toHaveBeenCalledTimes(3);
  expect(wait.mock.calls.map(([milliseconds]: readonly unknown[]) => milliseconds)).toEqual([
    1_000, 3_000,
  ]);
  expect(model.failure.value).toBeUndefined();
});

test('nobody is asked while nobody looks', async () => {
  const { model, background, look } = open({ handoffs: [one('active')] });
  look(false);
  await model.follow();
  expect(background.listHandoffs).not.toHaveBeenCalled();
});

test('what is pressed is done once, and what it failed with is told until the next press', async () => {
  const { model, background } = open();
  await Promise.all([model.act('resume', 'a'), model.act('resume', 'a')]);
  expect(background.resumeHandoff).toHaveBeenCalledTimes(1);
  expect(model.refusals.value.get('a')).toMatchObject({ code: 'internal' });
  await model.act('pause', 'a');
  expect(model.refusals.value.size).toBe(0);
  expect(model.busy.value.size).toBe(0);
});
