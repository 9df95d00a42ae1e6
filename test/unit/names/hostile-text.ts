/** Text of every kind, the same in every run: a seed makes it (mulberry32). */
export function* hostileTexts(seed: number, count: number): Generator<string> {
  const random = generator(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let made = 0; made < count; made += 1) {
    const length = made % 50 === 0 ? 10_000 : below(40);
    yield Array.from({ length }, () => pieces[below(pieces.length)]?.(below) ?? '').join('');
  }
}

const from = (first: number, last: number) => (below: (limit: number) => number) =>
  String.fromCodePoint(first + below(last - first + 1));
const oneOf =
  (...texts: readonly string[]) =>
  (below: (limit: number) => number) =>
    texts[below(texts.length)] ?? '';

const pieces = [
  from(0x20, 0x7e),
  from(0x00, 0x1f),
  from(0x7f, 0x9f),
  from(0x00a0, 0x024f),
  from(0x0300, 0x036f),
  from(0x05d0, 0x05ea),
  from(0x0600, 0x06ff),
  from(0x0e00, 0x0e7f),
  from(0x1100, 0x11ff),
  from(0x2000, 0x206f),
  from(0x3000, 0x30ff),
  from(0x4e00, 0x9fff),
  from(0xac00, 0xd7a3),
  from(0xd800, 0xdfff),
  from(0xe000, 0xf8ff),
  from(0xfdd0, 0xfdef),
  from(0xfe00, 0xffff),
  from(0x1f300, 0x1faff),
  from(0xe0000, 0xe01ef),
  from(0x10fff0, 0x10ffff),
  oneOf('.', '..', ' ', '~', '/', '\\', ':', '%', '_', '-', ' - '),
  oneOf('CON', 'aux', 'nul', 'LPT1', 'clock$', 'desktop.ini', 'thumbs.db', 'com¹'),
  oneOf('.lnk', '.local', '.scf', '.url', '.mp4', '.webm', '.{000}'),
  oneOf('👨‍👩‍👧', '🏳️‍🌈', '🇰🇷', '❤️', 'ㅤ', '\u202e', '\u200e', '\u200d', '\u2028'),
];

function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
