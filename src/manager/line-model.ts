import { createModel, signal } from '@preact/signals';
import type { JobId } from '../jobs/job';
import type { JobsModel } from '../ui/jobs-model';

/** Between which rows a dragged one would land. */
export interface DropMark {
  readonly id: JobId;
  readonly side: 'before' | 'after';
}

/** Moving jobs in the line, by steps and by hand. */
export const LineModel = createModel((jobs: Pick<JobsModel, 'line' | 'moveTo'>) => {
  const dragged = signal<JobId | undefined>(undefined);
  const mark = signal<DropMark | undefined>(undefined);
  /** The job that was moved last, and where it stands now: from 1. */
  const moved = signal<{ readonly place: number; readonly count: number } | undefined>(undefined);

  const placeOf = (id: JobId) => jobs.line.peek().findIndex((entry) => entry.id === id);

  const moveTo = async (id: JobId, place: number): Promise<void> => {
    const count = jobs.line.peek().length;
    if (placeOf(id) < 0 || place < 0 || place >= count) return;
    await jobs.moveTo(id, place);
    moved.value = { place: placeOf(id) + 1, count };
  };

  const end = () => {
    dragged.value = undefined;
    mark.value = undefined;
  };

  return {
    dragged,
    mark,
    moved,
    /** −1: one place earlier; 1: one later. */
    step: (id: JobId, by: -1 | 1) => moveTo(id, placeOf(id) + by),
    start: (id: JobId) => {
      dragged.value = id;
    },
    over: (id: JobId, side: DropMark['side']) => {
      const before = mark.peek();
      if (before?.id !== id || before.side !== side) mark.value = { id, side };
    },
    drop: async (): Promise<void> => {
      const id = dragged.peek();
      const at = mark.peek();
      end();
      if (id === undefined || at === undefined || at.id === id) return;
      const target = placeOf(at.id) + (at.side === 'after' ? 1 : 0);
      // The places after its own move up when it leaves it.
      await moveTo(id, target > placeOf(id) ? target - 1 : target);
    },
    end,
  };
});

export type LineModel = InstanceType<typeof LineModel>;
