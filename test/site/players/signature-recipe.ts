import type { Seeded } from './seeded';

/** One step of deciphering a signature. */
export type Step =
  | { readonly do: 'reverse' }
  | { readonly do: 'drop'; readonly count: number }
  | { readonly do: 'swap'; readonly at: number };

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Random steps, at least one of each kind. Swaps stay below 40, so signatures have that length or more. */
export function randomSteps(random: Seeded): readonly Step[] {
  const make = (kind: Step['do']): Step => {
    if (kind === 'reverse') return { do: 'reverse' };
    return kind === 'drop'
      ? { do: 'drop', count: random.between(1, 3) }
      : { do: 'swap', at: random.between(1, 39) };
  };
  const kinds: Step['do'][] = ['reverse', 'drop', 'swap'];
  const more = Array.from({ length: random.between(0, 6) }, () => random.pick(kinds));
  return random.shuffle([...kinds, ...more]).map(make);
}

/** The text that the steps turn into `signature`: the steps undone, the last first. */
export function encipherWith(steps: readonly Step[], signature: string, random: Seeded): string {
  let characters = [...signature];
  for (const step of [...steps].reverse()) {
    if (step.do === 'reverse') characters.reverse();
    else if (step.do === 'drop') characters = [...random.text(alphabet, step.count), ...characters];
    else {
      const [head = '', other = ''] = [characters[0], characters[step.at]];
      characters[0] = other;
      characters[step.at] = head;
    }
  }
  return characters.join('');
}
