import type { Evaluator } from './evaluator';
import { type Outputs, openProgram, type Program, type ProgramWorld } from './world';

/** Questions for one realm: whatever the player's code puts aside meanwhile is given back in time. */
const mostQuestions = 100;

/** A player's program, as its plan has it. */
export interface PlayerProgram {
  readonly playerId: string;
  readonly program: Program;
}

interface Kept extends PlayerProgram {
  readonly evaluator: Evaluator;
  readonly world: ProgramWorld;
  question: object;
  questions: number;
}

/**
 * The realm that answered last, open for the next question: preparing one takes longer than an answer.
 * There is one at most, of one player; another's question closes it.
 */
export class KeptWorld {
  private kept: Kept | undefined;

  constructor(private readonly evaluator: () => Promise<Evaluator>) {}

  /** Runs an entry in the player's realm. All that is run for one `question` shares one question's time. */
  async run(
    question: object,
    player: PlayerProgram,
    entry: string,
    inputs: readonly string[],
  ): Promise<Outputs> {
    const evaluator = await this.evaluator();
    // From here on nothing is waited for: nobody else's question can close the realm meanwhile.
    return this.worldFor(question, player, evaluator).run(entry, inputs);
  }

  /** To be called after anything went wrong in it. Says whether it had answered other questions before. */
  close(): boolean {
    const { kept } = this;
    this.kept = undefined;
    kept?.world.dispose();
    return kept !== undefined && kept.questions > 1;
  }

  private worldFor(question: object, player: PlayerProgram, evaluator: Evaluator): ProgramWorld {
    const { kept } = this;
    if (kept === undefined || !isFor(kept, player, evaluator)) {
      return this.openFor(question, player, evaluator);
    }
    if (kept.question === question) return kept.world;
    if (kept.questions === mostQuestions) return this.openFor(question, player, evaluator);
    kept.question = question;
    kept.questions += 1;
    kept.world.renew();
    return kept.world;
  }

  private openFor(
    question: object,
    { playerId, program }: PlayerProgram,
    evaluator: Evaluator,
  ): ProgramWorld {
    this.close();
    const world = openProgram(evaluator, program);
    this.kept = { playerId, program, evaluator, world, question, questions: 1 };
    return world;
  }
}

function isFor(kept: Kept, { playerId, program }: PlayerProgram, evaluator: Evaluator): boolean {
  return (
    kept.evaluator === evaluator &&
    kept.playerId === playerId &&
    kept.program.namespace === program.namespace &&
    kept.program.text === program.text
  );
}
