import { mediaAddress } from './allowed-address';
import { type InnertubeClient, pageClient } from './clients';
import { versionOf } from './innertube-request';
import type { PageData, PlayerResponse } from './page-data';
import type { Decipher } from './resolve-formats';
import { solveAddress } from './solve-address';

/** All that the streaming protocol is asked with, but for the token. A `SabrSource` once its `n` is solved. */
export interface SabrAddress {
  readonly url: string;
  /** Base64. */
  readonly ustreamerConfig: string;
  /** The client that the response was made for. */
  readonly client: {
    readonly name: number;
    readonly version: string;
    readonly osName?: string;
    readonly osVersion?: string;
  };
}

/** Of a response to this client; `undefined` where it lacks the address or what goes with it. */
export function sabrAddress(
  response: PlayerResponse | undefined,
  client: InnertubeClient,
  version: string,
): SabrAddress | undefined {
  const address = response?.streamingData?.serverAbrStreamingUrl;
  const url = address === undefined ? undefined : mediaAddress(onMediaHost(address));
  const ustreamerConfig =
    response?.playerConfig?.mediaCommonConfig.mediaUstreamerRequestConfig
      .videoPlaybackUstreamerConfig;
  if (url === undefined || ustreamerConfig === undefined) return undefined;
  const { osName, osVersion } = client.device ?? {};
  return {
    url,
    ustreamerConfig,
    client: {
      name: client.id,
      version,
      ...(osName === undefined ? {} : { osName }),
      ...(osVersion === undefined ? {} : { osVersion }),
    },
  };
}

/** Of the page's own response. */
export function pageSabrAddress(page: PageData): SabrAddress | undefined {
  const client = pageClient(page.pageUrl, page.clientNumber);
  return sabrAddress(page.playerResponse, client, versionOf(page, client));
}

/**
 * The same with its `n` solved.
 * @throws unknown-cipher, address-not-allowed, and what `decipher` throws.
 */
export async function resolveSabrAddress(
  address: SabrAddress,
  decipher: Decipher,
): Promise<SabrAddress> {
  return { ...address, url: await solveAddress(address.url, decipher) };
}

/** `rr1---sn-x.c.youtube.com`, as WEB_CREATOR has it, is the same host as `rr1---sn-x.googlevideo.com`. */
const onMediaHost = (address: string): string =>
  address.replace(/^(https:\/\/[\w-]+)\.c\.youtube\.com(?=\/)/, '$1.googlevideo.com');
