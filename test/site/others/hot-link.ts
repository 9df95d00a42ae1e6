import type { Ask } from '../server/answer';

/** Whether a request says that it comes from a page of these hosts: who does not say so is a hot-linker. */
export function comesFrom({ headers: { referer } }: Ask, hosts: readonly string[]): boolean {
  if (referer === undefined || !URL.canParse(referer)) return false;
  const { hostname } = new URL(referer);
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}
