import type { Refusal, SabrAsk } from './sabr-ask';
import type { SabrSwitches } from './sabr-switches';

export const slowForN = 50_000;

/** Whether an address is good for anything. `requests`: made with it before. */
export function refuseAddress(
  { url, address }: SabrAsk,
  { failing, wrongN, requestsPerAddress }: SabrSwitches,
  requests: number,
): Refusal | undefined {
  const isFailing = failing && (failing.host ?? url.hostname) === url.hostname;
  if (isFailing) return { status: failing.status, note: 'host' };
  if (!address.isSigned) return { status: 403, note: 'signature' };
  if (address.isExpired) return { status: 403, note: 'expired' };
  if (!address.isOwn) return { status: 403, note: 'address' };
  if (requests >= requestsPerAddress) return { status: 403, note: 'used-up' };
  if (!address.isSolved && wrongN === 'refused') return { status: 403, note: 'n' };
  return undefined;
}
