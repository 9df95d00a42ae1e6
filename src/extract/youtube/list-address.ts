/** A page of many videos. */
export interface ListAddress {
  readonly kind: 'playlist' | 'channel';
  /** Unique on the site: of the playlist, or the channel's and its tab's path. */
  readonly id: string;
  /** The page that lists them. */
  readonly url: string;
}

const site = 'https://www.youtube.com';
const channelForm =
  /^\/(@[^/]{1,100}|(?:channel|c|user)\/[^/]{1,100})(?:\/(videos|shorts|streams|featured)?)?$/;

/** The list that an address shows; `undefined` for every other address, one video among them. */
export function listOf(address: string): ListAddress | undefined {
  const { hostname, pathname, searchParams } = new URL(address);
  if (!/^(?:www|m|music)\.youtube\.com$/.test(hostname)) return undefined;
  const id = searchParams.get('list') ?? '';
  if (pathname === '/playlist' && /^[\w-]{2,64}$/.test(id)) {
    return { kind: 'playlist', id, url: `${site}/playlist?list=${id}` };
  }
  const [, channel, tab] = channelForm.exec(pathname) ?? [];
  if (channel === undefined) return undefined;
  // A channel's front shows some of everything.
  const shown = tab === undefined || tab === 'featured' ? 'videos' : tab;
  const path = `${channel}/${shown}`;
  return { kind: 'channel', id: path, url: `${site}/${path}` };
}
