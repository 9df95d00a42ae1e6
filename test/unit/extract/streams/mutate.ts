/** A source of chance that can be played again. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const numbers = ['0', '-1', '1e309', '99999999999999999999', '0.0000001', 'NaN', '4294967296', ''];
const words = [
  '"',
  '<',
  '>',
  '&',
  '\n',
  '\u0000',
  '#EXTM3U\n',
  '{$x}',
  '</MPD>',
  '<S d="1" r="-1"/>',
  ',',
];

/** The text, damaged in one to four places as a broken server or somebody who means harm would. */
export function mutate(text: string, random: () => number): string {
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[]): T =>
    from[Math.floor(random() * from.length)] as T;
  let damaged = text;
  for (let times = 1 + Math.floor(random() * 4); times > 0; times -= 1) {
    const at = Math.floor(random() * damaged.length);
    const end = at + Math.floor(random() ** 3 * damaged.length);
    const ways: readonly (() => string)[] = [
      () => damaged.slice(0, at) + damaged.slice(end),
      () => damaged.slice(0, at) + pick(words) + damaged.slice(at),
      () => damaged.slice(0, end) + damaged.slice(at),
      () => damaged.replace(new RegExp(`\\d+(?=\\D{0,${at % 300}}$)`), pick(numbers)),
      () => damaged.slice(0, at) + damaged.slice(at).replace(/\d+(?:\.\d+)?/, pick(numbers)),
      () => damaged.slice(0, at) + damaged.slice(at).replace(/"[^"]*"/, `"${pick(words)}"`),
      () =>
        damaged
          .split('\n')
          .sort(() => random() - 0.5)
          .join('\n'),
    ];
    damaged = pick(ways)();
  }
  return damaged;
}
