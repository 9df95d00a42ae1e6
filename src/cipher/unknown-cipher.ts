import { type ErrorFacts, ReelkeepError } from '../errors';

/** `facts`: `disagreement` and `pageDiffers` where opinions stood against each other: then nobody else has told of it. */
export function unknownCipher(
  player: string,
  missing: string,
  { cause, facts = {} }: { readonly cause?: unknown; readonly facts?: ErrorFacts } = {},
): ReelkeepError {
  return new ReelkeepError('unknown-cipher', `Player ${player} was not solved: ${missing}.`, {
    cause,
    facts: { ...facts, player, missing },
  });
}
