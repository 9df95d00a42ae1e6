import type { Format } from '../../formats/format';
import { isChoosable } from '../../formats/left-out';
import { readXtags } from '../../formats/xtags';

/**
 * The page's formats and another client's, each file once: what the page cannot reach is told with the
 * client's source, under the page's id.
 */
export function mergeFormats(own: readonly Format[], others: readonly Format[]): Format[] {
  const formats = new Map(own.map((format) => [fileOf(format), format]));
  for (const format of others) {
    const file = fileOf(format);
    const known = formats.get(file) ?? format;
    formats.set(file, isChoosable(known) ? known : { ...known, source: format.source });
  }
  return [...formats.values()];
}

/** Which file on the server a format is: every client is told of the same ones; tags are written in two ways. */
function fileOf({ itag, lastModified = '', xtags }: Format): string {
  const tags = [...readXtags(xtags)].map((pair) => pair.join('=')).sort();
  return [itag, lastModified, ...tags].join(' ');
}
