import { ReelkeepError } from '../../errors';
import { TagFilter } from './id3-tag';

/** What comes before its turn waits in memory, up to this; then it is not read further. No usual segment is as large. */
const mostHeld = 64 * 1024 * 1024;
/** What has to be held whole, because it is enciphered. */
const mostWhole = 256 * 1024 * 1024;

/** Turns a whole segment into what belongs into the file. */
export type Decipher = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;

export interface InletPorts {
  /** Resolves when everything in front of it is in the file. */
  readonly turn: Promise<void>;
  /** Writes into the file, so many bytes behind where the segment begins. Call it in turn only. */
  readonly write: (at: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly decipher?: Decipher | undefined;
}

/**
 * Takes in a segment's bytes and puts them into the file when it is their turn: at once from then on, out
 * of memory before. What is enciphered is kept whole until its end.
 */
export class SegmentInlet {
  #held: Uint8Array<ArrayBuffer>[] = [];
  #heldBytes = 0;
  #written = 0;
  #tag = new TagFilter();
  #isTurn = false;

  constructor(private readonly ports: InletPorts) {
    void this.#waitForTurn();
  }

  /** `piece` may be used again once this has resolved. */
  async take(piece: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.#isTurn && !this.ports.decipher) {
      await this.#flush();
      await this.#write(piece);
      return;
    }
    this.#held.push(piece.slice());
    this.#heldBytes += piece.byteLength;
    if (this.#heldBytes > mostWhole) {
      throw new ReelkeepError('playlist-invalid', 'A segment is too large to be deciphered.');
    }
    if (!this.ports.decipher && this.#heldBytes > mostHeld) await this.ports.turn;
  }

  /** The try failed: the next one brings everything anew. */
  restart(): void {
    this.#held = [];
    this.#heldBytes = 0;
    this.#written = 0;
    this.#tag = new TagFilter();
  }

  /** What a tag in front of it says of its begin, in seconds. */
  get clockSeconds(): number | undefined {
    return this.#tag.seconds;
  }

  /** All has come. Resolves, in turn, with how many bytes are in the file now. */
  async finish(): Promise<number> {
    const { decipher, turn } = this.ports;
    if (decipher) {
      const whole = await decipher(joined(this.#held, this.#heldBytes));
      this.#held = [whole];
    }
    await turn;
    await this.#flush();
    await this.#write(new Uint8Array(0), true);
    return this.#written;
  }

  async #waitForTurn(): Promise<void> {
    try {
      await this.ports.turn;
      this.#isTurn = true;
    } catch {
      // Something in front of it has failed: whoever waits hears it there.
    }
  }

  async #flush(): Promise<void> {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    for (const piece of held) await this.#write(piece);
  }

  async #write(piece: Uint8Array<ArrayBuffer>, isEnd = false): Promise<void> {
    const media = this.#tag.take(piece, isEnd);
    if (media.byteLength === 0) return;
    await this.ports.write(this.#written, media);
    this.#written += media.byteLength;
  }
}

function joined(pieces: readonly Uint8Array[], bytes: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
