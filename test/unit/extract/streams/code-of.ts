import { ReelkeepError } from '../../../../src/errors';

/** The code that the work ends with; `nothing` where it does not. Whatever else is thrown is a fault of ours. */
export function codeOf(work: () => unknown): string {
  try {
    work();
    return 'nothing';
  } catch (error) {
    if (error instanceof ReelkeepError) return error.code;
    throw error;
  }
}
