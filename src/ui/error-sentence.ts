import type { ErrorCode, ErrorData } from '../errors';
import { formatMoment } from './format-moment';

type Underscored<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Underscored<Tail>}`
  : S;
/** All of them are a `MessageKey`, or `errorSentence(error, t)` does not compile: that is how a code without a sentence is found. */
export type ErrorKey = `error_${Underscored<ErrorCode>}`;
type StartKey = 'liveStartsAt' | 'premiereStartsAt';

/** What happened and what to do next, in the person's language; with its time where that is what to know. */
export function errorSentence(
  error: Pick<ErrorData, 'code'> & Partial<Pick<ErrorData, 'facts'>>,
  message: (key: ErrorKey | StartKey, ...parts: readonly string[]) => string,
): string {
  const { startsAtSeconds, isPremiere } = error.facts ?? {};
  if (error.code !== 'live-not-started' || typeof startsAtSeconds !== 'number') {
    return message(errorKey(error.code));
  }
  const key: StartKey = isPremiere === true ? 'premiereStartsAt' : 'liveStartsAt';
  return message(key, formatMoment(startsAtSeconds * 1000));
}

export const errorKey = (code: ErrorCode): ErrorKey =>
  `error_${code.replaceAll('-', '_')}` as ErrorKey;
