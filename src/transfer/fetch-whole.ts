import { ReelkeepError } from '../errors';
import { maxFileBytes } from './file-ledger';
import { checkWholeAnswer } from './response-checks';
import { fetchPiece, type PiecePorts } from './segments/fetch-piece';
import type { Sink } from './sink';
import type { WholeLedger } from './whole-ledger';

export interface WholeRequest {
  readonly url: string;
  /** What is on disk of an earlier run is of no use; on return it says that all is. */
  readonly ledger: WholeLedger;
  readonly sink: Sink;
  /** The ledger was emptied: empties the file, and has that journalled, before new bytes come. */
  readonly onRestart: () => void | Promise<void>;
}

/**
 * Fetches a file whose server knows no ranges: by one plain request, straight into the sink. Nothing can be
 * asked for from its middle, so each try begins anew. Resolves when the body has come to its end, at the
 * length that the server stated, if it did.
 * @throws the transfer's codes, once no retry mends it.
 */
export async function fetchWhole(
  { url, ledger, sink, onRestart }: WholeRequest,
  ports: PiecePorts,
  signal: AbortSignal,
): Promise<void> {
  const { clock, note } = ports;
  const restart = async (): Promise<void> => {
    const lostBytes = ledger.received;
    if (lostBytes > 0) note?.({ kind: 'restarted', code: 'range-ignored', lostBytes });
    ledger.empty();
    await onRestart();
  };
  const take = async (bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    // Without a stated length nothing else ends a body that goes on for ever.
    if (ledger.received + bytes.byteLength > maxFileBytes) throw endless();
    await sink.write(ledger.received, bytes);
    ledger.add(bytes.byteLength);
  };
  const opens = (answer: Response): void => ledger.learnTotal(checkWholeAnswer(answer));
  if (ledger.received > 0) await restart();
  const began = clock.uptime();
  await fetchPiece({ url }, { take, restart, opens }, ports, signal);
  ledger.complete();
  const ms = Math.round(clock.uptime() - began);
  note?.({ kind: 'fetched', host: new URL(url).hostname, ranges: 1, bytes: ledger.received, ms });
}

const endless = (): ReelkeepError =>
  new ReelkeepError('length-mismatch', 'No file is as long as this body.', {
    facts: { maxFileBytes },
  });
