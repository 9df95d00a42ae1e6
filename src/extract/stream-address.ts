import { ReelkeepError } from '../errors';

const longest = 8_192;

/**
 * An address out of a page, a playlist or a manifest, absolute.
 * @throws address-not-allowed for whatever is not http or https, carries a password, or has no end.
 */
export function streamAddress(written: string, base: string): string {
  const url = address(written, base);
  if (url !== undefined) return url;
  throw new ReelkeepError(
    'address-not-allowed',
    'The list names something that is no web address.',
  );
}

/** The same, undefined instead of an error. */
export function address(written: string, base: string): string | undefined {
  if (written.length > longest || !URL.canParse(written, base)) return undefined;
  const { protocol, username, password, href } = new URL(written, base);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && username + password === '' && href.length <= longest ? href : undefined;
}
