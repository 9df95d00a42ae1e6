import { fillEngine } from '../helpers/full-engine';
import type { Family, Struck } from './family';
import type { Stage } from './stage';
import { refuseFileCalls } from './worker-patches';

export type StorageFault =
  | { readonly kind: 'write-refused'; readonly name: string; readonly times: number }
  | { readonly kind: 'write-halved'; readonly times: number }
  | { readonly kind: 'flush-refused'; readonly times: number }
  /** Room for this share of what is still to come, and after a while for all. */
  | { readonly kind: 'disk-full'; readonly share: number; readonly roomAfterMs: number };

const refusals = ['InvalidStateError', 'UnknownError', 'NoModificationAllowedError'];

export const storageFaults: Family<StorageFault> = {
  'write-refused': {
    draw: (random) => ({ name: random.pick(refusals), times: random.between(1, 3) }),
    strike: async ({ name, times }, stage) => {
      const { engine } = await stage.engine();
      await refuseFileCalls(engine, 'write', times, { how: 'throws', name });
      return 'over';
    },
  },
  'write-halved': {
    draw: (random) => ({ times: random.between(1, 3) }),
    strike: async ({ times }, stage) => {
      const { engine } = await stage.engine();
      await refuseFileCalls(engine, 'write', times, { how: 'half' });
      return 'over';
    },
  },
  'flush-refused': {
    draw: (random) => ({ times: random.between(1, 3) }),
    strike: async ({ times }, stage) => {
      const { engine } = await stage.engine();
      await refuseFileCalls(engine, 'flush', times, { how: 'throws', name: 'InvalidStateError' });
      return 'over';
    },
  },
  'disk-full': {
    draw: (random) => ({
      share: random.between(5, 80) / 100,
      roomAfterMs: random.between(1500, 5000),
    }),
    strike: fillDisk,
    when: [1, 90],
  },
};

/** The profile's own small disk where it lies on one; else the engine's worker is made to see a full one. */
async function fillDisk(
  { share, roomAfterMs }: Extract<StorageFault, { kind: 'disk-full' }>,
  stage: Stage,
): Promise<Struck> {
  const room = Math.round(stage.need * share);
  if (stage.disk) {
    const { disk } = stage;
    disk.fillUpTo(room);
    return { afterMs: roomAfterMs, lift: async () => disk.makeRoom() };
  }
  await stage.engine();
  const makeRoom = await fillEngine(stage.chromium.session, room);
  return { afterMs: roomAfterMs, lift: () => makeRoom().catch(() => undefined) };
}
