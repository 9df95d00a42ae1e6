/** `imgur.com` → all its hosts, by either protocol and on every port; an address of numbers has none below it. `*`: all. */
export const hostPattern = (host: string): string =>
  /^\*$|^\[|^[\d.]+$/.test(host) ? `*://${host}/*` : `*://*.${host}/*`;
