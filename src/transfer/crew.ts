import { asReelkeepError, ReelkeepError } from '../errors';
import { sleep } from './clock';
import { FetchedSums } from './fetched-sums';
import type { FileHost, FileHosts } from './file-hosts';
import type { FileLedger } from './file-ledger';
import { Lane } from './lane';
import { LaneJudge } from './lane-judge';
import { LaneTurns, type TurnPorts } from './lane-turns';
import { LossBudget } from './loss-budget';
import { RangeDesk } from './range-desk';
import { noFailures } from './retry-rules';
import type { Sink } from './sink';
import type { TellNote } from './transfer-note';
import { wantedLanes } from './wanted-lanes';

export interface CrewPorts extends TurnPorts {
  /** A connection slower than this share of what the others get is dropped: 0–1; 0.25 where it is not said, 0: never. */
  readonly slowShare?: number;
  /** What happens, for the job's log. */
  readonly note?: TellNote;
}

export interface CrewFile {
  readonly ledger: FileLedger;
  readonly sink: Sink;
  /** To one host, at most. */
  readonly connections: number;
}

/** So often the lanes are looked at. */
const tickMs = 500;
/** The abort that ends lanes which have nothing more to do. */
const allDone = new ReelkeepError('cancelled', 'Every byte is here.');

/** The lanes of one file: as many as its hosts allow, each fetching range after range until all is on disk. */
export class Crew {
  readonly #lanes = new Set<Lane>();
  readonly #running = new Set<Promise<void>>();
  readonly #all = new AbortController();
  readonly #sums: FetchedSums;
  readonly #desk: RangeDesk;
  readonly #turns: LaneTurns;
  readonly #judge: LaneJudge;
  #idle: (() => void)[] = [];
  #cancelTick: () => void = () => undefined;
  /** How long a request waits for its answer, usually. */
  #startMs = 0;

  constructor(
    private readonly file: CrewFile,
    private readonly hosts: FileHosts,
    private readonly ports: CrewPorts,
  ) {
    const { clock, limiter, note = () => undefined, slowShare } = ports;
    const { uptime } = clock;
    const { ledger, sink } = file;
    const onDisk = ledger.plan.received;
    const losses = new LossBudget(() => ledger.plan.total && ledger.plan.total - onDisk);
    const sums = new FetchedSums(uptime, note);
    const tell: TellNote = (event) => sums.tell(event);
    const startMs = (): number => this.#startMs;
    const desk = new RangeDesk(ledger, this.#lanes, { limiter, losses, tell, startMs });
    const judge = new LaneJudge(this.#lanes, { uptime, limiter, losses, tell, slowShare });
    const onAnswer = (lane: Lane): void => this.#answered(lane);
    const onRange = (lane: Lane): void => judge.settleProbation(lane);
    const onLeft = (host: FileHost): void => this.#left(host);
    const context = { ledger, sink, hosts, desk, sums, onAnswer, onRange, onLeft };
    this.#turns = new LaneTurns(context, ports);
    this.#sums = sums;
    this.#desk = desk;
    this.#judge = judge;
  }

  /** Once. @throws as `fetchFile`. */
  async fetch(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.#all.abort(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    this.#all.signal.addEventListener('abort', () => this.#wakeIdle(), { once: true });
    try {
      this.#endWhenDone();
      this.#tick();
      // Lanes open others while we wait.
      while (this.#running.size > 0) await Promise.all(this.#running);
    } finally {
      this.#cancelTick();
      signal.removeEventListener('abort', stop);
      this.#sums.flush();
    }
    const { reason } = this.#all.signal;
    if (reason !== allDone) throw asReelkeepError(reason);
  }

  /** Opens the lanes that are wanted and are not there. */
  #open(): void {
    const usable = this.#all.signal.aborted ? [] : this.hosts.usable();
    const [preferred] = usable;
    if (!preferred) return;
    for (const host of usable) {
      for (let missing = this.#missing(host, preferred); missing > 0; missing -= 1) {
        const lane = new Lane(host, this.ports.clock.uptime);
        this.#lanes.add(lane);
        const running: Promise<void> = this.#run(lane).finally(() => this.#running.delete(running));
        this.#running.add(running);
      }
    }
  }

  #missing(host: FileHost, preferred: FileHost): number {
    const { ledger, connections } = this.file;
    const lanes = [...this.#lanes];
    const isTroubled = lanes.some(
      (lane) => lane.host === preferred && lane.failures !== noFailures,
    );
    const isHeldBack = this.ports.limiter?.isHolding ?? false;
    const facts = { ledger, preferred, connections, lanes: lanes.length, isTroubled, isHeldBack };
    return wantedLanes(host, facts) - lanes.filter((lane) => lane.host === host).length;
  }

  async #run(lane: Lane): Promise<void> {
    const { signal } = this.#all;
    const { gate, clock } = this.ports;
    try {
      while (this.#isNeeded(lane)) {
        if (!lane.block && !this.#desk.hasWorkFor(lane)) {
          await this.#news();
          continue;
        }
        const leave = await gate.enter(lane.host.name, this.file.connections, signal);
        // While it stood there, its host may have been left, or all be done.
        if (!this.#isNeeded(lane)) {
          leave();
          break;
        }
        const waitMs = await this.#turns.take(lane, signal).finally(leave);
        this.#endWhenDone();
        if (waitMs === undefined) await this.#news();
        else if (waitMs > 0) await sleep(clock, waitMs, signal);
      }
    } catch (error) {
      this.#all.abort(error);
    } finally {
      this.#turns.giveBack(lane);
      this.#lanes.delete(lane);
      this.#wakeIdle();
    }
  }

  #isNeeded({ host, drops }: Lane): boolean {
    if (this.#all.signal.aborted || !this.hosts.isUsable(host)) return false;
    // At the preferred host a new connection is tried; another that is slow is of no use.
    return drops === 0 || this.#isPreferred(host);
  }

  #isPreferred(host: FileHost): boolean {
    return this.hosts.usable()[0] === host;
  }

  #answered(lane: Lane): void {
    const { requestMs } = lane.speed.read();
    this.#startMs = this.#startMs === 0 ? requestMs : this.#startMs * 0.8 + requestMs * 0.2;
    lane.host.isProven = true;
    this.#open();
  }

  #left(host: FileHost): void {
    // Whether these would bring the same bytes as the next one is not known, and will not be.
    if (!host.isProven) for (const lane of this.#lanes) if (lane.host === host) lane.drop?.();
    this.#open();
  }

  #tick(): void {
    if (this.#all.signal.aborted) return;
    const dropped = this.#judge.dropSlow();
    // Where another host is the better one, a slow connection to this one is not opened again.
    if (dropped && !this.#isPreferred(dropped.host)) dropped.host.closedLanes += 1;
    this.#open();
    this.#wakeIdle();
    this.#cancelTick = this.ports.clock.setTimer(tickMs, () => this.#tick());
  }

  #endWhenDone(): void {
    const isBusy = [...this.#lanes].some(({ drop }) => drop !== undefined);
    if (this.file.ledger.plan.isComplete && !isBusy) this.#all.abort(allDone);
    else this.#wakeIdle();
  }

  /** Something may be different: a range has ended, time has passed, it is over. */
  #news(): Promise<void> {
    if (this.#all.signal.aborted) return Promise.resolve();
    return new Promise((wake) => this.#idle.push(wake));
  }

  #wakeIdle(): void {
    for (const wake of this.#idle.splice(0)) wake();
  }
}
