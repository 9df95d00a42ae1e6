import type { Format } from '../../formats/format';
import { mediaAddress } from './allowed-address';
import type { PageData, PlayerResponse } from './page-data';

/** Where the playlists of a response begin, `n` unsolved. */
export const playlistAddress = (response: PlayerResponse | undefined): string | undefined =>
  mediaAddress(response?.streamingData?.hlsManifestUrl ?? '');

/** The same of a page of any era. */
export const pagePlaylist = ({ playerResponse, args }: PageData): string | undefined =>
  playlistAddress(playerResponse) ?? mediaAddress(args?.hlsvp ?? '');

/**
 * What playlists name, under the site's own numbers: they stay when everything is given out anew, where rates
 * and addresses do not. What lies on other hosts is left out.
 */
export function playlistFormats(formats: readonly Format[]): Format[] {
  const used = new Map<string, number>();
  return formats.flatMap((format) => {
    const { source } = format;
    if (source.kind !== 'segments' || mediaAddress(source.list.url) === undefined) return [];
    const itag = Number(/\/itag\/(\d{1,4})\//.exec(new URL(source.list.url).pathname)?.[1] ?? 0);
    const language = format.audio?.language;
    const name = ['hls', itag, ...(language === undefined ? [] : [language])].join('.');
    const times = (used.get(name) ?? 0) + 1;
    used.set(name, times);
    return [{ ...format, itag, id: times === 1 ? name : `${name}.${times}` }];
  });
}
