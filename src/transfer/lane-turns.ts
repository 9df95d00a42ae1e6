import { asReelkeepError, type ReelkeepError } from '../errors';
import { ContentDoubts } from './content-doubts';
import { ContentDoubt } from './content-identity';
import { fetchRange, type RangePorts } from './fetch-range';
import type { FetchedSums } from './fetched-sums';
import type { FileHost, FileHosts } from './file-hosts';
import type { FileLedger } from './file-ledger';
import type { Gate } from './host-gate';
import type { Lane } from './lane';
import { leastSpecimenBytes, needsProof, proveHost } from './prove-host';
import type { RangeDesk } from './range-desk';
import type { Block } from './range-plan';
import { failureKind, judge, noFailures } from './retry-rules';
import type { Sink } from './sink';

export interface TurnPorts extends RangePorts {
  readonly gate: Gate;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
}

export interface TurnContext {
  readonly ledger: FileLedger;
  readonly sink: Sink;
  readonly hosts: FileHosts;
  readonly desk: RangeDesk;
  readonly sums: FetchedSums;
  readonly onAnswer: (lane: Lane) => void;
  /** It has fetched a range to its end. */
  readonly onRange: (lane: Lane) => void;
  readonly onLeft: (host: FileHost) => void;
}

interface Before {
  /** Bytes of the range that were on disk. */
  readonly done: number;
  readonly at: number;
}

/** What one lane does at a time: prove its host, or try to fetch its range; and what follows from a failure. */
export class LaneTurns {
  readonly #doubts: ContentDoubts;

  constructor(
    private readonly context: TurnContext,
    private readonly ports: TurnPorts,
  ) {
    this.#doubts = new ContentDoubts(context, ports);
  }

  /**
   * One request, if there is something to ask for; the place at the host is to be held meanwhile.
   * Resolves with how long to wait before the next one, in milliseconds; undefined where there was nothing.
   * @throws what no retry and no other host mends.
   */
  async take(lane: Lane, signal: AbortSignal): Promise<number | undefined> {
    if (lane.block && lane.restBytes === 0) this.giveBack(lane);
    if (needsProof(lane.host, this.context.ledger)) return this.#prove(lane, signal);
    if (!lane.block) this.context.desk.take(lane);
    return lane.block && this.#try(lane, lane.block, signal);
  }

  /** Whatever is missing of the lane's range is for anyone. */
  giveBack(lane: Lane): void {
    if (lane.block) this.context.ledger.plan.release(lane.block);
    lane.block = undefined;
    lane.failures = noFailures;
    lane.takeovers = 0;
  }

  async #try(lane: Lane, block: Block, signal: AbortSignal): Promise<number> {
    const { ledger, sink, sums, onAnswer, onRange } = this.context;
    const before = { done: block.done, at: this.ports.clock.uptime() };
    const connection = new AbortController();
    lane.drop = () => connection.abort();
    try {
      const attempt = {
        ...{ url: lane.host.url, block, ledger, sink, speed: lane.speed },
        dropped: connection.signal,
        onAnswer: () => onAnswer(lane),
      };
      const end = await fetchRange(attempt, this.ports, signal);
      this.giveBack(lane);
      if (end === 'dropped') {
        lane.speed.forget();
        return 0;
      }
      sums.fetched(lane.host.name, block.done - before.done);
      onRange(lane);
      return 0;
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const error = asReelkeepError(thrown);
      if (failureKind(error) === 'corrupt') block.done = before.done;
      return this.#settled(lane, error, before, signal);
    } finally {
      lane.drop = undefined;
    }
  }

  async #prove(lane: Lane, signal: AbortSignal): Promise<number> {
    const { ledger, sink, sums } = this.context;
    const { host } = lane;
    const before = { done: 0, at: this.ports.clock.uptime() };
    try {
      await proveHost({ url: host.url, ledger, sink, speed: lane.speed }, this.ports, signal);
      host.isProven = true;
      sums.tell({ kind: 'host-joined', host: host.name });
      return 0;
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const error = asReelkeepError(thrown);
      if (error.code !== 'content-changed') return this.#failed(lane, error, before);
      if (error instanceof ContentDoubt && (await this.#isClear(lane, error, signal))) return 0;
      // Another content is another content, however often it is asked; and with nothing to lose it will do.
      if (ledger.plan.received < leastSpecimenBytes) throw error;
      this.#leave(lane, error);
      return 0;
    }
  }

  /** Another name for the content is no failure where the bytes are the same. */
  async #settled(
    lane: Lane,
    error: ReelkeepError,
    before: Before,
    signal: AbortSignal,
  ): Promise<number> {
    try {
      if (error instanceof ContentDoubt && (await this.#isClear(lane, error, signal))) return 0;
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      return this.#failed(lane, asReelkeepError(thrown), before);
    }
    return this.#failed(lane, error, before);
  }

  async #isClear(lane: Lane, doubt: ContentDoubt, signal: AbortSignal): Promise<boolean> {
    lane.speed.forget();
    return this.#doubts.isClear(lane.host, doubt, signal);
  }

  #failed(lane: Lane, error: ReelkeepError, before: Before): number {
    const { sums, desk } = this.context;
    const { host, block } = lane;
    const gained = block ? Math.max(0, block.done - before.done) : 0;
    const standing = { isFirst: host.isFirst, isLast: this.#isLast(host) };
    const verdict = judge(error, lane.failures, gained, standing, this.ports.random);
    lane.speed.forget();
    sums.tell({
      ...{ kind: 'try-failed', host: host.name, code: error.code },
      ...(typeof error.facts.status === 'number' ? { status: error.facts.status } : {}),
      ...{ start: before.done, end: block?.end ?? before.done, bytes: gained },
      ms: Math.round(this.ports.clock.uptime() - before.at),
      ...(verdict.kind === 'retry' ? { retryInMs: Math.round(verdict.waitMs) } : {}),
    });
    switch (verdict.kind) {
      case 'end':
        throw error;
      case 'leave':
        this.#leave(lane, error);
        return 0;
      case 'retry':
        lane.failures = verdict.failures;
        if (failureKind(error) === 'corrupt') desk.shorten(lane);
        if (error.facts.retryAfterSeconds === undefined) return verdict.waitMs;
        // The gate keeps all of us out so long.
        this.ports.gate.keepQuiet(host.name, verdict.waitMs);
        return 0;
    }
  }

  /** Whether no other could take over: one that has to prove itself first may be no host at all. */
  #isLast(host: FileHost): boolean {
    const { hosts, ledger } = this.context;
    const others = hosts.usable().filter((other) => other !== host);
    return others.every((other) => needsProof(other, ledger));
  }

  #leave(lane: Lane, error: ReelkeepError): void {
    const { hosts, sums, onLeft } = this.context;
    const { host } = lane;
    this.giveBack(lane);
    // Another lane may have been quicker.
    if (!hosts.isUsable(host)) return;
    const forMs = hosts.leave(host, error, this.#isLast(host));
    sums.tell({
      ...{ kind: 'host-left', host: host.name, code: error.code },
      ...(forMs === undefined ? {} : { forMs }),
    });
    hosts.takeBack();
    const failure = hosts.failure();
    if (failure) throw failure;
    onLeft(host);
  }
}
