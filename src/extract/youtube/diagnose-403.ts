import { findN } from './n-in-address';

/** Why a media server refuses an address, in the order in which it is asked (youtube.md §5). */
export type Cause403 = 'expired' | 'address-changed' | 'ad-wait' | 'n' | 'token' | 'client';

export type Remedy403 =
  /** New addresses from the page, or from the client that gave these. */
  | { readonly do: 'refresh' }
  /** The same address again, at that time (milliseconds since 1970). */
  | { readonly do: 'wait'; readonly until: number }
  /** Another strategy for `n`, and the same address with its answer. */
  | { readonly do: 'solve-again' }
  /** A token minted anew, past every cache. */
  | { readonly do: 'mint' }
  /** Another way to the media (`nextStep`). */
  | { readonly do: 'next-tier' }
  | { readonly do: 'give-up' };

export interface Facts403 {
  /** As it was asked. */
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From when the response's addresses are good, where ads came first. */
  readonly availableAt?: number | undefined;
  /** The IP address that the site signs into addresses now, of the newest that is known. */
  readonly ownAddress?: string | undefined;
  /** Whether the client's media wants a token that this address was asked without, or with one that may be bad. */
  readonly needsToken: boolean;
  /** Bytes that came before it was refused: past the first minute it is the token, before it hardly. */
  readonly receivedBytes: number;
  /** What was already done for this address. */
  readonly tried: ReadonlySet<Cause403>;
}

/** What the first minute weighs at the least; `n` and the waiting time are judged at the first byte. */
const firstMinuteBytes = 500_000;

/** The first cause that may hold and was not seen to yet; each remedy is used once for an address. */
export function diagnose403(facts: Facts403): { cause: Cause403; remedy: Remedy403 } {
  const { url, now, availableAt = 0, ownAddress, needsToken, receivedBytes, tried } = facts;
  const expire = queryOf(url).get('expire') ?? '';
  const signedFor = addressSignedFor(url);
  const holds: Readonly<Record<Cause403, boolean>> = {
    expired: /^\d{1,12}$/.test(expire) && Number(expire) * 1000 <= now,
    'address-changed':
      signedFor !== undefined && ownAddress !== undefined && !isSameAddress(signedFor, ownAddress),
    'ad-wait': availableAt > now,
    n: receivedBytes < firstMinuteBytes && findN(url) !== undefined,
    token: needsToken,
    client: true,
  };
  const cause = order.find((each) => holds[each] && !tried.has(each));
  if (cause === undefined) return { cause: 'client', remedy: { do: 'give-up' } };
  return { cause, remedy: remedyFor(cause, availableAt) };
}

const order: readonly Cause403[] = [
  'expired',
  'address-changed',
  'ad-wait',
  'n',
  'token',
  'client',
];

function remedyFor(cause: Cause403, availableAt: number): Remedy403 {
  switch (cause) {
    case 'expired':
    case 'address-changed':
      return { do: 'refresh' };
    case 'ad-wait':
      return { do: 'wait', until: availableAt };
    case 'n':
      return { do: 'solve-again' };
    case 'token':
      return { do: 'mint' };
    case 'client':
      return { do: 'next-tier' };
  }
}

/** IPv6 is written in more than one way; the site signs the long form and the short one. */
const isSameAddress = (one: string, other: string): boolean =>
  plainAddress(one) === plainAddress(other);

const plainAddress = (address: string): string =>
  URL.canParse(`http://[${address}]`) ? new URL(`http://[${address}]`).hostname : address;

/** The IP address that a media address is signed for. */
export const addressSignedFor = (url: string): string | undefined =>
  queryOf(url).get('ip') ?? undefined;

const queryOf = (url: string): URLSearchParams =>
  URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
