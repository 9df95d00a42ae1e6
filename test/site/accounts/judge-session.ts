import { createHash } from 'node:crypto';
import { type Account, accountOf, apisids, cookiesIn, stranger, type Viewer } from './accounts';

/** What a call of InnerTube says of whom it is made for: its headers, empty where there are none. */
export interface SessionCall {
  readonly cookie: string;
  readonly authorization: string;
  readonly origin: string;
  /** `X-Origin`, `X-Goog-AuthUser`, `X-Goog-PageId`. */
  readonly xOrigin: string;
  readonly authUser: string;
  readonly pageId: string;
}

/** Signatures of yesterday are good no more. */
const freshSeconds = 600;
const schemes = ['SAPISIDHASH', 'SAPISID1PHASH', 'SAPISID3PHASH'];

/**
 * Who asks. Cookies alone are nobody's word: without a signature one is a stranger. `'unauthorized'`: it
 * is signed, and wrongly.
 */
export function judgeSession(
  call: SessionCall,
  nowSeconds: number,
): { readonly viewer: Viewer; readonly isSigned: boolean } | 'unauthorized' {
  if (call.authorization === '') return { viewer: stranger, isSigned: false };
  const account = accountOf(call.cookie);
  if (!account || !isRight(call, account, nowSeconds)) return 'unauthorized';
  // Who acts as a channel and does not say so asks for himself.
  const isItself = account.channel === undefined || call.pageId === account.channel;
  return { viewer: isItself ? account.may : stranger, isSigned: true };
}

function isRight(call: SessionCall, account: Account, nowSeconds: number): boolean {
  const { authorization, cookie, origin, xOrigin, authUser } = call;
  if (xOrigin !== origin || authUser !== String(account.index)) return false;
  const signatures = authorization.split(/ (?=SAPISID\d?P?HASH )/);
  const isFirst = signatures[0]?.startsWith('SAPISIDHASH ') ?? false;
  const said = cookiesIn(cookie);
  return isFirst && signatures.every((one) => isSignature(one, said, account, origin, nowSeconds));
}

/**
 * `SCHEME seconds_hash` over seconds, cookie and origin, or `SCHEME seconds_hash_u` with the user before
 * them. Each scheme has its cookie; for the first the third one's will do where it is missing.
 */
function isSignature(
  text: string,
  cookies: ReadonlyMap<string, string>,
  { user }: Account,
  origin: string,
  nowSeconds: number,
): boolean {
  const [, name, seconds = '', hash, withUser] =
    /^(SAPISID\d?P?HASH) (\d+)_([0-9a-f]{40})(_u)?$/.exec(text) ?? [];
  const at = schemes.indexOf(name ?? '');
  const own = cookies.get(apisids[at] ?? '');
  const session = own ?? (at === 0 ? cookies.get('__Secure-3PAPISID') : undefined);
  const isFresh = Math.abs(nowSeconds - Number(seconds)) < freshSeconds;
  const signed = `${withUser ? `${user} ` : ''}${seconds} ${session} ${origin}`;
  const isHash = hash === createHash('sha1').update(signed).digest('hex');
  return session !== undefined && isFresh && isHash;
}
