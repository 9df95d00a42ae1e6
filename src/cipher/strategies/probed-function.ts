import type { PlayerScript } from '../player-script';
import type { NStrategy, SignatureStrategy } from '../strategy';

/** Names of functions of one parameter, of a length between the bounds, that take their text apart. */
function functionsOfText(
  { text, declarations }: PlayerScript,
  shortest: number,
  longest: number,
  also: (code: string) => boolean = () => true,
): readonly string[] {
  return declarations.pieces.flatMap(({ names, start, end }) => {
    if (end - start < shortest || end - start > longest) return [];
    const code = text.slice(start, end);
    const declared = /^(?:function [\w$]+|[\w$.]+\s*=\s*function)\s*\(([\w$]+)\)/.exec(code);
    const apart = declared !== null && code.includes(`${declared[1]}.split(`);
    return apart && also(code) ? names : [];
  });
}

/** Short functions of one text, called with characters that are all different: a signature function moves and drops them. */
export const probedFunctionSignature: SignatureStrategy = {
  name: 'probed-function',
  era: '2013–2025',
  lastResort: true,
  spot: (script) =>
    functionsOfText(script, 40, 2000).map((name) => ({ via: 'function' as const, name })),
};

/** An `n` function is driven by a table of numbers: hash functions and the like, that also make text of text, have few or none. */
const hasNumberTable = (code: string) => (code.match(/[[,]\s?-?\d{5,10}/g)?.length ?? 0) >= 8;

/** Long functions of one text with a table of numbers, called with an `n`. */
export const probedFunctionN: NStrategy = {
  name: 'probed-function',
  era: '2020–2025',
  lastResort: true,
  spot: (script) =>
    functionsOfText(script, 1000, 60_000, hasNumberTable).map((name) => ({
      via: 'function' as const,
      name,
      index: null,
    })),
};
