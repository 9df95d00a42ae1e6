import type { Seeded } from './seeded';

/** What the functions in an `n` solver's table do to its characters. */
export const nActions = ['rotate', 'reverse', 'remove', 'swap', 'shift-letters'] as const;
export type NAction = (typeof nActions)[number];

/** One call in an `n` solver. `key` belongs to `shift-letters`, `amount` to those that take a number. */
export interface NCall {
  readonly action: NAction;
  readonly amount: number;
  readonly key: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The alphabets of two generations of players, as lists of characters. */
export const alphabets = {
  upper: [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'],
  lower: [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_'],
} as const;

/** Random calls. Each letter shift comes with its key; at most three characters are removed. */
export function randomCalls(random: Seeded): readonly NCall[] {
  const actions: NAction[] = ['shift-letters', 'rotate', 'reverse', 'swap'];
  const more = Array.from({ length: random.between(4, 30) }, () => random.pick(nActions));
  let removals = 0;
  return random
    .shuffle([...actions, ...more])
    .filter((action) => action !== 'remove' || ++removals <= 3)
    .map((action) => ({
      action,
      amount: random.between(-2_000_000_000, 2_000_000_000),
      key: random.text(letters, random.between(5, 9)),
    }));
}

function shiftLetters(characters: string[], key: string, alphabet: readonly string[]): void {
  const size = alphabet.length;
  const running = [...key];
  characters.forEach((character, at) => {
    const previous = running[at] ?? '';
    const moved = alphabet.indexOf(character) - alphabet.indexOf(previous) + size;
    const next = alphabet[moved % size] ?? '';
    characters[at] = next;
    running.push(next);
  });
}

/** The answer of the calls for an `n`: the reference that scripts are generated from, and never run against themselves. */
export function solveWith(calls: readonly NCall[], alphabet: readonly string[], n: string): string {
  const characters = [...n];
  for (const { action, amount, key } of calls) {
    const at = ((amount % characters.length) + characters.length) % characters.length;
    if (action === 'rotate') characters.unshift(...characters.splice(characters.length - at));
    else if (action === 'reverse') characters.reverse();
    else if (action === 'remove') characters.splice(at, 1);
    else if (action === 'shift-letters') shiftLetters(characters, key, alphabet);
    else {
      const [head = '', other = ''] = [characters[0], characters[at]];
      characters[0] = other;
      characters[at] = head;
    }
  }
  return characters.join('');
}
