import { isActive } from '../jobs/job';
import { type Conditions, planQueue, type QueueItem, type QueuePlan } from '../jobs/queue-policy';
import { minutesUntilQuiet } from '../jobs/quiet-hours';
import type { EngineSettings } from '../settings/settings';
import type { Clock } from '../transfer/clock';
import { isSuspect } from './attempts';
import { msUntil } from './due';
import type { Entry } from './job-entry';
import type { JobRunner } from './job-runner';
import type { JobTable } from './job-table';
import type { Network } from './network';
import { isFetched } from './record-bytes';
import { neededRoom } from './room';

export interface PumpPorts {
  readonly clock: Clock;
  readonly network: Network;
  /** Minutes since local midnight, with a fraction. */
  readonly localMinute: () => number;
  readonly freeBytes: () => Promise<number | undefined>;
}

/** While somebody waits for room on the disk, it is looked at this often. */
const diskLookMs = 5_000;
/** However long a wait is said to last: clocks jump, and machines sleep. */
const longestLookMs = 15_000;

/** Starts what may run, lets wait what must, and looks again when that may have changed. */
export class QueuePump {
  #settings: EngineSettings | undefined;
  #isWanted = false;
  #isPumping = false;
  #cancelTimer: () => void = () => undefined;

  constructor(
    private readonly table: JobTable,
    private readonly runner: JobRunner,
    private readonly ports: PumpPorts,
  ) {}

  /** Nothing starts before the first one. */
  configure(settings: EngineSettings): void {
    this.#settings = settings;
    this.pump();
  }

  /** To be called whenever something may start or must stop. However often it is called, it looks once. */
  pump(): void {
    this.#isWanted = true;
    if (this.#isPumping) return;
    this.#isPumping = true;
    // It catches what it calls, and must not be what ends the engine.
    this.#work().catch((error: unknown) => console.error('The queue stands still.', error));
  }

  /** The network is back: whoever waits for it tries at once. */
  networkIsBack(): void {
    for (const entry of this.table.active()) {
      const { current } = entry.record.job;
      if (current.state === 'waiting' && current.reason === 'network') delete entry.due;
    }
    this.pump();
  }

  async #work(): Promise<void> {
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        const settings = this.#settings;
        if (!settings) return;
        const freeBytes = this.#needsRoom() ? await this.ports.freeBytes() : undefined;
        const conditions = this.#conditions(freeBytes);
        const items = this.table
          .all()
          .filter(({ run, record }) => run !== undefined || isActive(record.job))
          .map((entry) => this.#item(entry));
        await this.#carryOut(planQueue(items, settings, conditions));
        this.#lookAgain(settings);
      }
    } finally {
      this.#isPumping = false;
    }
  }

  /** Asking the browser for its room costs it some work. */
  #needsRoom(): boolean {
    return this.table.active().some(({ run, record }) => {
      const { current } = record.job;
      return !run && (current.state === 'queued' || current.state === 'waiting');
    });
  }

  #conditions(freeBytes: number | undefined): Conditions {
    const { clock, network, localMinute } = this.ports;
    return {
      wallTime: clock.wallTime(),
      localMinute: localMinute(),
      isOnline: network.isOnline(),
      isMetered: network.isMetered(),
      freeBytes,
    };
  }

  #item({ record, run, due, isUrgent, copied }: Entry): QueueItem {
    return {
      job: record.job,
      isRunning: run !== undefined,
      neededBytes: neededRoom(record, copied),
      isSuspect: isSuspect(record) && (run === undefined || run.isSuspect),
      missesBytes: !isFetched(record),
      isUrgent,
      ...(due ? { dueInMs: msUntil(this.ports.clock, due) } : {}),
    };
  }

  async #carryOut({ interrupt, hold, queue, start }: QueuePlan): Promise<void> {
    const changed: Entry[] = [];
    for (const { id, wait } of interrupt) this.runner.interrupt(this.table.find(id), wait);
    for (const { id, wait } of hold) {
      const entry = this.table.find(id);
      delete entry.due;
      this.table.advance(entry, { kind: 'waiting', wait });
      changed.push(entry);
    }
    for (const id of [...queue, ...start]) {
      const entry = this.table.find(id);
      delete entry.due;
      if (this.table.advance(entry, { kind: 'queued' })) changed.push(entry);
    }
    for (const id of start) this.runner.start(this.table.find(id));
    await Promise.all(changed.map((entry) => this.table.put(entry)));
  }

  #lookAgain({ quietHours }: EngineSettings): void {
    const { clock, localMinute } = this.ports;
    const active = this.table.active();
    const waits = active.flatMap(({ due, record: { job } }) => {
      if (job.current.state !== 'waiting') return [];
      const ms = due ? msUntil(clock, due) : longestLookMs;
      return job.current.reason === 'disk' ? Math.max(diskLookMs, ms) : ms;
    });
    const isBusy = active.some(({ record }) => record.job.current.state !== 'paused');
    const quiet = isBusy ? minutesUntilQuiet(quietHours, localMinute()) : undefined;
    const looks = quiet === undefined ? waits : [...waits, quiet * 60_000];
    this.#cancelTimer();
    if (looks.length === 0) return;
    const ms = Math.min(longestLookMs, Math.max(100, Math.ceil(Math.min(...looks))));
    this.#cancelTimer = clock.setTimer(ms, () => this.pump());
  }
}
