/**
 * Pages that a browser reads in the way of another one: what they differ in is a sentence, a status or an
 * address, and is read from the page itself in Node as well. Short runs take the other one: of the
 * messages of 2013 the private one, of the statuses of 2020 the age, the removed and the robot's, of the
 * broadcasts to come the live one, of pages without data or of another video those of 2020, of the
 * players elsewhere the first.
 */
export const alikePages: ReadonlySet<string> = new Set([
  'gone2013msg',
  'priv2020sts',
  'member2020s',
  'region2020s',
  'login2020st',
  'limit2020st',
  'rent2020sts',
  'prem2020lat',
  'other2015id',
  'nodata2015p',
  'not2015json',
  'cut2015json',
  'evilplayer2',
  'evilplayer3',
]);
