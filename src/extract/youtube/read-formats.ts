import type { Format } from '../../formats/format';
import { makeFormat } from '../../formats/make-format';
import { type Description, describeFormat, describeMapEntry } from './describe-format';
import type { PageData, PlayerResponse } from './page-data';
import { pageSabrAddress } from './sabr-address';
import { streamMapEntries } from './stream-map';

export interface ReadFormats {
  readonly formats: readonly Format[];
  /** How many were left out for pointing to a host that serves no media of the site. */
  readonly elsewhere: number;
  /** How many were left out for being numbered segments instead of a file. */
  readonly segmented: number;
}

/**
 * Every format that a page names, once. The player response goes first: where it gives an itag an
 * address, the stream maps' entry of the same itag (whose `s` would still need deciphering) is left.
 */
export function readFormats(page: PageData): ReadFormats {
  const { playerResponse, args } = page;
  const described = describeFormats(playerResponse, pageSabrAddress(page) !== undefined);
  const mapped = [args?.url_encoded_fmt_stream_map ?? '', args?.adaptive_fmts ?? '']
    .flatMap(streamMapEntries)
    .map(describeMapEntry);
  const all = [...described, ...mapped];
  return {
    formats: preferResponse(toFormats(described), toFormats(mapped)),
    elsewhere: all.filter((one) => one === 'elsewhere').length,
    segmented: all.filter((one) => one === 'segmented').length,
  };
}

/**
 * A response's formats; `askable`: it has what the streaming protocol is asked with, which serves picture
 * and sound apart.
 */
export function describeFormats(
  response: PlayerResponse | undefined,
  askable: boolean,
): Description[] {
  const { formats = [], adaptiveFormats = [] } = response?.streamingData ?? {};
  return [
    ...formats.map((format) => describeFormat(format, false)),
    ...adaptiveFormats.map((format) => describeFormat(format, askable)),
  ];
}

export function toFormats(described: readonly Description[]): Format[] {
  return described.flatMap((one) => (typeof one === 'string' ? [] : (makeFormat(one) ?? [])));
}

function preferResponse(inResponse: readonly Format[], inMaps: readonly Format[]): Format[] {
  const addressed = new Set(
    inResponse.filter(({ source }) => source.kind !== 'sabr').map(({ itag }) => itag),
  );
  const added = inMaps.filter(({ itag }) => !addressed.has(itag));
  const replaced = new Set(added.map(({ itag }) => itag));
  const kept = inResponse.filter(({ itag }) => !replaced.has(itag));
  return uniqueById([...kept, ...added]);
}

/** The first of each id: a page that repeats an entry means the same one. */
export function uniqueById(formats: readonly Format[]): Format[] {
  const seen = new Set<string>();
  return formats.filter(({ id }) => !seen.has(id) && seen.add(id));
}
