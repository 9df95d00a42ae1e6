const longest = 1000;

/**
 * A format's extra tags: `acont=original:lang=en` in a URL, the same pairs as base64 of a protobuf
 * message (field 1 repeated: field 1 the key, field 2 the value) in player responses. Empty for what is
 * neither.
 */
export function readXtags(text: string | undefined): ReadonlyMap<string, string> {
  if (text === undefined || text.length > longest) return new Map();
  const plain = text.split(':').map((pair) => /^([\w-]+)=([\w.-]+)$/.exec(pair));
  if (plain.every((pair) => pair !== null)) {
    return new Map(plain.map(([, key = '', value = '']) => [key, value]));
  }
  return protobufPairs(text);
}

function protobufPairs(text: string): ReadonlyMap<string, string> {
  const base64 = decodePercent(text).replaceAll('-', '+').replaceAll('_', '/');
  if (!/^[A-Za-z\d+/]+={0,2}$/.test(base64)) return new Map();
  let bytes: string;
  try {
    bytes = atob(base64);
  } catch {
    return new Map();
  }
  const pairs = fields(bytes).map(({ value }) => fields(value));
  return new Map(
    pairs.map((pair) => [
      pair.find(({ number }) => number === 1)?.value ?? '',
      pair.find(({ number }) => number === 2)?.value ?? '',
    ]),
  );
}

/** The length-delimited fields of a message, one character a byte; it ends where anything else begins. */
function fields(bytes: string): { number: number; value: string }[] {
  const found: { number: number; value: string }[] = [];
  let at = 0;
  while (at + 1 < bytes.length) {
    const tag = bytes.charCodeAt(at);
    const length = bytes.charCodeAt(at + 1);
    const end = at + 2 + length;
    // Wire type 2, and a length of one byte: these messages are never longer.
    if (tag % 8 !== 2 || tag > 127 || length > 127 || end > bytes.length) break;
    found.push({ number: tag >> 3, value: bytes.slice(at + 2, end) });
    at = end;
  }
  return found;
}

const decodePercent = (text: string): string =>
  text.replace(/%(2B|2F|3D)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
