import * as v from 'valibot';

/** What a signature function did from 2013 to 2024, as data: nothing of it needs evaluation. */
export const operationSchema = v.variant('do', [
  v.object({ do: v.literal('reverse') }),
  /** Removes the first `count` characters. */
  v.object({ do: v.literal('drop'), count: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** Exchanges the first character with the one at `at`, taken modulo the length. */
  v.object({ do: v.literal('swap'), at: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
]);

export type Operation = v.InferOutput<typeof operationSchema>;

/** Applies the operations in order. */
export function applyOperations(signature: string, operations: readonly Operation[]): string {
  let characters = [...signature];
  for (const operation of operations) {
    if (operation.do === 'reverse') characters.reverse();
    else if (operation.do === 'drop') characters = characters.slice(operation.count);
    else {
      const at = operation.at % Math.max(characters.length, 1);
      const [first] = characters;
      const other = characters[at];
      if (first === undefined || other === undefined) continue;
      characters[0] = other;
      characters[at] = first;
    }
  }
  return characters.join('');
}
