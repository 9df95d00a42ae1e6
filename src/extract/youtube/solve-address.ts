import { ReelkeepError } from '../../errors';
import { mediaAddress } from './allowed-address';
import { findN, replaceN } from './n-in-address';
import type { Decipher } from './resolve-formats';

/**
 * A media address with its `n` solved, wherever it stands in it; the same where it has none.
 * @throws unknown-cipher, address-not-allowed, and what `decipher` throws.
 */
export async function solveAddress(address: string, decipher: Decipher): Promise<string> {
  const n = findN(address);
  if (n === undefined) return address;
  const { ns } = await decipher({ signatures: [], ns: [n] });
  const answer = ns.get(n);
  if (!answer) {
    throw new ReelkeepError('unknown-cipher', 'The player script left a challenge unsolved.', {
      facts: { kind: 'n' },
    });
  }
  const url = mediaAddress(replaceN(address, answer));
  if (url === undefined) {
    throw new ReelkeepError('address-not-allowed', 'A solved address is not one of media.');
  }
  return url;
}
