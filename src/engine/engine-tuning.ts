import { type EngineSettings, readSettings } from '../settings/settings';
import type { Clock } from '../transfer/clock';
import type { HostGate } from '../transfer/host-gate';
import { RateLimiter } from '../transfer/rate-limiter';

/** The settings that the engine works by, as far as they concern all jobs together. */
export class EngineTuning {
  /** Over all jobs. */
  readonly limiter: RateLimiter;
  /** Until it is told, what a person has who never set anything. */
  settings: EngineSettings = readSettings({});

  constructor(
    clock: Clock,
    private readonly gate: Pick<HostGate, 'setLimits'>,
  ) {
    this.limiter = new RateLimiter(clock);
  }

  /** Whether running transfers must begin anew to go by them; all else they feel at once. */
  set(settings: EngineSettings): boolean {
    const before = this.settings;
    this.settings = settings;
    this.gate.setLimits(settings);
    this.limiter.bytesPerSecond = settings.speedLimit;
    return (
      before.connectionsPerHost !== settings.connectionsPerHost ||
      before.fragmentsAtOnce !== settings.fragmentsAtOnce ||
      before.slowShare !== settings.slowShare
    );
  }
}
