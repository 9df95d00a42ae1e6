type Stored = Readonly<Record<string, unknown>>;

/**
 * A record as stored, of any version, with the fields of the present one, unchecked: one step per
 * version, each from the one before. What is of no older version is answered as it is.
 */
export function migrateRecord(stored: unknown): unknown {
  const second = isFields(stored) && stored.version === 1 ? fromVersion1(stored) : stored;
  return isFields(second) && second.version === 2 ? fromVersion2(second) : second;
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

const withSource = ({ url, mirrors, ...part }: Stored): Stored => ({
  ...part,
  source: { kind: 'url', url, ...(mirrors === undefined ? {} : { mirrors }) },
});

const each = (list: unknown, change: (item: Stored) => Stored): unknown =>
  Array.isArray(list) ? list.map((item) => (isFields(item) ? change(item) : item)) : list;

const isFields = (value: unknown): value is Stored => typeof value === 'object' && value !== null;
