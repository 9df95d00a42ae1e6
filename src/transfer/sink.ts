/**
 * Where fetched bytes go: one file, written at any place. `bytes` may be reused by the caller once the
 * call has returned or its promise has resolved; the next bytes of that connection wait until then.
 */
export interface Sink {
  write(at: number, bytes: Uint8Array<ArrayBuffer>): void | Promise<void>;
  /**
   * A piece that is fetched again as a whole is whole: it is journalled soon. Resolves when there is room for
   * another that an end of ours would cost.
   */
  commit?(): Promise<void>;
  /** What was written there: to hold another host against it. Without it only one host can be used. */
  read?(at: number, length: number): Uint8Array | Promise<Uint8Array>;
}
