import { ReelkeepError } from '../../errors';
import type { FetchedSums } from '../fetched-sums';
import type { Gate } from '../host-gate';
import { type RefusalCause, refusalCauses } from '../refusal-causes';
import { type FailureKind, failureKind, judge, noFailures, type Verdict } from '../retry-rules';
import { isBeyondFree } from './free-stretch';
import type { SabrAccess } from './sabr-access';
import type { SabrSource } from './sabr-source';
import { unattested } from './session-patience';

/** A request that failed. */
export interface FailedRound {
  readonly source: SabrSource;
  readonly error: ReelkeepError;
  /** Bytes that came whole before it did. */
  readonly gained: number;
  /** Where in the file the next segment stands. */
  readonly atByte: number;
  readonly playerTimeMs: number;
  readonly ms: number;
}

export interface MenderPorts {
  readonly gate: Gate;
  readonly random: () => number;
}

/** What follows from a session's failures: the transfer's retry rules, another host, another address. */
export class RoundMender {
  #failures = noFailures;

  constructor(
    private readonly access: SabrAccess,
    private readonly sums: FetchedSums,
    private readonly ports: MenderPorts,
  ) {}

  forgive(): void {
    this.#failures = noFailures;
  }

  /** Answers with how long to wait before the next try. @throws what no retry and no other source mends. */
  async mend(failed: FailedRound, signal: AbortSignal): Promise<number> {
    const { source, error, gained } = failed;
    if (error.code === 'http-403' || error.code === 'http-410') {
      this.#tell(failed, undefined);
      await this.#askAnew(failed, signal);
      return 0;
    }
    const verdict = this.#judge(source, error, gained);
    this.#tell(failed, verdict.kind === 'retry' ? verdict.waitMs : undefined);
    if (verdict.kind === 'retry') {
      this.#failures = verdict.failures;
      if (error.facts.retryAfterSeconds === undefined) return verdict.waitMs;
      // The gate keeps all of us out so long.
      this.ports.gate.keepQuiet(hostOf(source), verdict.waitMs);
      return 0;
    }
    const canLeave = verdict.kind === 'leave' && this.access.leaveHost(source);
    if (!canLeave) throw error;
    this.#failures = noFailures;
    this.sums.tell({ kind: 'host-left', host: hostOf(source), code: error.code });
    return 0;
  }

  #judge(source: SabrSource, error: ReelkeepError, gained: number): Verdict {
    const known = asKnown(error);
    const mended: readonly FailureKind[] = ['transient', 'corrupt'];
    if (!mended.includes(failureKind(known))) return { kind: 'end' };
    const standing = { isFirst: true, isLast: !this.access.hasMirror(source) };
    return judge(known, this.#failures, gained, standing, this.ports.random);
  }

  /** Each cause that a refusal may have is mended once; then the way is closed. @throws http-403, http-410, attestation-required. */
  async #askAnew({ source, error, playerTimeMs }: FailedRound, signal: AbortSignal): Promise<void> {
    const isBehindFree = isBeyondFree(playerTimeMs);
    try {
      if (this.access.isOutdated(source)) {
        await this.access.renew(source, { kind: 'moved' }, signal);
        return;
      }
      const causes = refusalCauses({
        url: source.url,
        isExpired: error.facts.expired === true,
        // Who streams is told so by the server itself.
        mayBeEarly: false,
        concernsToken: isBehindFree,
      });
      for (const cause of causes) if (await this.#remedy(cause, source, signal)) return;
    } catch (cause) {
      signal.throwIfAborted();
      throw isBehindFree && source.poToken === undefined ? unattested(cause) : error;
    }
    throw isBehindFree && source.poToken === undefined ? unattested(error) : error;
  }

  async #remedy(cause: RefusalCause, source: SabrSource, signal: AbortSignal): Promise<boolean> {
    if (cause === 'attestation') return this.access.attest(source, signal);
    const isDoubt = cause === 'expired' || cause === 'moved' || cause === 'n';
    if (!isDoubt || this.access.hasAnswered(cause)) return false;
    await this.access.renew(source, { kind: cause }, signal);
    return true;
  }

  #tell({ source, error, gained, atByte, ms }: FailedRound, waitMs: number | undefined): void {
    const { status } = error.facts;
    this.sums.tell({
      ...{ kind: 'try-failed', host: hostOf(source), code: error.code },
      ...(typeof status === 'number' ? { status } : {}),
      ...{ start: atByte, end: atByte, bytes: gained, ms: Math.round(ms) },
      ...(waitMs === undefined ? {} : { retryInMs: Math.round(waitMs) }),
    });
  }
}

const hostOf = ({ url }: SabrSource): string => new URL(url).hostname;

/** The retry rules know a body that is not what was asked by another code. */
const asKnown = (error: ReelkeepError): ReelkeepError =>
  error.code === 'sabr-error'
    ? new ReelkeepError('range-mismatch', error.message, { facts: error.facts })
    : error;
