import { type JobId, type Priority, priorities } from '../jobs/job';
import type { JobView } from '../protocol/jobs-port';

/** How a job gets to a place in the line. */
export interface Move {
  /** Where it goes among jobs of another priority, it takes theirs on. */
  readonly priority: Priority;
  /** The job it stands before from then on; without one: at the end of its priority. */
  readonly before?: JobId;
  /** Where it will about be, to show it there at once. */
  readonly rank: number;
}

/**
 * The move that brings a job of the line to this place in it, counted from 0; nothing where it stands
 * there already. Between two priorities it takes the one that is nearer to its own.
 */
export function moveInLine(line: readonly JobView[], id: JobId, place: number): Move | undefined {
  const from = line.findIndex((job) => job.id === id);
  const job = line[from];
  const to = Math.max(0, Math.min(place, line.length - 1));
  if (!job || from === to) return undefined;
  const others = line.toSpliced(from, 1);
  const previous = others[to - 1];
  const next = others[to];
  const priority = nearest(job, previous, next);
  const after = previous?.options.priority === priority ? previous.options.rank : undefined;
  if (next?.options.priority !== priority) {
    return { priority, rank: after === undefined ? job.options.rank : after + 1 };
  }
  const { rank } = next.options;
  return { priority, before: next.id, rank: after === undefined ? rank - 1 : (after + rank) / 2 };
}

function nearest(job: JobView, ...neighbours: (JobView | undefined)[]): Priority {
  const own = priorities.indexOf(job.options.priority);
  const distance = (priority: Priority) => Math.abs(priorities.indexOf(priority) - own);
  const [best = job.options.priority] = neighbours
    .flatMap((neighbour) => (neighbour ? [neighbour.options.priority] : []))
    .sort((a, b) => distance(a) - distance(b));
  return best;
}
