import type { ErrorFacts } from '../errors';
import { cleanText } from './clean-facts';
import type { Job, JobState, PartRequest } from './job';
import { isoTime, type LogEntry } from './job-log';
import { pageAddress } from './page-address';
import { mirrorsIn } from './part-source';
import { statusText } from './status-text';

/** Qetch's words for what a downloader does. */
export type Phase = 'preparing' | 'running' | 'stopped' | 'finished';

const phases: Readonly<Record<JobState['state'], Phase>> = {
  queued: 'preparing',
  resolving: 'preparing',
  waiting: 'stopped',
  paused: 'stopped',
  fetching: 'running',
  muxing: 'running',
  verifying: 'running',
  saving: 'running',
  done: 'finished',
  failed: 'stopped',
  cancelled: 'stopped',
};

export const phaseOf = (state: JobState['state']): Phase => phases[state];

/**
 * A job's log as text that a person can put into a bug report: what it is, then a line for each entry,
 * `time  phase  what  key=value …`. `about`: version and browser.
 */
export function jobLogText(job: Job, entries: readonly LogEntry[], about: string): string {
  const { id, videoUrl, parts, output, tier } = job.request;
  const { priority, speedLimit } = job.options;
  const head = [
    about,
    `job ${id}, made ${isoTime(job.createdAt)}`,
    `video ${pageAddress(videoUrl)}`,
    `formats ${parts.map(partText).join('; ')}`,
    ...(tier === undefined ? [] : [`tier ${tier}`]),
    `file ${output.extension} ${output.mime}`,
    `options priority=${priority}${speedLimit === undefined ? '' : ` speedLimit=${speedLimit}`}`,
    `status ${statusWithoutPath(job)}`,
  ];
  return [...head, '', ...lines(entries)].join('\n');
}

function partText({ role, itag, contentLength, lastModified, source }: PartRequest): string {
  const mirrors = mirrorsIn(source);
  return [
    `${role} itag=${itag}`,
    ...(contentLength === undefined ? [] : [`bytes=${contentLength}`]),
    ...(lastModified === undefined ? [] : [`lastModified=${lastModified}`]),
    ...(source.kind === 'url' ? [] : [`by=${source.kind}`]),
    ...(mirrors.length > 0 ? [`mirrors=${mirrors.length}`] : []),
  ].join(' ');
}

/** A path tells the name of the person. */
const statusWithoutPath = ({ current }: Job): string =>
  current.state === 'done'
    ? statusText({ current: { ...current, file: { ...current.file, path: '' } } }).trimEnd()
    : statusText({ current });

function lines(entries: readonly LogEntry[]): string[] {
  let phase: Phase = 'preparing';
  return entries.map(({ at, what, facts }) => {
    if (isState(what)) phase = phases[what];
    return [isoTime(at), phase, what, ...factTexts(facts)].join('  ').trimEnd();
  });
}

const isState = (what: string): what is JobState['state'] => Object.hasOwn(phases, what);

function factTexts(facts: ErrorFacts): string[] {
  const texts = Object.entries(facts).map(([key, value]) => `${key}=${valueText(value)}`);
  return texts.length === 0 ? [] : [texts.join(' ')];
}

/** Cleaned again: a log may come from an older version. */
function valueText(value: ErrorFacts[string]): string {
  const text = cleanText(String(value));
  return /[\s"=]/.test(text) ? JSON.stringify(text) : text;
}
