import { inFlightBytes } from './choose-cut';
import type { Lane } from './lane';
import type { LossBudget } from './loss-budget';
import type { Limiter } from './rate-limiter';
import { defaultSlowShare, SlowLanes, typicalSpeed } from './slow-lanes';
import type { TellNote } from './transfer-note';

export interface JudgePorts {
  readonly uptime: () => number;
  readonly limiter: Limiter | undefined;
  readonly losses: LossBudget;
  readonly tell: TellNote;
  readonly slowShare: number | undefined;
}

/** Gives up connections that are slow beside the others of the file, and gives their lanes another chance. */
export class LaneJudge {
  readonly #share: number;
  readonly #slow: SlowLanes;

  constructor(
    private readonly lanes: ReadonlySet<Lane>,
    private readonly ports: JudgePorts,
  ) {
    this.#share = ports.slowShare ?? defaultSlowShare;
    this.#slow = new SlowLanes(ports.uptime, this.#share);
  }

  /** Drops one connection at most; its lane, if any. To be called several times in a second. */
  dropSlow(): Lane | undefined {
    const { limiter, losses, tell } = this.ports;
    // What we hold back ourselves says nothing of the server.
    if (limiter?.isHolding) return undefined;
    const judged = [...this.lanes].flatMap((lane) => lane.asJudged() ?? []);
    const slow = this.#slow.find(judged);
    const block = slow?.lane.block;
    if (!slow || !block) return undefined;
    const { lane, reading } = slow;
    const speed = Math.round(reading.bytesPerSecond ?? 0);
    if (!losses.allows(inFlightBytes(speed))) return undefined;
    losses.spend(inFlightBytes(speed));
    lane.drops += 1;
    const others = judged.filter((other) => other !== slow);
    tell({
      ...{ kind: 'slow-dropped', host: lane.host.name, start: block.done, end: block.end },
      ...{ speed, othersSpeed: Math.round(typicalSpeed(others) ?? 0) },
    });
    lane.drop?.();
    return lane;
  }

  /** After a range of the lane: one that was dropped and does well now is one like any other. */
  settleProbation(lane: Lane): void {
    if (lane.drops === 0) return;
    const others = [...this.lanes].filter((other) => other !== lane);
    const typical = typicalSpeed(others.map(({ speed }) => ({ reading: speed.read() }))) ?? 0;
    // A short range that came before its speed could be taken came fast.
    const speed = lane.speed.read().bytesPerSecond ?? Number.POSITIVE_INFINITY;
    if (speed >= this.#share * typical) lane.drops = 0;
  }
}
