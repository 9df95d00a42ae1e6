import { ReelkeepError } from '../../errors';
import { playerAddress } from './allowed-address';

/**
 * The address of the player script that solves the video's signatures and `n`.
 * @throws unknown-cipher where the page names none, address-not-allowed where it names one that is
 * not among the site's player scripts.
 */
export function playerScript({ playerUrl }: { readonly playerUrl?: string | undefined }): string {
  if (playerUrl === undefined) {
    throw new ReelkeepError('unknown-cipher', 'The page does not name its player script.');
  }
  const address = playerAddress(playerUrl);
  if (address === undefined) {
    throw new ReelkeepError('address-not-allowed', 'The page names a player script elsewhere.');
  }
  return address;
}
