import type { Format } from '../../formats/format';
import { isChoosable } from '../../formats/left-out';
import { readXtags } from '../../formats/xtags';
import type { ClientName } from './clients';
import type { ClientResponse } from './read-client-response';

/** Where else a format of the page is to be had. */
export interface OtherSource {
  readonly client: ClientName;
  /** As that client's response tells of it. */
  readonly format: Format;
}

export interface MergedFormats {
  /** The page's, then what only other clients named. One that the page cannot reach is told with a client's source. */
  readonly formats: readonly Format[];
  /** By the id of a format above, in the order of the responses. */
  readonly elsewhere: ReadonlyMap<string, readonly OtherSource[]>;
}

/** The page's formats and other clients', each file once, with every place that it is to be had from. */
export function mergeFormats(
  own: readonly Format[],
  responses: readonly ClientResponse[],
): MergedFormats {
  const formats = new Map<string, Format>();
  const elsewhere = new Map<string, OtherSource[]>();
  for (const format of own) formats.set(fileOf(format), format);
  for (const { client, formats: others } of responses) {
    for (const format of others) {
      const file = fileOf(format);
      const known = formats.get(file) ?? format;
      const reached = isChoosable(known) ? known : { ...known, source: format.source };
      formats.set(file, reached);
      elsewhere.set(reached.id, [...(elsewhere.get(reached.id) ?? []), { client, format }]);
    }
  }
  return { formats: [...formats.values()], elsewhere };
}

/** Which file on the server a format is: every client is told of the same ones; tags are written in two ways. */
function fileOf({ itag, lastModified = '', xtags }: Format): string {
  const tags = [...readXtags(xtags)].map((pair) => pair.join('=')).sort();
  return [itag, lastModified, ...tags].join(' ');
}
