/** Eleven letters and digits; ten in some. */
export const vidForm = /^[a-zA-Z0-9]{10,11}$/;

export const pageUrl = (vid: string): string => `https://v.qq.com/x/page/${vid}.html`;

const service = 'https://vv.video.qq.com';
/** As the last version of the player that asks this way. */
const player = { otype: 'json', platform: '11', appver: '3.2.19.333' };

const question = (path: string, fields: Readonly<Record<string, string>>): string =>
  `${service}/${path}?${new URLSearchParams({ ...player, ...fields })}`;

/** A video's definitions, and the clips of one of them: of `definition`, or of what the site thinks best. */
export const infoUrl = (vid: string, definition?: string): string =>
  question('getinfo', { defnpayver: '1', vid, ...(definition && { defn: definition }) });

/** The key of one file. `format`: the definition's number. */
export const keyUrl = (vid: string, format: number, filename: string): string =>
  question('getkey', { format: String(format), vid, filename });

/** Media hosts as they are written: mostly `http:`, and all of them serve https. */
export const mediaUrl = (base: string, filename: string, key: string): string =>
  `${base.replace(/^http:/i, 'https:')}${filename}?vkey=${encodeURIComponent(key)}`;

/** Of the clip with a number, of a film in several: `name.mp4` → `name.2.mp4`. */
export const clipName = (filename: string, index: number): string =>
  filename.replace(/(\.\w{2,4})$/, `.${index}$1`);
