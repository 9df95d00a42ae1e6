type Stored = Readonly<Record<string, unknown>>;

/**
 * A record as stored, of any version, with the fields of the present one, unchecked: one step per
 * version, each from the one before. What is of no older version is answered as it is.
 */
export function migrateRecord(stored: unknown): unknown {
  return isFields(stored) && stored.version === 1 ? fromVersion1(stored) : stored;
}

/** Version 1 put its records into the journal as they were, without a checksum. */
export const isUnsealed = (stored: unknown): boolean => isFields(stored) && stored.version === 1;

/** Whether a later Reelkeep wrote it: nothing of ours to read, and nothing of ours to delete. */
export const isFromLater = (stored: unknown, version: number): boolean =>
  isFields(stored) && typeof stored.version === 'number' && stored.version > version;

/**
 * Version 1 knew only the tab, as a number of the request; the connections were settled with the job,
 * not in the settings; and jobs stood in the order in which they were made.
 */
function fromVersion1({ job, ...kept }: Stored): unknown {
  if (!isFields(job) || !isFields(job.request)) return undefined;
  const { connectionsPerHost: _, tabId, ...request } = job.request;
  return {
    ...kept,
    version: 2,
    job: {
      ...job,
      request: { ...request, origin: tabId === undefined ? {} : { tabId } },
      options: { priority: 'normal', rank: job.createdAt },
    },
  };
}

const isFields = (value: unknown): value is Stored => typeof value === 'object' && value !== null;
