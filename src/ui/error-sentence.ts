import type { ErrorCode, ErrorData } from '../errors';

type Underscored<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Underscored<Tail>}`
  : S;
/** All of them are a `MessageKey`, or `errorSentence(error, t)` does not compile: that is how a code without a sentence is found. */
export type ErrorKey = `error_${Underscored<ErrorCode>}`;

/** What happened and what to do next, in the person's language. */
export const errorSentence = (
  { code }: Pick<ErrorData, 'code'>,
  message: (key: ErrorKey) => string,
): string => message(errorKey(code));

export const errorKey = (code: ErrorCode): ErrorKey =>
  `error_${code.replaceAll('-', '_')}` as ErrorKey;
