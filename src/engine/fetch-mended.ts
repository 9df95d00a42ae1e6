import { asReelkeepError, type ErrorFacts, ReelkeepError } from '../errors';
import type { JobRequest, PartRequest } from '../jobs/job';
import { addressOf, mirrorsIn, type PartSource, servedFrom } from '../jobs/part-source';
import type { Renewal } from '../jobs/reduce-job';
import { type Clock, sleep } from '../transfer/clock';
import { diagnosis } from '../transfer/refusal-causes';
import type { RenewSabr } from '../transfer/sabr/sabr-source';
import {
  type FetchHooks,
  fetchParts,
  type OpenPart,
  received,
  type TransferPorts,
} from './fetch-parts';
import { type Remedies, type Renew, Renewals } from './renewals';

export interface MendedPorts {
  readonly transfer: TransferPorts;
  readonly renew: Renew;
}

export interface MendedJob {
  /** As it stands now: its sources change when they are renewed. */
  readonly request: () => JobRequest;
  /** The sources are known to be of no use: the page, which may be a new one, comes first. */
  readonly isRefused: boolean;
  /** Nobody answers there: the page, read anew, may name other hosts. */
  readonly isUnanswered: boolean;
  /** The media server has had all the patience there is: another of the site's ways is next. */
  readonly isLastTry: boolean;
  /** The page is being asked. */
  readonly onResolving: () => void;
  readonly onRenewed: (renewal: Renewal) => void;
  /** Lets the job rest, for nothing is served before then (milliseconds since 1970); this run ends. */
  readonly restUntil: (until: number) => void;
  /** Of this run, and of those that rests ended. */
  readonly remedies: Remedies;
  /** For the log. */
  readonly note: (what: string, facts: ErrorFacts) => void;
}

/** An address that has so little time left is not worth the asking. */
const marginMs = 60_000;
/** A shorter wait is none that a person would want to read of. */
const shortestRestMs = 1_000;
/**
 * Before a refused address is asked again: by so much at most a page's word of its advertisements is wrong;
 * of those that no page told of, one that nobody may skip is over then.
 */
const earlyMs = { told: 10_000, untold: 20_000 } as const;
/** A session that sleeps for so long had better not hold its place in the line. */
const longestSleepMs = 10_000;

/**
 * Fetches what is missing of all parts; where the sources have expired, or the server refuses them or
 * holds them to a trickle, goes on with new ones from the page.
 * @throws the failure that no new source mends.
 */
export async function fetchMended(
  parts: readonly OpenPart[],
  job: MendedJob,
  { transfer, renew }: MendedPorts,
  hooks: Omit<FetchHooks, 'minds' | 'renewStream' | 'onServerWait'>,
  signal: AbortSignal,
): Promise<void> {
  if (parts.every(({ bytes }) => bytes.isComplete)) return;
  const { wallTime } = transfer.clock;
  const rest = (isTold: boolean): void => {
    job.note('refused', diagnosis('early'));
    job.restUntil(wallTime() + (isTold ? earlyMs.told : earlyMs.untold));
  };
  const renewals = new Renewals(toldRenew(job, renew), job.remedies, rest, job.isLastTry);
  const by = pageFirst(job, parts, wallTime());
  if (by) {
    const renewal = await renewals.refresh(job.request(), by, signal);
    if (renewal) job.onRenewed(renewal);
  }
  const renewStream = streamRenewal(job, renewals);
  const onServerWait = (until: number): void => {
    const ms = until - wallTime();
    // Every session tells of it.
    if (signal.aborted || ms <= longestSleepMs) return;
    if (renewals.mayRest(ms, received(parts))) job.restUntil(until);
  };
  for (let isSlow = false; ; ) {
    const request = job.request();
    const current = parts.map((part, at) => ({
      ...part,
      request: request.parts[at] ?? part.request,
    }));
    await restWhileHeldBack(current, job, transfer.clock, signal);
    try {
      const minds = isSlow ? 'nothing' : mindsOf(current);
      const own = { minds, renewStream, onServerWait };
      await fetchParts(current, request, transfer, { ...hooks, ...own }, signal);
      return;
    } catch (error) {
      signal.throwIfAborted();
      // The page had nothing more by that way, and told another.
      if (job.request().tier !== request.tier) continue;
      const renewal = await renewals.mend(error, request, received(parts), signal);
      if (renewal) job.onRenewed(renewal);
      isSlow ||= asReelkeepError(error).code === 'throttled';
    }
  }
}

/** How the page is asked before the server is; undefined where it is not. */
function pageFirst(
  { isRefused, isUnanswered }: MendedJob,
  parts: readonly OpenPart[],
  now: number,
): 'best' | 'anew' | 'before' | undefined {
  if (isRefused) return 'best';
  if (isUnanswered) return 'anew';
  return hasExpired(parts, now) ? 'before' : undefined;
}

const toldRenew =
  (job: MendedJob, renew: Renew): Renew =>
  async (request, signal) => {
    const { before, failed } = request.wish;
    const why = before
      ? { ...diagnosis(before.doubt.kind), tier: before.tier }
      : { ...(failed.length > 0 && diagnosis('client')), failed: failed.length };
    job.onResolving();
    try {
      const renewal = await renew(request, signal);
      job.note('renewed', { ...why, ...told(renewal) });
      for (const { what, ...facts } of renewal.notes) job.note(what, facts);
      return renewal;
    } catch (error) {
      const { code, facts } = asReelkeepError(error);
      if (!signal.aborted) job.note('not-renewed', { ...facts, ...why, code });
      throw error;
    }
  };

/** Answers the sessions' doubts, unless the page has turned to another way: then they end. */
const streamRenewal =
  (job: MendedJob, renewals: Renewals): RenewSabr =>
  async (doubt, signal) => {
    const request = job.request();
    const renewal = await renewals.stream(request, doubt, signal);
    job.onRenewed(renewal);
    const sources = job
      .request()
      .parts.flatMap(({ source }) => (source.kind === 'sabr' ? [source.source] : []));
    const [source] = sources;
    if (source && renewal.tier === request.tier) return source;
    throw new ReelkeepError('sabr-error', 'The page has turned to another way.');
  };

const told = ({ sources, tier }: Renewal): ErrorFacts => {
  const all = Object.values(sources);
  const mirrors = all.reduce((sum, { source }) => sum + mirrorsIn(source).length, 0);
  return { formats: all.length, mirrors, tier };
};

async function restWhileHeldBack(
  parts: readonly OpenPart[],
  job: MendedJob,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const missing = parts.filter(({ bytes }) => !bytes.isComplete);
  const until = Math.max(0, ...missing.map(({ request }) => worthWaiting(request)));
  const ms = until - clock.wallTime();
  if (ms > shortestRestMs) job.restUntil(until);
  signal.throwIfAborted();
  if (ms > 0) await sleep(clock, ms, signal);
}

/** From when on the part is served; what is over before then is not waited for: the server is to say so. */
function worthWaiting({ source }: PartRequest): number {
  const time = servedFrom(source);
  return time < (goodUntil(source) ?? Number.POSITIVE_INFINITY) ? time : 0;
}

/** What was waited for is asked for while it lasts: a new address would have to be waited for again. */
const hasExpired = (parts: readonly OpenPart[], now: number): boolean =>
  parts.some(({ request: { source }, bytes }) => {
    const margin = servedFrom(source) > 0 ? 0 : marginMs;
    const end = goodUntil(source);
    return !bytes.isComplete && end !== undefined && end <= now + margin;
  });

/** Milliseconds since 1970: googlevideo states in `expire`, in seconds, until when a URL is good. */
function goodUntil(source: PartSource): number | undefined {
  const expire = new URL(addressOf(source)).searchParams.get('expire') ?? '';
  return /^\d{1,12}$/.test(expire) ? Number(expire) * 1000 : undefined;
}

/** Only an address with an `n` to solve can be throttled for a wrong answer. */
const mindsOf = (parts: readonly OpenPart[]): FetchHooks['minds'] =>
  parts.some(({ request }) => new URL(addressOf(request.source)).searchParams.has('n'))
    ? 'throttling'
    : 'nothing';
