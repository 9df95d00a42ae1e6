/** Tags of streams hold a time and little else. */
const mostTagBytes = 64 * 1024;
const headBytes = 10;
/** In front of each segment of packed audio (RFC 8216 §3.4): the time of its first sample. */
const owner = 'com.apple.streaming.transportStreamTimestamp\0';
const ticksPerSecond = 90_000;

/**
 * Takes the ID3 tag off what begins with one, whatever pieces it comes in: readers of packed audio take the
 * second one for the end.
 */
export class TagFilter {
  #head = new Uint8Array(0);
  #isOver = false;
  /** What its tag says of its begin; undefined where it has none. */
  seconds: number | undefined;

  /** What of it belongs to the media; `isEnd`: nothing more comes. */
  take(piece: Uint8Array<ArrayBuffer>, isEnd = false): Uint8Array<ArrayBuffer> {
    if (this.#isOver) return piece;
    const head = new Uint8Array(this.#head.length + piece.length);
    head.set(this.#head);
    head.set(piece, this.#head.length);
    const bytes = tagBytes(head);
    if (head.length < Math.max(headBytes, bytes) && !isEnd) {
      this.#head = head;
      return head.subarray(head.length);
    }
    this.#isOver = true;
    this.seconds = timeIn(head.subarray(0, bytes));
    return head.subarray(bytes);
  }
}

/** Of the tag that these bytes begin with; 0 where they begin with none. Its length has seven bits in a byte. */
function tagBytes(head: Uint8Array): number {
  const [i, d, three, , , , a = 0, b = 0, c = 0, e = 0] = head;
  if (i !== 0x49 || d !== 0x44 || three !== 0x33) return 0;
  const bytes =
    headBytes + ((a & 0x7f) << 21) + ((b & 0x7f) << 14) + ((c & 0x7f) << 7) + (e & 0x7f);
  return bytes <= mostTagBytes ? bytes : 0;
}

function timeIn(tag: Uint8Array): number | undefined {
  const at = new TextDecoder('latin1').decode(tag).indexOf(owner);
  const place = at + owner.length;
  if (at < 0 || place + 8 > tag.length) return undefined;
  const view = new DataView(tag.buffer, tag.byteOffset + place, 8);
  return Number(view.getBigUint64(0) & 0x1ffffffffn) / ticksPerSecond;
}
