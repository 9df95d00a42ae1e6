import { asReelkeepError, type ErrorCode } from '../errors';
import type { JobRequest } from '../jobs/job';
import { isRefusal } from './job-failures';
import { partName } from './open-parts';
import { quietly } from './quietly';
import type { JobHold, RunPorts } from './run-job';

/** What a person may mend of the better ways, or patience that there is no more of; the file asks nobody. */
const isOfTheWay = (code: ErrorCode, { isLastTry }: JobHold): boolean =>
  isRefusal({ code }) || code === 'asked-to-prove-human' || (code === 'http-429' && isLastTry);

/**
 * Where all ways to what a preset means have failed under way, the file that is always there stands in: once,
 * under the name that was given. What has come of the other one is deleted.
 * @returns whether the job is another one now, and is to be run anew.
 */
export async function standIn(
  thrown: unknown,
  hold: JobHold,
  { complete, files }: Pick<RunPorts, 'complete' | 'files'>,
  signal: AbortSignal,
): Promise<boolean> {
  const { request } = hold.record().job;
  const { code } = asReelkeepError(thrown);
  const { preset } = request;
  if (signal.aborted || preset === undefined || request.standsIn || !isOfTheWay(code, hold)) {
    return false;
  }
  let other: JobRequest;
  try {
    const pending = { kind: 'stand-in', preset, code } as const;
    other = await complete({ ...request, pending }, signal);
  } catch {
    // Why the one that was wanted failed says more.
    signal.throwIfAborted();
    return false;
  }
  if (other.standsIn === undefined) return false;
  hold.advance({ kind: 'resolving' });
  hold.advance({ kind: 'completed', request: other });
  await hold.keep({ parts: [] });
  hold.note('stands-in', { code });
  const spent = request.parts.map(partName);
  await Promise.all(spent.map((name) => quietly(files.remove(request.id, name))));
  return true;
}
