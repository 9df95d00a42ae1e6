import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ErrorData } from '../errors';
import type { JobId, JobOptions } from '../jobs/job';
import type { JobsNews, JobView } from '../protocol/jobs-port';
import { compareEnds, compareTurns, type JobGroup, jobGroup, jobGroups } from './job-group';

/** One job on a screen. Each part is a signal of its own: who reads one is not drawn again for the others. */
export interface JobEntry {
  readonly id: JobId;
  readonly view: Signal<JobView>;
  /** From 1, among those whose turn will come; nothing for all others. */
  readonly place: Signal<number | undefined>;
  /** A command is under way: a second press has nothing to add. */
  readonly busy: Signal<boolean>;
  /** Why the last command failed, until the next one. */
  readonly failure: Signal<ErrorData | undefined>;
  /** Its options are shown. */
  readonly isOpen: Signal<boolean>;
}

export interface JobStore {
  readonly groups: Readonly<Record<JobGroup, ReadonlySignal<readonly JobEntry[]>>>;
  entry(id: JobId): JobEntry | undefined;
  /** Takes in what the engine tells; answers with the jobs whose state is another now, none for a snapshot. */
  apply(message: JobsNews): readonly JobView[];
  /** Shows options as they will be, until the engine says how they are. */
  foresee(id: JobId, options: Partial<JobOptions>): void;
}

/**
 * The engine's jobs, each under its own signals, and the order in which they are listed. A list is set
 * anew only when what stands in it or its order is another: progress costs the one job that makes it.
 */
export function createJobStore(): JobStore {
  const entries = new Map<JobId, JobEntry>();
  const groups = {
    running: signal<readonly JobEntry[]>([]),
    line: signal<readonly JobEntry[]>([]),
    history: signal<readonly JobEntry[]>([]),
  } satisfies Record<JobGroup, unknown>;

  const put = (view: JobView, stale: Set<JobGroup>): void => {
    const entry = entries.get(view.id);
    if (!entry) {
      entries.set(view.id, newEntry(view));
      stale.add(jobGroup(view));
      return;
    }
    const before = entry.view.peek();
    entry.view.value = view;
    if (standing(before) === standing(view)) return;
    if (jobGroup(view) !== 'line') entry.place.value = undefined;
    stale.add(jobGroup(before)).add(jobGroup(view));
  };

  const drop = (id: JobId, stale: Set<JobGroup>): void => {
    const entry = entries.get(id);
    if (!entry) return;
    entries.delete(id);
    stale.add(jobGroup(entry.view.peek()));
  };

  const arrange = (stale: ReadonlySet<JobGroup>): void => {
    const found: Record<JobGroup, JobEntry[]> = { running: [], line: [], history: [] };
    for (const entry of entries.values()) found[jobGroup(entry.view.peek())].push(entry);
    for (const group of jobGroups) {
      if (!stale.has(group)) continue;
      const compare = group === 'history' ? compareEnds : compareTurns;
      const sorted = found[group].sort((a, b) => compare(a.view.peek(), b.view.peek()));
      if (!areSame(sorted, groups[group].peek())) groups[group].value = sorted;
    }
    if (stale.has('line')) numberPlaces(found.line);
  };

  return {
    groups,
    entry: (id) => entries.get(id),
    apply: (message) =>
      batch(() => {
        const stale = new Set<JobGroup>();
        const views = message.kind === 'snapshot' ? message.jobs : message.changed;
        const news = views.filter(({ id, current }) => {
          const before = entries.get(id)?.view.peek();
          return message.kind === 'delta' && before && before.current.state !== current.state;
        });
        for (const view of views) put(view, stale);
        for (const id of removedBy(message, entries)) drop(id, stale);
        arrange(stale);
        return news;
      }),
    foresee: (id, options) =>
      batch(() => {
        const view = entries.get(id)?.view.peek();
        if (!view) return;
        const stale = new Set<JobGroup>();
        put({ ...view, options: { ...view.options, ...options } }, stale);
        arrange(stale);
      }),
  };
}

const newEntry = (view: JobView): JobEntry => ({
  id: view.id,
  view: signal(view),
  place: signal<number | undefined>(undefined),
  busy: signal(false),
  failure: signal<ErrorData | undefined>(undefined),
  isOpen: signal(false),
});

/** All that a job's place in the lists depends on. */
function standing(view: JobView): string {
  const { current, options, updatedAt } = view;
  const group = jobGroup(view);
  return group === 'history'
    ? `${group} ${updatedAt}`
    : `${group} ${current.state} ${options.priority} ${options.rank}`;
}

function removedBy(message: JobsNews, entries: ReadonlyMap<JobId, JobEntry>): JobId[] {
  if (message.kind === 'delta') return [...message.removed];
  const kept = new Set(message.jobs.map(({ id }) => id));
  return [...entries.keys()].filter((id) => !kept.has(id));
}

/** Places are counted without what is paused or waits for something else than its turn. */
function numberPlaces(line: readonly JobEntry[]): void {
  let last = 0;
  for (const { view, place } of line) {
    const isQueued = view.peek().current.state === 'queued';
    if (isQueued) last += 1;
    place.value = isQueued ? last : undefined;
  }
}

const areSame = (a: readonly JobEntry[], b: readonly JobEntry[]): boolean =>
  a.length === b.length && a.every((entry, index) => entry === b[index]);
