import { type Cut, type CutCandidate, chooseCut, inFlightBytes } from './choose-cut';
import type { FileLedger } from './file-ledger';
import type { Lane } from './lane';
import type { LossBudget } from './loss-budget';
import { leastRangeBytes, rangeLength } from './range-length';
import type { Limiter } from './rate-limiter';
import { typicalSpeed } from './slow-lanes';
import type { TellNote } from './transfer-note';

/** Of a lane of which nothing is known, where nothing is known of the others either: enough to take over what stands still. */
const nominalSpeed = 64 * 1024;

export interface DeskPorts {
  readonly limiter: Limiter | undefined;
  readonly losses: LossBudget;
  readonly tell: TellNote;
  /** How long a request waits for its answer, usually. */
  readonly startMs: () => number;
}

/** Hands out the ranges of a file: what nobody fetches yet, and at the end what others would take too long for. */
export class RangeDesk {
  constructor(
    private readonly ledger: FileLedger,
    private readonly lanes: ReadonlySet<Lane>,
    private readonly ports: DeskPorts,
  ) {}

  hasWorkFor(lane: Lane): boolean {
    return this.ledger.plan.freeBytes > 0 || this.#cutFor(lane) !== undefined;
  }

  /** Gives the lane a range, where there is one: it is the lane's until it gives it back. */
  take(lane: Lane): void {
    const { plan } = this.ledger;
    lane.block = plan.take(
      rangeLength({
        freeBytes: plan.freeBytes,
        lanes: this.lanes.size,
        mostBytes: plan.rangeBytes,
        speed: lane.speed.read().bytesPerSecond,
        startMs: this.ports.startMs(),
        limit: this.ports.limiter?.bytesPerSecond,
        isOnProbation: lane.drops > 0,
      }),
    );
    if (!lane.block) this.#takeOver(lane);
  }

  /** What was answered wrongly is asked for in small pieces: each costs what was sent in vain. */
  shorten({ block }: Lane): void {
    const { plan } = this.ledger;
    const rest = block && plan.cut(block, block.done + leastRangeBytes);
    if (rest) plan.release(rest);
  }

  #takeOver(lane: Lane): void {
    const cut = this.#cutFor(lane);
    const from = cut?.from.lane;
    if (!cut || !from?.block) return;
    const { start, end } = from.block;
    const block = this.ledger.plan.cut(from.block, cut.at);
    if (!block) return;
    this.ports.losses.spend(inFlightBytes(cut.from.bytesPerSecond));
    this.ports.tell({ kind: 'range-cut', host: from.host.name, start, cutAt: cut.at, end });
    lane.inherit(block, from);
    if (from.restBytes === 0) from.drop?.();
  }

  #cutFor(lane: Lane): Cut<CutCandidate & { readonly lane: Lane }> | undefined {
    const { limiter, losses, startMs } = this.ports;
    const others = [...this.lanes].filter((other) => other !== lane);
    const typical = typicalSpeed(others.map(({ speed }) => ({ reading: speed.read() })));
    const own = lane.speed.read().bytesPerSecond ?? typical;
    // Where we are what is slow, another connection would change nothing for one that fetches.
    const cuttable = limiter?.isHolding ? others.filter(({ drop }) => !drop) : others;
    return chooseCut(
      cuttable.flatMap((other) => other.asCandidate(lane, typical) ?? []),
      { bytesPerSecond: own || nominalSpeed, startSeconds: startMs() / 1000 },
      (bytes) => losses.allows(bytes),
    );
  }
}
