import type { Network } from '../../../src/engine/network';

/** A connection as the browser would tell of it. */
export class FakeNetwork implements Network {
  #isOnline = true;
  #isMetered = false;
  #listeners: (() => void)[] = [];

  readonly isOnline = (): boolean => this.#isOnline;
  readonly isMetered = (): boolean => this.#isMetered;
  readonly onChange = (listener: () => void): void => {
    this.#listeners.push(listener);
  };

  change({ isOnline = this.#isOnline, isMetered = this.#isMetered }): void {
    this.#isOnline = isOnline;
    this.#isMetered = isMetered;
    for (const listener of this.#listeners) listener();
  }
}
