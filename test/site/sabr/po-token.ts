/** What a proof of origin on this site says: whom it vouches for, on which page's account, and that it is whole. */
export interface PoToken {
  /** The video's id, or whatever the minter was asked to bind it to. */
  readonly binding: string;
  /** The `EVENT_ID` of the page whose challenge it came from; empty where it came from none. */
  readonly event: string;
  /** How often that page had minted. */
  readonly mint: number;
}

const salt = 'rk-pot';

/** As `assets/minter.js` makes it. */
export function mintToken({ binding, event, mint }: PoToken): string {
  const text = [salt, binding, event, mint].join('|');
  return Buffer.from(`${text}|${checkOf(text)}`).toString('base64url');
}

export function readToken(bytes: Uint8Array): PoToken | undefined {
  const whole = Buffer.from(bytes).toString();
  const at = whole.lastIndexOf('|');
  const text = whole.slice(0, Math.max(0, at));
  const [head, binding = '', event = '', mint = ''] = text.split('|');
  if (head !== salt || whole.slice(at + 1) !== checkOf(text)) return undefined;
  return { binding, event, mint: Number(mint) };
}

/** FNV-1a: a page can compute it in three lines. */
function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16);
}
