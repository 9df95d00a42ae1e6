import * as v from 'valibot';
import type { JobId } from '../jobs/job';
import { Turns } from '../jobs/turns';
import { storedValue } from '../platform/storage';

const mostJobs = 1_000;

/** Whose jobs are whose, until the browser ends. */
const stored = storedValue('session', 'called-jobs');
const schema = v.fallback(v.array(v.tuple([v.string(), v.string()])), []);
const turns = new Turns();

const load = async () => v.parse(schema, await stored.read());

const isSame =
  (callerId: string, jobId: JobId) =>
  ([caller, job]: readonly [string, string]): boolean =>
    caller === callerId && job === jobId;

/** This extension has asked for that job. */
export function rememberJob(callerId: string, jobId: JobId): Promise<void> {
  return turns.take('jobs', async () => {
    const others = (await load()).filter((pair) => !isSame(callerId, jobId)(pair));
    await stored.write([[callerId, jobId], ...others].slice(0, mostJobs));
  });
}

export async function isJobOf(callerId: string, jobId: JobId): Promise<boolean> {
  return (await load()).some(isSame(callerId, jobId));
}
