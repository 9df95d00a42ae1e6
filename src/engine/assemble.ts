import type { Job, PartRequest } from '../jobs/job';
import type { OutputRecord } from '../jobs/journal-record';
import type { JobEvent } from '../jobs/reduce-job';
import { verifyDigest } from '../media/md5';
import { type MuxedTrack, type MuxSource, mux } from '../media/mux';
import type { PacePorts } from '../media/pace';
import { kindsIn, type Stretch } from '../media/stretches';
import type { TrackKind } from '../media/track-span';
import { verifyMedia } from '../media/verify';
import { clipSources } from './clip-sources';
import type { OpenPart } from './fetch-parts';
import type { GuardedFile } from './guarded-file';

export interface AssemblyPorts {
  readonly open: (name: string) => Promise<GuardedFile>;
  readonly advance: (event: JobEvent) => void;
  readonly breathe: PacePorts['breathe'];
  readonly uptime: PacePorts['uptime'];
  /** @throws disk-full where the finished file would not fit beside its parts. */
  readonly demandRoom: () => Promise<void>;
}

/** Of the file that the parts are put together in. */
export const outputName = ({ request }: Job): string => `out.${request.output.extension}`;

/**
 * Puts the fetched parts together, unless the file is saved as it was served, and verifies what came of
 * it. From nothing but the parts: it can be done again as often as need be.
 * @throws mux-failed, verification-failed, disk-full.
 */
export async function assemble(
  parts: readonly OpenPart[],
  job: Job,
  { open, advance, breathe, uptime, demandRoom }: AssemblyPorts,
  signal: AbortSignal,
): Promise<OutputRecord> {
  const { output, durationSeconds, chapters = [] } = job.request;
  const { extension } = output;
  const pace = { breathe, uptime };
  for (const { request, file } of parts) {
    if (request.md5 !== undefined) await verifyDigest(file, request.md5, pace, signal);
  }
  const whole = parts.find(({ request, bytes }) => request.role === 'whole' && !bytes.stretches);
  const name = whole?.name ?? outputName(job);
  const file = whole?.file ?? (await open(name));
  let muxed: readonly MuxedTrack[] | undefined;
  if (!whole) {
    await demandRoom();
    advance({ kind: 'muxing', done: 0 });
    const clips = parts.filter(({ request }) => request.role === 'clip');
    const sources =
      clips.length > 0 ? clipSources(clips) : (await Promise.all(parts.map(trackSources))).flat();
    const onProgress = (done: number): void => advance({ kind: 'muxing', done });
    muxed = await mux(
      { sources, extension, chapters, target: file },
      { ...pace, onProgress },
      signal,
    );
  }
  advance({ kind: 'verifying' });
  await verifyMedia(
    file,
    {
      extension,
      ...(muxed ? { muxed } : {}),
      ...(durationSeconds === undefined ? {} : { durationSeconds }),
      trackSeconds: statedSeconds(job.request.parts),
    },
    { ...pace, onProgress: () => undefined },
    signal,
  );
  file.flush();
  // Picture and sound may lack the same.
  const missed = Math.round(Math.max(...parts.map(({ bytes }) => bytes.missedSeconds)));
  return { name, bytes: file.getSize(), ...(missed > 0 ? { missedSeconds: missed } : {}) };
}

/** What is taken from a part: its one track, or all that there is in one that was put together from segments. */
async function trackSources({ request: { role }, file, bytes }: OpenPart): Promise<MuxSource[]> {
  const stretches = bytes.stretches?.map(
    ([place, number, clockStart]): Stretch => ({
      place,
      number,
      ...(clockStart === null ? {} : { clockStart }),
    }),
  );
  const own = role === 'video' || role === 'audio' ? [role] : [];
  if (!stretches) return own.map((kind) => ({ kind, file }));
  const kinds = own.length > 0 ? own : await kindsIn(file, stretches);
  return kinds.map((kind) => ({ kind, file, stretches }));
}

/** Of each track, by its own format's word. A file that is served whole has one word for both. */
function statedSeconds(parts: readonly PartRequest[]): Partial<Record<TrackKind, number>> {
  const stated: Partial<Record<TrackKind, number>> = {};
  for (const { role, durationSeconds } of parts) {
    const isTrack = role === 'video' || role === 'audio';
    if (isTrack && durationSeconds !== undefined) stated[role] = durationSeconds;
  }
  return stated;
}
