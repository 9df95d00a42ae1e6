import { createHash } from 'node:crypto';
import type { SiteControl } from '../control/site-control';

/** Good until the addresses are made to expire, and for this alone: a file, a list, a film's questions. */
export const keyOf = ({ generation }: Pick<SiteControl, 'generation'>, what: string): string =>
  createHash('sha256').update(`${what} ${generation}`).digest('hex').toUpperCase();
