/** Suffixes that the host of every media address must have, after redirects too. */
export const mediaHosts: readonly string[] = ['googlevideo.com'];

/** Where captions are served. */
const captionPath = '/api/timedtext';

/**
 * A media address as it may be fetched, or `undefined`: https on the default port of a host below
 * `googlevideo.com`. Pages of 2014 write `http:`; the same hosts serve https.
 */
export function mediaAddress(address: string): string | undefined {
  const url = plainUrl(address.replace(/^http:/i, 'https:'));
  if (url === undefined) return undefined;
  const isMedia = mediaHosts.some((host) => url.hostname.endsWith(`.${host}`));
  // `https://.googlevideo.com` parses: an empty label is no host.
  return isMedia && !url.hostname.split('.').includes('') ? url.href : undefined;
}

/**
 * A player script's address as the page names it (absolute, protocol-relative, a path), made absolute,
 * if it is where player scripts have always been. The exact form of the path, and the id in it, is the
 * cipher's to check before anything is fetched.
 */
export function playerAddress(address: string): string | undefined {
  const url = plainUrl(address, 'https://www.youtube.com');
  if (url === undefined || !/^(?:www\.youtube\.com|s\.ytimg\.com)$/.test(url.hostname)) {
    return undefined;
  }
  return /^\/(?:s\/player|yts\/jsbin)\/.+\.js$/.test(url.pathname) ? url.href : undefined;
}

export function captionAddress(address: string): string | undefined {
  const url = plainUrl(address, 'https://www.youtube.com');
  const isCaption = url?.hostname === 'www.youtube.com' && url.pathname === captionPath;
  return isCaption ? url.href : undefined;
}

export function thumbnailAddress(address: string): string | undefined {
  const url = plainUrl(address.replace(/^http:/i, 'https:'), 'https://i.ytimg.com');
  return url?.hostname === 'i.ytimg.com' ? url.href : undefined;
}

/** https, default port, no credentials. */
function plainUrl(address: string, base?: string): URL | undefined {
  let url: URL;
  try {
    url = new URL(address, base);
  } catch {
    return undefined;
  }
  const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '';
  return isPlain && url.password === '' ? url : undefined;
}
