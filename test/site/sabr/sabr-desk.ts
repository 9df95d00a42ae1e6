import { randomBytes } from 'node:crypto';
import { SabrLog } from './sabr-log';
import { type SabrSwitches, usualSwitches } from './sabr-switches';

/** What the endpoint remembers of a playback: of everyone who sends back one ustreamer config. */
export interface Playback {
  requests: number;
  /** With media. */
  answers: number;
  /** Answers that held back media for want of a token. */
  heldBack: number;
  errors: number;
  readonly cookies: Set<string>;
}

/** What a test may turn and read of the SABR endpoint, and what the endpoint remembers. */
export class SabrDesk {
  readonly log = new SabrLog();
  switches: SabrSwitches = usualSwitches;
  readonly #events = new Set<string>();
  #issued = 0;
  readonly #playbacks = new Map<string, Playback>();

  /** Changes some of the switches. */
  turn(switches: Partial<SabrSwitches>): void {
    this.switches = { ...this.switches, ...switches };
  }

  /** An `EVENT_ID` for a page that is given out now. */
  newEvent(): string {
    const event = randomBytes(12).toString('base64url');
    this.knowEvent(event);
    return event;
  }

  /** A page with this `EVENT_ID` was given out: its challenge makes good tokens. */
  knowEvent(event: string): void {
    this.#events.add(event);
  }

  /** A name for what is given out now. */
  nextPlayback(): string {
    this.#issued += 1;
    return `playback ${this.#issued}`;
  }

  isKnownEvent(event: string): boolean {
    return this.#events.has(event);
  }

  playback(id: string): Playback {
    const known = this.#playbacks.get(id);
    if (known) return known;
    const playback = {
      requests: 0,
      answers: 0,
      heldBack: 0,
      errors: 0,
      cookies: new Set<string>(),
    };
    this.#playbacks.set(id, playback);
    return playback;
  }

  /** Between tests. Pages that are open stay good. */
  reset(): void {
    this.log.clear();
    this.switches = usualSwitches;
    this.#playbacks.clear();
  }
}
