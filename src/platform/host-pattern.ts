/** `imgur.com` → all its hosts, by either protocol and on every port; an address of numbers has none below it. */
export const hostPattern = (host: string): string =>
  /^\[|^[\d.]+$/.test(host) ? `*://${host}/*` : `*://*.${host}/*`;
