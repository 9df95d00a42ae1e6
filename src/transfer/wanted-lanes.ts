import type { FileHost } from './file-hosts';
import type { FileLedger } from './file-ledger';
import { mostPerHost } from './host-gate';
import { needsProof, specimenBytes } from './prove-host';

export interface LaneFacts {
  readonly ledger: FileLedger;
  /** The first of those that are usable. */
  readonly preferred: FileHost;
  /** To one host, at most. */
  readonly connections: number;
  /** Open now, to all hosts. */
  readonly lanes: number;
  /** The preferred host has failed a moment ago. */
  readonly isTroubled: boolean;
  /** A speed limit of ours is what is slow. */
  readonly isHeldBack: boolean;
}

/**
 * How many connections to a host are to be open. One probes while nothing is known of the file, or
 * of a host that is not the one whose bytes are on disk. Another host than the preferred one is asked
 * only where it is of use: for a file of which every open connection has more than a range to fetch, or
 * when the preferred one is in trouble.
 */
export function wantedLanes(host: FileHost, facts: LaneFacts): number {
  const { ledger, preferred, connections, lanes, isTroubled, isHeldBack } = facts;
  const { plan } = ledger;
  const all = Math.min(connections, mostPerHost);
  const isNew = needsProof(host, ledger);
  if (host === preferred) return plan.total === undefined || isNew ? 1 : all;
  const isLarge = !isHeldBack && plan.freeBytes > lanes * plan.rangeBytes;
  if (plan.received < specimenBytes || !(isLarge || isTroubled)) return 0;
  return isNew ? 1 : all - host.closedLanes;
}
