import type { Socket } from 'node:net';
import type { RequestKind } from '../control/fault';
import type { SiteControl, SiteLimits } from '../control/site-control';
import { RateLimiter } from './rate-limiter';

/** What only media connections are numbered by: pages and pictures take other ones. */
const numbered: ReadonlySet<RequestKind> = new Set(['media', 'file']);

/** The two limits that requests share: over everything, and over one connection. */
export function connectionLimits(
  control: SiteControl,
): (socket: Socket, kind: RequestKind) => readonly RateLimiter[] {
  const total = new RateLimiter(() => control.limits.totalBytesPerSecond);
  const bySocket = new WeakMap<Socket, RateLimiter>();
  const numbers = new SocketNumbers();
  return (socket, kind) => {
    if (numbered.has(kind)) numbers.give(socket, control.limits);
    const own =
      bySocket.get(socket) ??
      new RateLimiter(() => rateOf(control.limits, numbers.of(socket, control.limits)));
    bySocket.set(socket, own);
    return [total, own];
  };
}

/** `number`: from 0, in the order in which connections were first used under these limits. */
function rateOf(
  { connectionBytesPerSecond: rate, slowed }: SiteLimits,
  number: number | undefined,
): number | undefined {
  if (rate === undefined || slowed === undefined || number === undefined) return rate;
  return number % slowed.oneIn === slowed.oneIn - 1 ? rate * slowed.to : rate;
}

/** Counts anew when the limits are set anew: what an earlier round left open is like any other then. */
class SocketNumbers {
  #limits: SiteLimits | undefined;
  #numbers = new WeakMap<Socket, number>();
  #next = 0;

  give(socket: Socket, limits: SiteLimits): void {
    if (limits !== this.#limits) {
      this.#limits = limits;
      this.#numbers = new WeakMap();
      this.#next = 0;
    }
    if (this.#numbers.has(socket)) return;
    this.#numbers.set(socket, this.#next);
    this.#next += 1;
  }

  of(socket: Socket, limits: SiteLimits): number | undefined {
    return limits === this.#limits ? this.#numbers.get(socket) : undefined;
  }
}
