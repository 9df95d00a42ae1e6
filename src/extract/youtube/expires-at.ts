import type { Format } from '../../formats/format';

/** `…?expire=1600000000&…` of media, `…/expire/1600000000/…` of manifests: seconds since 1970. */
const expireForm = /(?:[?&]expire=|\/expire\/)(\d{1,12})(?=[&/#]|$)/;

/** When an address expires, in milliseconds since 1970; `undefined` where it does not say. */
export function expiryOf(address: string): number | undefined {
  const seconds = expireForm.exec(address)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

/** When the first of the formats' addresses expires, in milliseconds since 1970; `undefined` where none says. */
export function expiresAt(formats: readonly Format[]): number | undefined {
  const stated = formats.flatMap(({ source }) =>
    'url' in source ? (expiryOf(source.url) ?? []) : [],
  );
  return stated.length === 0 ? undefined : Math.min(...stated);
}
