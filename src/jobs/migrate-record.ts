type Stored = Readonly<Record<string, unknown>>;

/**
 * A record as stored, of any version, with the fields of the present one, unchecked: one step per
 * version, each from the one before. What is of no older version is answered as it is.
 */
export function migrateRecord(stored: unknown): unknown {
  let record = stored;
  for (const [version, step] of steps.entries()) {
    if (isFields(record) && record.version === version + 1) record = step(record);
  }
  return record;
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

/** Version 2 knew only files with an address, of which it kept ranges. */
function fromVersion2({ job, parts, ...kept }: Stored): unknown {
  if (!isFields(job) || !isFields(job.request)) return undefined;
  const { request } = job;
  return {
    ...kept,
    version: 3,
    job: { ...job, request: { ...request, parts: each(request.parts, withSource) } },
    parts: each(parts, ({ ledger, ...part }) => ({
      ...part,
      fetched: { kind: 'ranges', ranges: ledger },
    })),
  };
}

/** Version 3 knew of only one reason why a job may not know what it is made of. */
function fromVersion3({ job, ...kept }: Stored): unknown {
  if (!isFields(job) || !isFields(job.request)) return undefined;
  const { pending, ...request } = job.request;
  const unseen = isFields(pending) ? { pending: { kind: 'unseen', ...pending } } : {};
  return { ...kept, version: 4, job: { ...job, request: { ...request, ...unseen } } };
}

/** Each from the version of its place, counted from 1. */
const steps = [fromVersion1, fromVersion2, fromVersion3];

const withSource = ({ url, mirrors, ...part }: Stored): Stored => ({
  ...part,
  source: { kind: 'url', url, ...(mirrors === undefined ? {} : { mirrors }) },
});

const each = (list: unknown, change: (item: Stored) => Stored): unknown =>
  Array.isArray(list) ? list.map((item) => (isFields(item) ? change(item) : item)) : list;

const isFields = (value: unknown): value is Stored => typeof value === 'object' && value !== null;
