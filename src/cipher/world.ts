import * as v from 'valibot';
import { EvaluationError, type Evaluator, type Json, type Realm } from './evaluator';
import { callEntry, lazyPrelude, programPrelude } from './guest';
import { codeOf, type PlayerScript } from './player-script';

/** One output per input, null where the guest threw or gave no text. */
export type Outputs = readonly (string | null)[];

/** A cut-out program: the pieces that an entry reached, in the script's order. */
export interface Program {
  readonly namespace: string;
  readonly text: string;
}

const answerSchema = v.object({
  outputs: v.array(v.nullable(v.pipe(v.string(), v.maxLength(10_000)))),
  report: v.object({ order: v.array(v.number()), missed: v.array(v.string()) }),
});

/** Runs an entry; all outputs are null if a global was read that is not there: what followed is not the player's. */
function runEntry(realm: Realm, entry: string, inputs: readonly string[]) {
  const result = v.safeParse(answerSchema, realm.run(callEntry(entry), inputs));
  if (!result.success) throw new EvaluationError('threw', 'The realm gave something else.');
  const { outputs, report } = result.output;
  const sound = report.missed.length === 0 && outputs.length === inputs.length;
  return { outputs: sound ? outputs : inputs.map(() => null), order: report.order };
}

/** A realm in which `prepare` was done; it is disposed of if that fails. */
function openPrepared(evaluator: Evaluator, prepare: (realm: Realm) => void): Realm {
  const realm = evaluator.open();
  try {
    prepare(realm);
    return realm;
  } catch (error) {
    realm.dispose();
    throw error;
  }
}

const runPrelude = (realm: Realm, prelude: string, data: Json) =>
  realm.run('(0,eval)(input.prelude)(input.data);', { prelude, data });

/** Something in which entries run. Dispose of it when done. */
export interface World {
  /** Runs an entry (the text of a function of ours from string to string) on each input; throws EvaluationError. */
  run(entry: string, inputs: readonly string[]): Outputs;
  dispose(): void;
}

/** A script whose declarations come to life as they are read. */
export class LazyWorld implements World {
  private order: readonly number[] = [];

  private constructor(
    private readonly realm: Realm,
    private readonly script: PlayerScript,
  ) {}

  static open(evaluator: Evaluator, script: PlayerScript): LazyWorld {
    const { text, declarations } = script;
    const data = {
      namespace: declarations.namespace,
      places: declarations.pieces.flatMap(({ start, end }) => [start, end]),
      prefixes: Object.fromEntries(
        declarations.pieces.flatMap(({ prefix }, at) => (prefix === '' ? [] : [[at, prefix]])),
      ),
      names: [...declarations.byName.keys()].join('\n'),
      indices: [...declarations.byName.values()].join('\n'),
    };
    const realm = openPrepared(evaluator, (opened) => {
      opened.give('__text', text);
      runPrelude(opened, lazyPrelude, data);
    });
    return new LazyWorld(realm, script);
  }

  run(entry: string, inputs: readonly string[]): Outputs {
    const { outputs, order } = runEntry(this.realm, entry, inputs);
    this.order = order;
    return outputs;
  }

  /** What was reached so far, as a program of its own, in the script's order. */
  program(): Program {
    const { declarations } = this.script;
    const text = [...this.order]
      .sort((a, b) => a - b)
      .flatMap((index) => declarations.pieces[index] ?? [])
      .map((piece) => `${codeOf(this.script, piece)};`)
      .join('\n');
    return { namespace: declarations.namespace, text };
  }

  dispose(): void {
    this.realm.dispose();
  }
}

/** A world that answers one question after the other, each with the time of one. */
export interface ProgramWorld extends World {
  renew(): void;
}

/** A cut-out program in a fresh realm of its own. */
export function openProgram(evaluator: Evaluator, { namespace, text }: Program): ProgramWorld {
  const realm = openPrepared(evaluator, (opened) => {
    runPrelude(opened, programPrelude, { namespace });
    opened.load(text);
  });
  return {
    run: (entry, inputs) => runEntry(realm, entry, inputs).outputs,
    renew: () => realm.renew(),
    dispose: () => realm.dispose(),
  };
}
