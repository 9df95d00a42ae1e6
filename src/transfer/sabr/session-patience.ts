import { ReelkeepError } from '../../errors';

/** So many answers in a row may bring nothing: then nothing more comes. */
const mostEmpty = 3;
/** So many may bring nothing but what is to be sent back with the next request. */
const mostLessons = 10;
/** So many may bring media without a word of where they end. */
const mostEndless = 5;
/** All that a server may ask us to wait between two segments. */
const longestWaitMs = 10 * 60_000;
const mostRedirects = 5;
/** Of the stream's protection; what is above it wants a token. */
export const wellProtected = 1;

/** How long a session goes on asking while nothing comes. Everything is forgiven once something does. */
export class SessionPatience {
  #empty = 0;
  #lessons = 0;
  #endless = 0;
  #redirects = 0;
  #waitedMs = 0;

  /** Media came. @throws sabr-error where they come without an end. */
  forgive(isEndKnown: boolean): void {
    this.#empty = 0;
    this.#lessons = 0;
    this.#redirects = 0;
    this.#waitedMs = 0;
    this.#endless = isEndKnown ? 0 : this.#endless + 1;
    if (this.#endless === mostEndless) throw nothingComes('no end');
  }

  /** Nothing came, and nothing was said of why. @throws attestation-required, sabr-error. */
  empty(protection: number): void {
    this.#empty += 1;
    if (this.#empty < mostEmpty) return;
    throw protection > wellProtected ? unattested() : nothingComes('empty');
  }

  /** Nothing came, but the next request will be another one. @throws sabr-error. */
  lesson(): void {
    this.#lessons += 1;
    if (this.#lessons > mostLessons) throw nothingComes('lessons');
  }

  /** @throws sabr-error. */
  redirect(): void {
    this.#redirects += 1;
    if (this.#redirects > mostRedirects) throw nothingComes('redirects');
  }

  /** @throws sabr-error. */
  wait(milliseconds: number): void {
    this.#waitedMs += milliseconds;
    if (this.#waitedMs > longestWaitMs) throw nothingComes('backoff');
  }
}

export const unattested = (cause?: unknown): ReelkeepError =>
  new ReelkeepError('attestation-required', 'The server wants proof of where the request began.', {
    cause,
  });

const nothingComes = (why: string): ReelkeepError =>
  new ReelkeepError('sabr-error', 'The server answers, and nothing comes.', { facts: { why } });
