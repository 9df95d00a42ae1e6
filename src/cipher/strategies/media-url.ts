import type { ESTree } from 'meriyah';
import { urlObjectSearch } from '../methods';
import { codeOf, type PlayerScript, piecesWith } from '../player-script';
import type { NStrategy, SignatureStrategy } from '../strategy';
import {
  functionOf,
  isFunction,
  methodCallOf,
  nameOf,
  parametersOf,
  parsePiece,
  statementsOf,
  stringOf,
  walk,
} from '../syntax';

/** Whether a statement, not a function in it, calls `x.set("alr","yes")`. */
function asksForRedirects(statement: ESTree.Statement): boolean {
  for (const node of walk(statement)) {
    if (isFunction(node)) return false;
    const call = methodCallOf(node);
    if (call === undefined) continue;
    const [key, value] = call.args;
    if (stringOf(key) === 'alr' && stringOf(value) === 'yes') return true;
  }
  return false;
}

/** Whether the function makes its URL object from its first parameter. */
function makesUrlFrom(declared: ESTree.Node, url: string): boolean {
  for (const node of walk(declared)) {
    if (node.type === 'NewExpression' && nameOf(node.arguments[0]) === url) return true;
  }
  return false;
}

/** The functions `f(url, parameter, signature)` that build the URL of a piece of media and give it back. */
function buildersIn(script: PlayerScript): readonly string[] {
  return piecesWith(script, ['"alr","yes"', "'alr','yes'"]).flatMap((piece) => {
    if (piece.end - piece.start > 4000) return [];
    const tree = parsePiece(codeOf(script, piece));
    const declared = tree === undefined ? undefined : functionOf(tree);
    const parameters = declared && parametersOf(declared);
    const [url] = parameters ?? [];
    if (declared === undefined || url === undefined || (parameters?.length ?? 0) < 3) return [];
    const statements = statementsOf(declared);
    const shaped =
      statements.at(-1)?.type === 'ReturnStatement' &&
      statements.some(asksForRedirects) &&
      makesUrlFrom(declared, url);
    return shaped ? piece.names : [];
  });
}

/** The function that sets `alr=yes`, as the player calls it, with a signature to decipher. */
export const mediaUrlSignature: SignatureStrategy = {
  name: 'media-url',
  era: '2018–today',
  lastResort: false,
  spot: (script) => buildersIn(script).map((name) => ({ via: 'media-url' as const, name })),
};

/** The URL object that comes back from it solves `n` when it is read, or by the one method it has beside the usual three. */
export const mediaUrlN: NStrategy = {
  name: 'media-url',
  era: '2020–today',
  lastResort: false,
  spot: (script) =>
    buildersIn(script).map((name) => ({
      entry: urlObjectSearch('build', name),
      toMethod: ([method = null]) => ({
        via: 'url-object' as const,
        make: 'build' as const,
        name,
        method,
      }),
    })),
};
