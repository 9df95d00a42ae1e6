/** Eleven letters and digits; ten in some. */
export const vidForm = /^[a-zA-Z0-9]{10,11}$/;

export const pageUrl = (vid: string): string => `https://v.qq.com/x/page/${vid}.html`;

const service = 'https://vv.video.qq.com';
/** As the last version of the player that asks this way. */
const player = { otype: 'json', platform: '11', appver: '3.2.19.333' };
/** A list of segments where there is one; else the answer names files. */
const asList = { sphls: '2', dtype: '3' };

const question = (path: string, fields: Readonly<Record<string, string>>): string =>
  `${service}/${path}?${new URLSearchParams({ ...player, ...fields })}`;

/** A video's definitions, and what one of them is made of: of `definition`, or of what the site thinks best. */
export const infoUrl = (vid: string, definition?: string): string =>
  question('getinfo', {
    defnpayver: '1',
    ...asList,
    vid,
    ...(definition && { defn: definition }),
  });

/**
 * The same as the page's own player has asked it. Its key vouches for the video and the moment, not for
 * the definition: any may be asked with it until it expires.
 */
export function pagesInfoUrl(asked: string, definition?: string): string {
  const url = new URL(asked);
  // An answer to a script's own function is no JSON.
  url.searchParams.delete('callback');
  const fields = { otype: 'json', ...asList, ...(definition && { defn: definition }) };
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  return url.href;
}

/** The key of one file. `format`: the definition's number. */
export const keyUrl = (vid: string, format: number, filename: string): string =>
  question('getkey', { format: String(format), vid, filename });

/** Media hosts as they are written: mostly `http:`, and all of them serve https. */
const secure = (url: string): string => url.replace(/^http:/i, 'https:');

export const mediaUrl = (base: string, filename: string, key: string): string =>
  `${secure(base)}${filename}?vkey=${encodeURIComponent(key)}`;

export const playlistUrl = (base: string, path: string): string => secure(base) + path;

/** Of the clip with a number, of a film in several: `name.mp4` → `name.2.mp4`. */
export const clipName = (filename: string, index: number): string =>
  filename.replace(/(\.\w{2,4})$/, `.${index}$1`);
