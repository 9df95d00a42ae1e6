import { ReelkeepError } from '../errors';
import type { Format } from '../formats/format';
import { present } from '../formats/present';
import { readXtags } from '../formats/xtags';
import type { FormatIdentity } from '../protocol/background';

/**
 * The page's formats for those that a job is made of, in the job's order. One whose version is not named
 * (neither time of change nor size) is whatever the page has under its itag now.
 * @throws format-changed where the page has another version of one, or the named version no more;
 *   no-formats where it has nothing under the itag of one whose version is not named.
 */
export function sameFormats(
  offered: readonly Format[],
  wanted: readonly FormatIdentity[],
): Format[] {
  return wanted.map((identity) => sameFormat(offered, identity));
}

/** By which it is known again. */
export const identityOf = ({ id, itag, contentLength, lastModified }: Format): FormatIdentity =>
  present({ formatId: id, itag, contentLength, lastModified });

/** Whether no version is named: then it is whichever the site has. */
export const isAnyVersion = ({ contentLength, lastModified }: FormatIdentity): boolean =>
  contentLength === undefined && lastModified === undefined;

function sameFormat(offered: readonly Format[], wanted: FormatIdentity): Format {
  const variants = offered.filter(
    ({ id, itag }) => itag === wanted.itag && variantOf(id) === variantOf(wanted.formatId),
  );
  const found = variants.find((format) => isVersion(format, wanted));
  if (found) return found;
  const facts = { itag: wanted.itag };
  if (isAnyVersion(wanted)) {
    throw new ReelkeepError('no-formats', 'The page does not offer this format any more.', {
      facts,
    });
  }
  throw new ReelkeepError('format-changed', 'The page has another version of the format now.', {
    facts,
  });
}

/** Whether it may be the version that is wanted: what one side does not know cannot differ. */
export const isVersion = (format: Format, wanted: FormatIdentity): boolean =>
  (['contentLength', 'lastModified'] as const).every(
    (fact) =>
      format[fact] === undefined || wanted[fact] === undefined || format[fact] === wanted[fact],
  );

/**
 * What stays of a format's id from one version to the next: its xtags (a dubbed sound's language, mostly),
 * which addresses write otherwise than responses do.
 */
function variantOf(formatId: string): string {
  const spelled = formatId.replace(/^\d+(?:-\d{10,20}(?![^-]))?-?/, '');
  const xtags = spelled.replace(/~([0-9a-f]{1,6})/g, (_, hex: string) =>
    String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff)),
  );
  const tags = [...readXtags(xtags)].map((pair) => pair.join('=')).sort();
  return tags.length === 0 ? xtags : tags.join(':');
}
