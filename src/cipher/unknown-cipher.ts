import { ReelkeepError } from '../errors';

export function unknownCipher(player: string, missing: string, cause?: unknown): ReelkeepError {
  return new ReelkeepError('unknown-cipher', `Player ${player} was not solved: ${missing}.`, {
    cause,
    facts: { player, missing },
  });
}
