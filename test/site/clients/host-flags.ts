import { createHmac } from 'node:crypto';

const seal = (host: string): string =>
  createHmac('sha256', 'reelkeep-offline-host').update(host).digest('base64url').slice(0, 24);

/**
 * `encryptedHostFlags` of an embed page that another site's page has embedded; undefined for one that
 * none has: opened by its address, or from YouTube's own pages.
 */
export function hostFlags(referer: string | undefined): string | undefined {
  const host = URL.canParse(referer ?? '') ? new URL(referer ?? '').hostname : undefined;
  if (host === undefined || isOwn(host)) return undefined;
  return `AD5ZzF.${Buffer.from(host).toString('base64url')}.${seal(host)}`;
}

/** Whether an embed page of this site has said them. */
export function areHostFlags(said: string | undefined): boolean {
  const [, host = '', sealed] = /^AD5ZzF\.([\w-]+)\.([\w-]+)$/.exec(said ?? '') ?? [];
  return sealed !== undefined && sealed === seal(Buffer.from(host, 'base64url').toString());
}

/** Whether an address is of a page that may embed: anybody's but the site's own. */
export const isEmbedder = (address: string | undefined): boolean =>
  URL.canParse(address ?? '') && !isOwn(new URL(address ?? '').hostname);

const isOwn = (host: string): boolean => /(?:^|\.)youtube(?:-nocookie)?\.com$/.test(host);
