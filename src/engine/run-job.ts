import { ReelkeepError } from '../errors';
import type { Job, PartRequest } from '../jobs/job';
import type { JournalRecord, OutputRecord } from '../jobs/journal-record';
import type { JobEvent } from '../jobs/reduce-job';
import { type MuxedTrack, mux } from '../media/mux';
import type { PacePorts } from '../media/pace';
import { verifyMedia } from '../media/verify';
import { FileLedger } from '../transfer/file-ledger';
import { fetchMended } from './fetch-mended';
import type { OpenPart, TransferPorts } from './fetch-parts';
import { GuardedFile } from './guarded-file';
import type { JobFiles } from './job-files';
import type { Addresses, Renew } from './renewals';

export interface RunPorts {
  readonly files: JobFiles;
  readonly transfer: TransferPorts;
  readonly breathe: PacePorts['breathe'];
  /** Asks the video's page for new addresses. */
  readonly renew: Renew;
}

/** The running job's hold on its record: the engine owns it. */
export interface JobHold {
  readonly record: () => JournalRecord;
  /** The server refused the addresses when it was last asked. */
  readonly isRefused: boolean;
  readonly advance: (event: JobEvent) => void;
  /** Changes the record and journals it. */
  readonly keep: (
    change: Partial<Pick<JournalRecord, 'parts' | 'output'>>,
    durability?: 'strict',
  ) => Promise<void>;
}

/**
 * Takes a job from wherever its record stands to a verified file that waits to be saved: fetch, mux
 * (unless the part is served as it is to be saved), verify, and only then delete the parts.
 * @throws the code that ended it; what is on disk then still agrees with the journal.
 */
export async function runJob(hold: JobHold, ports: RunPorts, signal: AbortSignal): Promise<void> {
  const { job, output } = hold.record();
  if (output && (await hasOutput(job, output, ports.files))) {
    hold.advance({ kind: 'saving' });
    return;
  }
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
    const finished = await assemble(parts, job, open, hold, ports, signal);
    for (const file of opened) file.close();
    await hold.keep({ parts: [], output: finished }, 'strict');
  } catch (error) {
    for (const file of opened) file.close();
    // A half written file is of no use, and the room it takes may be what was missing.
    await ports.files.remove(job.request.id, outputName(job));
    throw error;
  }
  // Now that the journal needs them no more. One that cannot be deleted goes with the folder later.
  const spent = parts.filter(({ request }) => request.role !== 'whole');
  await Promise.allSettled(spent.map(({ name }) => ports.files.remove(job.request.id, name)));
  hold.advance({ kind: 'saving' });
}

const outputName = ({ request }: Job): string => `out.${request.output.extension}`;

async function hasOutput(job: Job, output: OutputRecord, files: JobFiles): Promise<boolean> {
  return (await files.size(job.request.id, output.name)) === output.bytes;
}

async function openParts(
  { job, parts: records }: JournalRecord,
  open: (name: string) => Promise<GuardedFile>,
): Promise<OpenPart[]> {
  const parts: OpenPart[] = [];
  for (const [at, request] of job.request.parts.entries()) {
    const name = partName(request, at);
    const file = await open(name);
    const kept = records.find(({ formatId }) => formatId === request.formatId)?.ledger;
    // A file shorter than its record was lost with a machine's power: it is fetched anew.
    const reach = Math.max(0, ...(kept?.blocks.map(([, done]) => done) ?? []));
    const ledger = new FileLedger(request.contentLength, file.getSize() < reach ? undefined : kept);
    if (ledger.plan.received === 0) file.truncate(0);
    parts.push({ request, name, file, ledger });
  }
  return parts;
}

const partName = ({ role }: PartRequest, at: number): string => `${at}-${role}.part`;

async function fetchAll(
  parts: readonly OpenPart[],
  hold: JobHold,
  ports: RunPorts,
  signal: AbortSignal,
): Promise<void> {
  const checkpoint = async (): Promise<void> => {
    // Taken first: what is written while the flush runs is not yet on the disk.
    const records = parts.map(({ request, ledger }) => ({
      formatId: request.formatId,
      ledger: ledger.record(),
    }));
    for (const { file } of parts) file.flush();
    await hold.keep({ parts: records });
  };
  const onProgress = (progress: Extract<JobEvent, { kind: 'fetching' }>['progress']): void =>
    hold.advance({ kind: 'fetching', progress });
  const job = {
    request: () => hold.record().job.request,
    isRefused: hold.isRefused,
    onRenewed: (urls: Addresses) => hold.advance({ kind: 'renewed', urls }),
  };
  await fetchMended(parts, job, ports, { onProgress, checkpoint }, signal);
  for (const { file, ledger } of parts) {
    const expectedBytes = ledger.plan.total ?? 0;
    const bytes = file.getSize();
    if (bytes === expectedBytes) continue;
    throw new ReelkeepError(
      'length-mismatch',
      'The file on disk is not as long as it was served.',
      {
        facts: { expectedBytes, bytes },
      },
    );
  }
}

async function assemble(
  parts: readonly OpenPart[],
  job: Job,
  open: (name: string) => Promise<GuardedFile>,
  hold: JobHold,
  ports: RunPorts,
  signal: AbortSignal,
): Promise<OutputRecord> {
  const { output, durationSeconds } = job.request;
  const { extension } = output;
  const pace: PacePorts = {
    breathe: ports.breathe,
    uptime: ports.transfer.clock.uptime,
    onProgress: (done) => hold.advance({ kind: 'muxing', done }),
  };
  const [first] = parts;
  const whole = first?.request.role === 'whole' ? first : undefined;
  const name = whole?.name ?? outputName(job);
  const file = whole?.file ?? (await open(name));
  let muxed: readonly MuxedTrack[] | undefined;
  if (!whole) {
    hold.advance({ kind: 'muxing', done: 0 });
    const sources = parts.flatMap(({ request: { role }, file }) =>
      role === 'whole' ? [] : [{ kind: role, file }],
    );
    muxed = await mux({ sources, extension, target: file }, pace, signal);
  }
  hold.advance({ kind: 'verifying' });
  await verifyMedia(
    file,
    {
      extension,
      ...(muxed ? { muxed } : {}),
      ...(durationSeconds === undefined ? {} : { durationSeconds }),
    },
    { ...pace, onProgress: () => undefined },
    signal,
  );
  file.flush();
  return { name, bytes: file.getSize() };
}
