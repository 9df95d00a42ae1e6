import { ReelkeepError } from '../../errors';
import type { SegmentKey } from '../../formats/segment-list';
import { fetchPiece, type PiecePorts } from './fetch-piece';
import type { Decipher } from './segment-inlet';

const keyBytes = 16;
/** Whoever changes the key with every segment of a day still needs no more at once. */
const mostKeys = 64;

/** The keys of a stream, each fetched once while it is in use, if the list does not hold it itself. */
export class SegmentKeys {
  readonly #keys = new Map<string, Promise<CryptoKey>>();

  constructor(
    private readonly ports: PiecePorts,
    private readonly signal: AbortSignal,
  ) {}

  /** What deciphers a segment of that key. @throws playlist-invalid where the key is none; the transfer's codes. */
  readonly decipherBy =
    (wanted: SegmentKey): Decipher =>
    async (bytes) => {
      const { iv } = wanted;
      const key = await ('url' in wanted
        ? this.#keyAt(wanted.url)
        : imported(fromHex(wanted.bytes)));
      try {
        const plain = await crypto.subtle.decrypt({ name: 'AES-CBC', iv: fromHex(iv) }, key, bytes);
        return new Uint8Array(plain);
      } catch (cause) {
        throw new ReelkeepError('playlist-invalid', 'The key does not open the segment.', {
          cause,
          facts: { reason: 'a key that does not fit' },
        });
      }
    };

  #keyAt(url: string): Promise<CryptoKey> {
    const known = this.#keys.get(url);
    if (known !== undefined) return known;
    const [oldest] = this.#keys.keys();
    if (this.#keys.size >= mostKeys && oldest !== undefined) this.#keys.delete(oldest);
    const key = fetchKey(url, this.ports, this.signal);
    this.#keys.set(url, key);
    return key;
  }
}

async function fetchKey(url: string, ports: PiecePorts, signal: AbortSignal): Promise<CryptoKey> {
  const bytes: number[] = [];
  await fetchPiece(
    { url },
    {
      take: async (piece) => {
        if (bytes.length + piece.byteLength > keyBytes) throw notAKey();
        bytes.push(...piece);
      },
      restart: () => {
        bytes.length = 0;
      },
    },
    ports,
    signal,
  );
  return imported(new Uint8Array(bytes));
}

function imported(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  if (bytes.length !== keyBytes) throw notAKey();
  return crypto.subtle.importKey('raw', bytes, 'AES-CBC', false, ['decrypt']);
}

const notAKey = (): ReelkeepError =>
  new ReelkeepError('playlist-invalid', 'The key is no key.', {
    facts: { reason: 'a key of another length' },
  });

const fromHex = (digits: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
