import type { Evaluator } from './evaluator';
import { type Plan, solverVersion } from './plan';
import { type Distrusted, solvePlayer } from './solve-player';
import { unknownCipher } from './unknown-cipher';

const trustAll: Distrusted = { signature: [], n: [] };

/**
 * A plan from a player script's text. What was learnt of the same content before (`before`) holds on: whom not to trust,
 * and that strategies disagreed. Throws unknown-cipher where the text is no player.
 */
export async function makePlan(
  text: string,
  playerId: string,
  before: Plan | undefined,
  evaluator: () => Promise<Evaluator>,
): Promise<Plan> {
  const scriptHash = await hashOf(text);
  // A script that changed under its id is another script: nobody has refused its answers yet.
  const known = before?.scriptHash === scriptHash ? before : undefined;
  const { signature, n } = known?.distrusted ?? trustAll;
  const { solution, report } = await solvePlayer(text, evaluator, { signature, n });
  const disagreement = report.disagreement || known?.disagreement === true;
  if (report.problem !== undefined) {
    throw unknownCipher(playerId, report.problem, { facts: disagreement ? { disagreement } : {} });
  }
  return {
    version: solverVersion,
    playerId,
    scriptHash,
    ...solution,
    permutations: {},
    answers: {},
    distrusted: { signature: [...signature], n: [...n] },
    disagreement,
  };
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
