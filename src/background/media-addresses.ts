import { ReelkeepError } from '../errors';
import type { Format } from '../formats/format';
import { assertAllowedAddress } from '../transfer/allowed-address';

/**
 * The addresses of formats that need nothing more, by format id.
 * @throws address-not-allowed where one is not below the site's own hosts, streaming-only where one has none.
 */
export function mediaAddresses(
  formats: readonly Format[],
  allowedHosts: readonly string[],
): Map<string, string> {
  return new Map(
    formats.map(({ id, source }) => {
      if (source.kind !== 'url') {
        throw new ReelkeepError('streaming-only', 'The format has no address.');
      }
      assertAllowedAddress(source.url, allowedHosts);
      return [id, source.url];
    }),
  );
}
