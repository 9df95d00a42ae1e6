import { type ErrorFacts, ReelkeepError } from '../errors';

/** @throws verification-failed, naming the check that does not hold. */
export function demand(check: string, holds: boolean, facts: ErrorFacts): void {
  if (!holds) throw unlike(check, facts);
}

export const unlike = (check: string, facts: ErrorFacts, cause?: unknown): ReelkeepError =>
  new ReelkeepError('verification-failed', `The file failed a check: ${check}.`, {
    facts: { check, ...facts },
    cause,
  });
