import type { Outputs } from './world';

/** Characters that are all different, and survive being part of a URL. */
function distinct(length: number, first: number): string {
  return Array.from({ length }, (_, at) => String.fromCharCode(first + at)).join('');
}

/** Players drop one to nine characters: padding that the server put there. */
const mostDropped = 32;

/** Signatures to prove a method with. The first two differ in their characters only. */
export const signatureProbes: readonly string[] = [
  distinct(104, 0x400),
  distinct(104, 0x4e00),
  distinct(108, 0x400),
  distinct(84, 0x400),
];

/** Where each character of the output stood in the input; undefined if one was not there or is there twice. */
export function permutationOf(input: string, output: string): readonly number[] | undefined {
  const places = [...output].map((character) => input.indexOf(character));
  return new Set(places).size === places.length && !places.includes(-1) ? places : undefined;
}

/**
 * Whether the outputs for `signatureProbes` are those of a signature function: characters only moved
 * and dropped, by their place and not by what they are. `strict` asks for more than a turned or cut text.
 */
export function isSignatureProof(outputs: Outputs, strict: boolean): boolean {
  const permutations = signatureProbes.map((input, at) => {
    const output = outputs[at];
    const dropped = input.length - (output?.length ?? 0);
    if (typeof output !== 'string' || output === input || dropped > mostDropped) return undefined;
    const plain = input.includes(output) || [...input].reverse().join('').includes(output);
    return strict && (plain || dropped === 0) ? undefined : permutationOf(input, output);
  });
  const [first, second] = permutations;
  return permutations.every((places) => places !== undefined) && String(first) === String(second);
}

/** Values of `n` to prove a method with: of the lengths and characters that servers send. The last is the first again. */
export const nProbes: readonly string[] = [
  'qW3xZ_r0TbN9-kLm2Ns',
  'Zu7cVbA-41xQ_eKp',
  'h0Rj8mYd2-_sTgWfLa',
  '1oP5iE6vX9Gy-Cq_B',
  'qW3xZ_r0TbN9-kLm2Ns',
];

/**
 * Whether this can be the answer for an `n`. Guards in the player's own code answer with a marker or with the input
 * behind something: that is how a wrong answer looks.
 */
export function isPlausibleN(input: string, output: string | null | undefined): output is string {
  return (
    typeof output === 'string' &&
    /^[\w-]{2,64}$/.test(output) &&
    !output.endsWith(input) &&
    !output.startsWith('enhanced_except_')
  );
}

/** Whether the outputs for `nProbes` are answers: plausible, each its own, and the same when asked again. */
export function isNProof(outputs: Outputs): boolean {
  const plausible = nProbes.every((input, at) => isPlausibleN(input, outputs[at]));
  return plausible && outputs[0] === outputs.at(-1) && new Set(outputs).size === nProbes.length - 1;
}
