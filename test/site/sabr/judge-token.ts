import { readToken } from './po-token';
import type { SabrDesk } from './sabr-desk';

export interface TokenVerdict {
  readonly kind: 'none' | 'good' | 'bad';
  /** Which one of its page's mints. */
  readonly mint: number;
}

/** A token vouches for one video, or for whatever else it is bound to, and comes from a page of the site. */
export function judgeToken(
  bytes: Uint8Array | undefined,
  binding: string,
  desk: Pick<SabrDesk, 'switches' | 'isKnownEvent'>,
): TokenVerdict {
  if (!bytes?.length) return { kind: 'none', mint: 0 };
  const token = readToken(bytes);
  const { distrustsTokens, eventBound, leastMint } = desk.switches;
  const isGood =
    token !== undefined &&
    !distrustsTokens &&
    token.mint >= leastMint &&
    token.binding === binding &&
    (!eventBound || desk.isKnownEvent(token.event));
  return { kind: isGood ? 'good' : 'bad', mint: token?.mint ?? 0 };
}
