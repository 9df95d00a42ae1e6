import { type AccessPorts, SabrAccess } from '../transfer/sabr/sabr-access';
import type { SabrSource } from '../transfer/sabr/sabr-source';

/** One access for each playback: the tracks of a video are asked for with the same data, and renew them once for all. */
export class SharedAccess {
  readonly #accesses = new Map<string, SabrAccess>();

  constructor(private readonly ports: AccessPorts) {}

  of(source: SabrSource): SabrAccess {
    const playback = `${source.url} ${source.ustreamerConfig}`;
    const access = this.#accesses.get(playback) ?? new SabrAccess(source, this.ports);
    this.#accesses.set(playback, access);
    return access;
  }
}
