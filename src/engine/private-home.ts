import type { JobId } from '../jobs/job';
import { boundLog, type LogEntry } from '../jobs/job-log';
import type { JobHome } from './job-entry';
import type { JobFiles } from './job-files';

/** For jobs from private windows: no journal, and a log in memory alone. */
export function privateHome(files: JobFiles): JobHome {
  const logs = new Map<JobId, readonly LogEntry[]>();
  return {
    files,
    journal: {
      put: async () => undefined,
      putAll: async () => undefined,
      remove: async (id) => {
        logs.delete(id);
      },
      appendLog: async (id, entries) => {
        logs.set(id, boundLog([...(logs.get(id) ?? []), ...entries]));
      },
      readLog: async (id) => [...(logs.get(id) ?? [])],
    },
  };
}
