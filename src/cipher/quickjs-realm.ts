import type { QuickJSContext, QuickJSHandle, QuickJSWASMModule } from 'quickjs-emscripten-core';
import { EvaluationError, type Json, type Realm } from './evaluator';
import { realmGuards } from './realm-guards';

/** What a realm may cost in all, over every call made in it; the time, until it is renewed. */
export interface RealmLimits {
  readonly memoryBytes: number;
  readonly stackBytes: number;
  readonly milliseconds: number;
}

const limitMessages =
  /interrupted|out of memory|stack overflow|Maximum call stack|string (?:too long|length)/i;

function failure(context: QuickJSContext, error: QuickJSHandle): EvaluationError {
  // A guest may put anything in `message`, a getter included: `dump` reads data, and is bounded here.
  const dumped: unknown = context.dump(error);
  error.dispose();
  const message =
    typeof dumped === 'object' && dumped !== null && 'message' in dumped
      ? String(dumped.message)
      : String(dumped);
  const reason = limitMessages.test(message) ? 'limit' : 'threw';
  return new EvaluationError(reason, message.slice(0, 300));
}

/** The trap behind `undefined` returned: JSON has no word for it, so the guest's answer is wrapped. */
const epilogue = ')(JSON.parse(__input))])';

/** The guest may have replaced `JSON.stringify`: what comes is text, and perhaps not even JSON. */
function fromGuest(text: string): Json {
  try {
    const answer: unknown = JSON.parse(text);
    if (Array.isArray(answer)) return answer[0] ?? null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new EvaluationError('threw', 'The realm gave no JSON.');
}

class QuickJsRealm implements Realm {
  /** Time left, over all calls: what the host does between them is not the guest's. */
  private left: number;
  private deadline = 0;
  /** The guards' own clock, set back: what the host does between calls counts there. */
  private readonly renewGuards: QuickJSHandle;

  constructor(
    private readonly context: QuickJSContext,
    private readonly milliseconds: number,
    private readonly onLimit: () => void,
  ) {
    this.left = milliseconds;
    context.runtime.setInterruptHandler(() => performance.now() > this.deadline);
    // Beside its own time, a second is more than the host needs between calls.
    this.renewGuards = this.within(() => this.evaluate(`${realmGuards}(${milliseconds + 1000})`));
  }

  renew(): void {
    this.left = this.milliseconds;
    this.within(() =>
      this.valueOf(this.context.callFunction(this.renewGuards, this.context.undefined)).dispose(),
    );
  }

  run(code: string, input: Json): Json {
    this.give('__input', JSON.stringify(input));
    const text = this.within(() => {
      const answer = this.evaluate(`JSON.stringify([(function(input){${code}\n}${epilogue}`);
      const given = this.context.getString(answer);
      answer.dispose();
      return given;
    });
    return fromGuest(text);
  }

  give(name: string, text: string): void {
    const data = this.context.newString(text);
    this.context.setProp(this.context.global, name, data);
    data.dispose();
  }

  load(program: string): void {
    this.within(() => this.evaluate(`${program}\n;""`).dispose());
  }

  dispose(): void {
    const { runtime } = this.context;
    try {
      this.renewGuards.dispose();
      this.context.dispose();
      runtime.dispose();
    } catch (error) {
      // The interpreter aborts where a limit left something behind; it is not used again.
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      this.onLimit();
    }
  }

  /** A trap of the WebAssembly module itself is a limit too: it ran out of its own stack or memory. */
  private ended(error: unknown): unknown {
    if (error instanceof EvaluationError && error.reason === 'threw') return error;
    this.onLimit();
    return error instanceof WebAssembly.RuntimeError
      ? new EvaluationError('limit', error.message)
      : error;
  }

  private evaluate(code: string): QuickJSHandle {
    return this.valueOf(this.context.evalCode(code, 'player'));
  }

  private valueOf(result: ReturnType<QuickJSContext['evalCode']>): QuickJSHandle {
    if (result.error) throw failure(this.context, result.error);
    return result.value;
  }

  /** All that runs code of the guest, be it for a text of its own, is within the time and its failures are ours. */
  private within<T>(work: () => T): T {
    const started = performance.now();
    this.deadline = started + this.left;
    try {
      return work();
    } catch (error) {
      throw this.ended(error);
    } finally {
      this.left -= performance.now() - started;
    }
  }
}

/** What players use of the language. Not big integers, whose powers take any time, nor binary data, promises and modules. */
const intrinsics = {
  BaseObjects: true,
  Date: true,
  Eval: true,
  StringNormalize: false,
  RegExp: true,
  RegExpCompiler: true,
  JSON: true,
  Proxy: true,
  MapSet: true,
  TypedArrays: false,
  Promise: false,
} as const;

/** A fresh runtime and context: nothing of one player's is there for the next. */
export function openRealm(
  quickJs: QuickJSWASMModule,
  limits: RealmLimits,
  onLimit: () => void,
): Realm {
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(limits.stackBytes);
  return new QuickJsRealm(runtime.newContext({ intrinsics }), limits.milliseconds, onLimit);
}
