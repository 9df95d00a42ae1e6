import {
  type SabrContextSendingPolicy,
  type SabrContextUpdate,
  SabrContextWritePolicy,
} from 'googlevideo/protos';

/** More kinds of context than this has no server of YouTube's. */
const mostContexts = 32;
const longestContext = 64 * 1024;

/**
 * What the server wants to be told again with each request, mostly about its advertisements. It is the
 * video's, not one connection's: what one session was told, all of them tell.
 */
export class SabrContexts {
  readonly #values = new Map<number, Uint8Array>();
  readonly #sent = new Set<number>();
  #version = 0;

  /** Another number whenever what is sent may have changed. */
  get version(): number {
    return this.#version;
  }

  get sent(): { type: number; value: Uint8Array }[] {
    return [...this.#values].flatMap(([type, value]) =>
      this.#sent.has(type) ? [{ type, value }] : [],
    );
  }

  /** Those that are known, and not asked for. */
  get unsent(): number[] {
    return [...this.#values.keys()].filter((type) => !this.#sent.has(type));
  }

  keep({ type, value, sendByDefault, writePolicy }: SabrContextUpdate): void {
    if (type === undefined || !value || value.length > longestContext) return;
    const isKnown = this.#values.has(type);
    if (isKnown && writePolicy === SabrContextWritePolicy.KEEP_EXISTING) return;
    if (!isKnown && this.#values.size >= mostContexts) return;
    if (!isSame(this.#values.get(type), value)) this.#version += 1;
    this.#values.set(type, value.slice());
    if (sendByDefault) this.#send(type);
  }

  follow({ startPolicy, stopPolicy, discardPolicy }: SabrContextSendingPolicy): void {
    for (const type of startPolicy) this.#send(type);
    for (const type of stopPolicy) if (this.#sent.delete(type)) this.#version += 1;
    for (const type of discardPolicy) if (this.#values.delete(type)) this.#version += 1;
  }

  #send(type: number): void {
    if (this.#sent.has(type) || this.#sent.size >= mostContexts) return;
    this.#sent.add(type);
    this.#version += 1;
  }
}

const isSame = (before: Uint8Array | undefined, now: Uint8Array): boolean =>
  before?.length === now.length && before.every((byte, at) => byte === now[at]);
