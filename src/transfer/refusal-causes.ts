/** Why a server answers 403 or 410, in the words of the doubts that the page is asked with. */
export type RefusalCause =
  /** The address's own `expire` has passed. */
  | 'expired'
  /** It was given out for another network address, or is good no more for reasons of the server's own. */
  | 'moved'
  /** The advertisements before the video are not over. */
  | 'early'
  /** The answer to its `n` is wrong. */
  | 'n'
  /** The proof of origin is missing or not good. */
  | 'attestation'
  /** The client that the address was given out for is no longer served. */
  | 'client';

/** For the job's log. */
export type Remedy = 'fresh-address' | 'wait' | 'next-strategy' | 'new-token' | 'next-way';

/** What a refusal is judged by. */
export interface Refused {
  readonly url: string;
  /** As the server's own clock says it, where it does. */
  readonly isExpired: boolean;
  /** Advertisements may come first: it is said so, and their time may have been reckoned too short, or nobody said that none do. */
  readonly mayBeEarly: boolean;
  /** It was asked with a proof of origin, or for what nobody gets without one. */
  readonly concernsToken: boolean;
}

interface Diagnosis {
  readonly remedy: Remedy;
  readonly mayBe: (refused: Refused) => boolean;
}

const isInTime = ({ isExpired }: Refused): boolean => !isExpired;

/**
 * Every cause in the order in which it is looked into (youtube.md §5), and the one thing that mends it. An
 * address says of itself that its time is over; the others nobody can tell apart but by what mends them.
 */
const diagnoses = new Map<RefusalCause, Diagnosis>([
  ['expired', { remedy: 'fresh-address', mayBe: ({ isExpired }) => isExpired }],
  ['moved', { remedy: 'fresh-address', mayBe: isInTime }],
  ['early', { remedy: 'wait', mayBe: (refused) => isInTime(refused) && refused.mayBeEarly }],
  [
    'n',
    {
      remedy: 'next-strategy',
      mayBe: (refused) => isInTime(refused) && new URL(refused.url).searchParams.has('n'),
    },
  ],
  [
    'attestation',
    { remedy: 'new-token', mayBe: (refused) => isInTime(refused) && refused.concernsToken },
  ],
  ['client', { remedy: 'next-way', mayBe: () => true }],
]);

/** What may be wrong, in the order in which it is to be tried; the last is always the client. */
export const refusalCauses = (refused: Refused): readonly RefusalCause[] =>
  [...diagnoses].filter(([, { mayBe }]) => mayBe(refused)).map(([cause]) => cause);

/** For a log: what raised a doubt, and what mends it where that was a refusal. */
export function diagnosis(doubt: string): { doubt: string; remedy?: Remedy } {
  const found = [...diagnoses].find(([cause]) => cause === doubt);
  return { doubt, ...(found && { remedy: found[1].remedy }) };
}
