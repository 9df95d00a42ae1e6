import type { CutCandidate } from './choose-cut';
import type { FileHost } from './file-hosts';
import { LaneSpeed } from './lane-speed';
import type { Block } from './range-plan';
import { type Failures, noFailures } from './retry-rules';
import type { JudgedLane } from './slow-lanes';

/**
 * A server thinks before it speaks. A request that brings nothing for longer stands still; but each time
 * that another connection took over and stood still as well, twice as long: in the end it is a stall, and
 * the retry rules have their turn.
 */
const thinkingMs = 2_000;

/** One of the connections of a file: it fetches range after range from its host. */
export class Lane {
  readonly speed: LaneSpeed;
  /** The range that is its own; also while it waits before the next try. */
  block: Block | undefined;
  /** Of that range; whoever takes it over goes on counting. */
  failures: Failures = noFailures;
  /** How many lanes in a row the range was taken over from because it stood still. */
  takeovers = 0;
  /** There while a request is under way: ends it, and leaves the rest of the range to the others. */
  drop: (() => void) | undefined;
  /** How often in a row its connection was dropped for being slow. While it is more than 0 it gets short ranges only. */
  drops = 0;

  constructor(
    readonly host: FileHost,
    uptime: () => number,
  ) {
    this.speed = new LaneSpeed(uptime);
  }

  /** Of its range, what is missing. */
  get restBytes(): number {
    return this.block ? this.block.end - this.block.done : 0;
  }

  /** As one that may be too slow; undefined where no request is under way. */
  asJudged(): (JudgedLane & { readonly lane: Lane }) | undefined {
    if (!this.drop) return undefined;
    const { restBytes, drops } = this;
    return { lane: this, reading: this.speed.read(), restBytes, drops };
  }

  /**
   * Its range as one that `taker` may cut; undefined where it has none, or its speed is not known.
   * While it waits before the next try, only another host may be quicker. `typical`: speed of all lanes.
   */
  asCandidate(
    taker: Lane,
    typical: number | undefined,
  ): (CutCandidate & { readonly lane: Lane }) | undefined {
    if (!this.block || this.restBytes === 0) return undefined;
    if (!this.drop && taker.host === this.host) return undefined;
    const bytesPerSecond = this.drop ? this.#foreseen(typical) : 0;
    if (bytesPerSecond === undefined) return undefined;
    const { done, end } = this.block;
    return { lane: this, done, end, bytesPerSecond };
  }

  /** Takes a range over, with its history where all of it was taken. */
  inherit(block: Block, { restBytes, failures, takeovers }: Lane): void {
    this.block = block;
    if (restBytes > 0) return;
    this.failures = failures;
    this.takeovers = takeovers + 1;
  }

  #foreseen(typical: number | undefined): number | undefined {
    const { isAnswered, requestMs, bytesPerSecond } = this.speed.read();
    const isEarly = requestMs < thinkingMs * 2 ** this.takeovers;
    const speed = isAnswered ? (bytesPerSecond ?? typical) : isEarly ? typical : 0;
    return speed === 0 && isEarly ? undefined : speed;
  }
}
