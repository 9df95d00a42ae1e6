/**
 * Where fetched bytes go: one file, written at any place. `bytes` may be reused by the caller once the
 * call has returned or its promise has resolved; the next bytes of that connection wait until then.
 */
export interface Sink {
  write(at: number, bytes: Uint8Array<ArrayBuffer>): void | Promise<void>;
  /**
   * Resolves when all that the ledger held as whole at the call is journalled. For what is fetched again as
   * a whole: its sender goes on only then, and an end of ours costs each sender one.
   */
  commit?(): Promise<void>;
  /** What was written there: to hold another host against it. Without it only one host can be used. */
  read?(at: number, length: number): Uint8Array | Promise<Uint8Array>;
}
