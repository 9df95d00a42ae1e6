/**
 * Where fetched bytes go: one file, written at any place. `bytes` may be reused by the caller once the
 * call has returned or its promise has resolved; the next bytes of that connection wait until then.
 */
export interface Sink {
  write(at: number, bytes: Uint8Array<ArrayBuffer>): void | Promise<void>;
}
