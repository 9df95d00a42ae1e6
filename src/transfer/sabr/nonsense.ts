import { type ErrorFacts, ReelkeepError } from '../../errors';

/** The server sent what cannot be; asked again it may do better. */
export const nonsense = (what: string, facts: ErrorFacts = {}): ReelkeepError =>
  new ReelkeepError('sabr-error', `The server sent what cannot be: ${what}.`, {
    facts: { what, ...facts },
  });
