import { ReelkeepError } from '../errors';
import type { Format } from '../formats/format';
import { present } from '../formats/present';
import type { FreshSource, Renewal } from '../jobs/reduce-job';
import { assertAllowedAddress } from '../transfer/allowed-address';

/** The one way that there is to the media of other sites than YouTube. */
const tier = 'site';

/**
 * Where formats are to be had that need nothing more than their address.
 * @throws address-not-allowed where one is not below the site's own hosts, streaming-only where one has none.
 */
export function siteSources(formats: readonly Format[], allowedHosts: readonly string[]): Renewal {
  const sources = formats.map((format): [string, FreshSource] => {
    const { id, source, contentLength } = format;
    if (source.kind !== 'url') {
      throw new ReelkeepError('streaming-only', 'The format has no address.');
    }
    assertAllowedAddress(source.url, allowedHosts);
    return [id, present({ source: { kind: 'url' as const, url: source.url }, contentLength })];
  });
  return { sources: Object.fromEntries(sources), tier, notes: [] };
}
