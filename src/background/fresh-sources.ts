import { ReelkeepError } from '../errors';
import { mirrorsOf } from '../extract/youtube/mirror-addresses';
import type { PageData } from '../extract/youtube/page-data';
import { type Decipher, resolveFormats } from '../extract/youtube/resolve-formats';
import { resolveSabrAddress, type SabrAddress } from '../extract/youtube/sabr-address';
import { type Format, isProgressive } from '../formats/format';
import { present } from '../formats/present';
import type { PartSource } from '../jobs/part-source';
import type { FreshSource } from '../jobs/reduce-job';
import { sabrFormat } from './sabr-format';

interface Resolving {
  readonly page: Pick<PageData, 'videoId'>;
  readonly decipher: Decipher;
  readonly signal: AbortSignal;
}

/**
 * Files with an address. `token`: goes with each address, as the client's player would send it.
 * @throws streaming-only where a format has no address; as `resolveFormats`.
 */
export async function addressSources(
  formats: readonly Format[],
  notBefore: number | undefined,
  token: string | undefined,
  { decipher, signal }: Resolving,
): Promise<FreshSource[]> {
  const urls = await resolveFormats(formats, decipher, signal);
  return formats.map((format) => {
    const address = urls.get(format.id);
    if (address === undefined) throw unserved();
    const url = token === undefined ? address : `${address}&pot=${token}`;
    return versioned(format, present({ kind: 'url', url, mirrors: mirrorsOf(url), notBefore }));
  });
}

/** Tracks of the streaming protocol. @throws streaming-only where it does not serve one; as `resolveSabrAddress`. */
export async function streamSources(
  formats: readonly Format[],
  address: SabrAddress | undefined,
  { token, notBefore }: { token: string | undefined; notBefore: number | undefined },
  { page, decipher }: Resolving,
): Promise<FreshSource[]> {
  // The protocol serves picture and sound apart.
  if (address === undefined || formats.some(isProgressive)) throw unserved();
  const solved = await resolveSabrAddress(address, decipher);
  const source = present({
    ...solved,
    mirrors: mirrorsOf(solved.url),
    poToken: token,
    notBefore,
  });
  return formats.map((format) =>
    versioned(format, { kind: 'sabr', source, format: sabrFormat(format, page.videoId) }),
  );
}

const versioned = ({ contentLength, lastModified }: Format, source: PartSource): FreshSource =>
  present({ source, contentLength, lastModified });

const unserved = (): ReelkeepError =>
  new ReelkeepError('streaming-only', 'A format is not to be had by this way.');
