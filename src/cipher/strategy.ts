import type { NMethod, SignatureMethod } from './methods';
import type { PlayerScript } from './player-script';

/** A method whose last detail is found by running: `entry` gives JSON rows of strings (or null) whose second is the answer for the input. */
export interface Search<Method> {
  readonly entry: string;
  toMethod(row: readonly (string | null)[]): Method | undefined;
}

/**
 * One way to find a function in a player, told by shape and not by name. It only points: what it
 * points at is proven by running it. To add one, write its file and put it into the table in `strategies.ts`.
 */
export interface Strategy<Method> {
  readonly name: string;
  /** The years whose scripts have this shape. */
  readonly era: string;
  /** Tried only when the others gave nothing, or did not agree. */
  readonly lastResort: boolean;
  /** Candidates, the likeliest first. Reads the script and runs nothing. */
  spot(script: PlayerScript): readonly (Method | Search<Method>)[];
}

export type SignatureStrategy = Strategy<SignatureMethod>;
export type NStrategy = Strategy<NMethod>;
