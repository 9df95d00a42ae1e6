import type { JobId, JobState } from '../jobs/job';
import { moveJob } from '../jobs/job-options';
import type { Turns } from '../jobs/turns';
import { forgetTroubles, stop } from './job-commands';
import type { JobTable } from './job-table';
import { enough, isWhole } from './record-bytes';
import type { Commands } from './worker-protocol';

export interface QueueCommandPorts {
  readonly table: JobTable;
  readonly turns: Turns;
  readonly pump: () => void;
}

/** Who stands where in the line, and who stands still. */
export function queueCommands({
  table,
  turns,
  pump,
}: QueueCommandPorts): Pick<Commands, 'pause' | 'resume' | 'finish' | 'setOptions' | 'move'> {
  const pause = (id: JobId): Promise<void> =>
    turns.take(id, async () => {
      const entry = table.find(id);
      if (!table.advance(entry, { kind: 'paused' })) return;
      forgetTroubles(entry);
      await stop(entry);
      await table.put(entry);
      pump();
    });

  const resume = (id: JobId): Promise<void> =>
    turns.take(id, async () => {
      const entry = table.find(id);
      const { current } = entry.record.job;
      if (current.state !== 'paused' && current.state !== 'waiting') return;
      forgetTroubles(entry);
      entry.isUrgent = isHeld(current);
      table.advance(entry, { kind: 'queued' });
      await table.put(entry);
      pump();
    });

  const finish = (id: JobId): Promise<void> =>
    turns.take(id, async () => {
      const entry = table.find(id);
      if (!entry.record.job.request.isLive) return;
      table.advance(entry, { kind: 'paused' });
      if (entry.record.job.current.state !== 'paused') return;
      await stop(entry);
      forgetTroubles(entry);
      const parts = entry.record.parts.map(enough);
      if (parts.every(({ fetched }) => isWhole(fetched))) await table.keep(entry, { parts });
      table.advance(entry, { kind: 'queued' });
      await table.put(entry);
      pump();
    });

  const all = async (
    work: (id: JobId) => Promise<void>,
    state?: JobState['state'],
  ): Promise<void> => {
    const jobs = table.active().map(({ record }) => record.job);
    const meant = jobs.filter(({ current }) => state === undefined || current.state === state);
    await Promise.all(meant.map(({ request }) => work(request.id)));
  };

  return {
    pause: ({ id }) => (id === undefined ? all(pause) : pause(id)),
    resume: ({ id }) => (id === undefined ? all(resume, 'paused') : resume(id)),
    finish: ({ id }) => finish(id),
    setOptions: ({ id, options }) =>
      turns.take(id, async () => {
        const entry = table.find(id);
        table.advance(entry, { kind: 'options', options });
        await table.put(entry);
        pump();
      }),
    move: async ({ id, before }) => {
      table.find(id);
      const jobs = table.active().map(({ record }) => record.job);
      const changes = moveJob(jobs, id, before);
      await Promise.all(
        [...changes].map(async ([changed, options]) => {
          const entry = table.find(changed);
          table.advance(entry, { kind: 'options', options });
          await table.put(entry);
        }),
      );
      pump();
    },
  };
}

/** By what a person may set aside for this once. */
const isHeld = (current: JobState): boolean =>
  current.state === 'waiting' && (current.reason === 'metered' || current.reason === 'quiet-hours');
