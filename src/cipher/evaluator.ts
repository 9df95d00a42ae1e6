/** What crosses into and out of a realm: plain data, never code or handles. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Why an evaluation gave nothing. `limit`: time, memory or stack; `threw`: the guest's own error. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  constructor(
    readonly reason: 'limit' | 'threw',
    message: string,
  ) {
    super(message);
  }
}

/** One fresh global scope with no host function in it. Dispose of it when done. */
export interface Realm {
  /**
   * Runs `code`, the body of a function of one parameter `input`, and gives what it returns.
   * Text that we did not write goes in through `input`, as data; throws EvaluationError.
   */
  run(code: string, input: Json): Json;
  /** Puts a long text under a global name, as it is: as JSON, megabytes would take three times as long. */
  give(name: string, text: string): void;
  /** Runs a program's text in the global scope, for its declarations. */
  load(program: string): void;
  /** Grants the time anew: for a question of its own in a realm that was kept open. */
  renew(): void;
  dispose(): void;
}

/** Makes realms in which a player's functions run, apart from everything of ours. */
export interface Evaluator {
  open(): Realm;
  /** False once a realm was driven to a limit: its memory may be left in any state. */
  isSound(): boolean;
}
