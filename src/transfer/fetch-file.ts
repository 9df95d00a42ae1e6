import { asReelkeepError } from '../errors';
import { Crew, type CrewPorts } from './crew';
import { FileHosts } from './file-hosts';
import type { FileLedger } from './file-ledger';
import type { Sink } from './sink';

export type FilePorts = CrewPorts;

export interface FileRequest {
  /** Hosts that serve the same bytes, the preferred one first: the others help with large files, and take over from one that fails. */
  readonly addresses: readonly [string, ...string[]];
  /** What is on disk already stays; on return it says that all is. */
  readonly ledger: FileLedger;
  readonly sink: Sink;
  /** Connections to one host side by side, at most; 6 is the most that makes sense, and the gate may allow fewer. */
  readonly connections: number;
  /** The ledger was emptied, for the server has another content now: empties the file, and has that journalled, before new bytes come. */
  readonly onRestart?: () => void | Promise<void>;
}

/** A content that changes again and again is never whole. */
const mostRestarts = 1;

/**
 * Fetches what is missing of one file in ranges side by side, straight into the sink. Resolves when
 * every byte is on its place, at the length that the server stated for the whole.
 * @throws the first failure that no retry mends, once all connections are closed and the sink is at rest.
 */
export async function fetchFile(
  request: FileRequest,
  ports: FilePorts,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const { ledger, addresses, onRestart } = request;
  ports.checkAddress(addresses[0]);
  const allowed = addresses.filter((address) => isAllowed(address, ports));
  const hosts = new FileHosts(allowed, ports.clock.uptime);
  for (let restarts = 0; ; restarts += 1) {
    try {
      await new Crew(request, hosts, ports).fetch(signal);
      return;
    } catch (thrown) {
      const error = asReelkeepError(thrown);
      const isChanged = error.code === 'content-changed' && !signal.aborted;
      if (!isChanged || restarts === mostRestarts) throw error;
      ports.note?.({ kind: 'restarted', code: error.code, lostBytes: ledger.plan.received });
      ledger.empty();
      hosts.restart();
      await onRestart?.();
    }
  }
}

/** A mirror that we may not ask is no reason to end. */
function isAllowed(address: string, { checkAddress }: FilePorts): boolean {
  try {
    checkAddress(address);
    return true;
  } catch {
    return false;
  }
}
