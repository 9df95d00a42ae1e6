import type { AddressInfo } from 'node:net';

/** The port of a server that listens on TCP. */
export function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port');
  return address.port;
}
