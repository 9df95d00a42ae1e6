import type { JobEntry } from '../ui/job-store';
import type { JobsModel } from '../ui/jobs-model';

const mostRunning = 12;
const mostNext = 2;
const mostFailures = 3;

type Lists = Readonly<
  Record<'running' | 'line' | 'history', readonly JobEntry[]> & Pick<JobsModel, 'entry'>
>;

/**
 * What the popup lists: what runs, the next in the line, the last failures, and all that began or ended
 * since it was opened (milliseconds since 1970); the rest is in the manager. What is shown stays in its
 * place until it is removed, whatever becomes of it: nothing moves under a hand. What the person begins
 * meanwhile comes on top, all else at the end.
 */
export function shownJobs(
  shown: readonly JobEntry[],
  { running, line, history, entry }: Lists,
  openedAt: number,
): readonly JobEntry[] {
  const kept = shown.filter((each) => entry(each.id) === each);
  const isNew = ({ view }: JobEntry) => view.peek().createdAt >= openedAt;
  const isFailed = ({ view }: JobEntry) => view.peek().current.state === 'failed';
  const failures = new Set(history.filter(isFailed).slice(0, mostFailures));
  const coming = [
    ...running.filter((each, index) => index < mostRunning || isNew(each)),
    ...line.filter((each, index) => index < mostNext || isNew(each)),
    ...history.filter((each) => each.view.peek().updatedAt >= openedAt || failures.has(each)),
  ].filter((each) => !kept.includes(each));
  return [...coming.filter(isNew).reverse(), ...kept, ...coming.filter((each) => !isNew(each))];
}
