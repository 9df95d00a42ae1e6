import { ReelkeepError } from '../errors';
import type { Format, FormatSource } from '../formats/format';
import { present } from '../formats/present';
import { addressOf, type PartSource } from '../jobs/part-source';
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
    const found = sourceOf(source);
    assertAllowedAddress(addressOf(found), allowedHosts);
    return [id, present({ source: found, contentLength })];
  });
  return { sources: Object.fromEntries(sources), tier, notes: [] };
}

function sourceOf(source: FormatSource): PartSource {
  if (source.kind === 'url') return source;
  if (source.kind === 'segments') return { kind: 'listed', list: source.list };
  throw new ReelkeepError('streaming-only', 'The format has no address.');
}
