import type { ErrorCode, ErrorData } from '../../errors';
import { withoutAddresses } from './json-rpc';

/** aria2's exit codes (its manual, "EXIT STATUS") that mean what one of our own codes says. */
const known: Readonly<Record<string, ErrorCode>> = {
  '2': 'network-lost',
  '3': 'http-404',
  '6': 'network-lost',
  '7': 'aria2-forgotten',
  '9': 'disk-full',
  '19': 'network-lost',
  // Refused; its words say with which status, unless it has tried several addresses.
  '22': 'http-error',
  '24': 'http-403',
  '29': 'http-429',
  '32': 'length-mismatch',
};

const ofStatus: Readonly<Record<string, ErrorCode>> = {
  '403': 'http-403',
  '404': 'http-404',
  '410': 'http-410',
  '416': 'http-416',
  '429': 'http-429',
};

/** Why aria2 gave a download up: `code` is its exit code, `words` are its own. */
export function aria2Failure(code: string, words: string): ErrorData {
  const status = /\bstatus=(\d{3})\b/.exec(words)?.[1] ?? '';
  return {
    code: ofStatus[status] ?? known[code] ?? 'aria2-error',
    message: 'aria2 has given the download up.',
    facts: { exitCode: code, answer: withoutAddresses(words) },
  };
}

const ofTheAddress: ReadonlySet<ErrorCode> = new Set([
  'http-403',
  'http-404',
  'http-410',
  'http-error',
]);

/** What fresh addresses may mend. */
export const mayHaveExpired = (error: Pick<ErrorData, 'code'> | undefined): boolean =>
  error !== undefined && ofTheAddress.has(error.code);
