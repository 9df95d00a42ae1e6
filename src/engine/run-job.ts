import type { ErrorFacts } from '../errors';
import type { Job, JobRequest, Progress } from '../jobs/job';
import type { JournalRecord, OutputRecord } from '../jobs/journal-record';
import type { JobEvent } from '../jobs/reduce-job';
import type { PacePorts } from '../media/pace';
import { assemble, outputName } from './assemble';
import { fetchMended } from './fetch-mended';
import type { OpenPart, TransferPorts } from './fetch-parts';
import { GuardedFile } from './guarded-file';
import type { JobFiles } from './job-files';
import type { Durability } from './journal';
import { demandLengths, flushParts, openParts } from './open-parts';
import { quietly } from './quietly';
import type { Remedies, Renew } from './renewals';
import { standIn } from './stand-in';

/** Asks the video's page what a pending job is made of. */
export type Complete = (request: JobRequest, signal: AbortSignal) => Promise<JobRequest>;

export interface RunPorts {
  readonly files: JobFiles;
  readonly transfer: TransferPorts;
  readonly breathe: PacePorts['breathe'];
  /** Asks the video's page for new addresses. */
  readonly renew: Renew;
  readonly complete: Complete;
}

/** The running job's hold on its record: the engine owns it. */
export interface JobHold {
  readonly record: () => JournalRecord;
  /** The addresses are known to be of no use. */
  readonly isRefused: boolean;
  /** Nobody answers at the addresses, and the network is not to blame. */
  readonly isUnanswered: boolean;
  /** The media server has had all the patience there is. */
  readonly isLastTry: boolean;
  readonly advance: (event: JobEvent) => void;
  /** Changes the record and journals it. */
  readonly keep: (
    change: Partial<Pick<JournalRecord, 'parts' | 'output'>>,
    durability?: Durability,
  ) => Promise<void>;
  /** The finished file that the record names is not there. */
  readonly forgetOutput: () => void;
  /** The site holds the media back until then (milliseconds since 1970): the run ends, and the job waits. */
  readonly restUntil: (until: number) => void;
  /** What was tried so far against refusals. */
  readonly remedies: Remedies;
  readonly note: (what: string, facts: ErrorFacts) => void;
  /** @throws disk-full where there is no room for what comes next. */
  readonly demandRoom: () => Promise<void>;
}

/**
 * Takes a job from wherever its record stands to a verified file that waits to be saved: fetch, mux
 * (unless the part is served as it is to be saved), verify, and only then delete the parts.
 * @throws the code that ended it; what is on disk then still agrees with the journal.
 */
export async function runJob(hold: JobHold, ports: RunPorts, signal: AbortSignal): Promise<void> {
  const { output } = hold.record();
  if (output) {
    if (await hasOutput(hold.record().job, output, ports.files))
      return hold.advance({ kind: 'saving' });
    hold.forgetOutput();
  }
  await complete(hold, ports, signal);
  try {
    await make(hold, ports, signal);
  } catch (error) {
    if (!(await standIn(error, hold, ports, signal))) throw error;
    await make(hold, ports, signal);
  }
}

async function make(hold: JobHold, ports: RunPorts, signal: AbortSignal): Promise<void> {
  const { job } = hold.record();
  const opened: GuardedFile[] = [];
  const open = async (name: string): Promise<GuardedFile> => {
    const file = new GuardedFile(await ports.files.open(job.request.id, name));
    opened.push(file);
    return file;
  };
  let parts: OpenPart[] = [];
  try {
    parts = await openParts(hold.record(), open);
    await fetchAll(parts, hold, ports, signal);
    const { breathe, transfer } = ports;
    const assembly = { ...hold, open, breathe, uptime: transfer.clock.uptime };
    const finished = await assemble(parts, job, assembly, signal);
    for (const file of opened) file.close();
    await hold.keep({ parts: [], output: finished }, 'strict');
  } catch (error) {
    for (const file of opened) file.close();
    // A half written file is of no use, and the room it takes may be what was missing.
    await quietly(ports.files.remove(job.request.id, outputName(job)));
    throw error;
  }
  // Now that the journal needs them no more. One that cannot be deleted goes with the folder later.
  const kept = hold.record().output?.name;
  const spent = parts.filter(({ name }) => name !== kept);
  await Promise.allSettled(spent.map(({ name }) => ports.files.remove(job.request.id, name)));
  hold.advance({ kind: 'saving' });
}

/** Of a video that nobody has looked at yet only its page knows the formats. */
async function complete(hold: JobHold, ports: RunPorts, signal: AbortSignal): Promise<void> {
  const { request } = hold.record().job;
  if (!request.pending) return;
  hold.advance({ kind: 'resolving' });
  const completed = await ports.complete(request, signal);
  hold.advance({ kind: 'completed', request: completed });
  await hold.keep({});
}

async function hasOutput(job: Job, output: OutputRecord, files: JobFiles): Promise<boolean> {
  return (await files.size(job.request.id, output.name)) === output.bytes;
}

async function fetchAll(
  parts: readonly OpenPart[],
  hold: JobHold,
  ports: RunPorts,
  signal: AbortSignal,
): Promise<void> {
  const checkpoint = (): Promise<void> => hold.keep({ parts: flushParts(parts) }, 'copied');
  const hooks = {
    onProgress: (progress: Progress) => hold.advance({ kind: 'fetching', progress }),
    checkpoint,
  };
  try {
    await fetchMended(
      parts,
      {
        request: () => hold.record().job.request,
        isRefused: hold.isRefused,
        isUnanswered: hold.isUnanswered,
        isLastTry: hold.isLastTry,
        onResolving: () => hold.advance({ kind: 'resolving' }),
        onRenewed: (renewal) => hold.advance({ kind: 'renewed', renewal }),
        restUntil: hold.restUntil,
        remedies: hold.remedies,
        note: hold.note,
      },
      ports,
      hooks,
      signal,
    );
  } catch (error) {
    // Interrupted, but not cancelled: what has come since the last checkpoint is not fetched again.
    const isKept = hold.record().job.current.state !== 'cancelled';
    if (signal.aborted && isKept) await quietly(Promise.resolve().then(checkpoint));
    throw error;
  }
  demandLengths(parts);
}
