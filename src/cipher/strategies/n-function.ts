import type { ESTree } from 'meriyah';
import type { NMethod } from '../methods';
import { codeOf, type PlayerScript, piecesWith } from '../player-script';
import type { NStrategy } from '../strategy';
import { methodCallOf, nameOf, numberOf, parsePiece, scriptNameOf, walk } from '../syntax';

/** How the parameter's name was written: plainly, as a character code (2024), as a letter of "nn" (2024). */
export const nWrittenAs = ['.get("n")', 'String.fromCharCode(110)', '"nn"['];

/** In `v=f(v)` or `v=list[0](v)`: the function, by name and place. */
function solverIn(
  node: ESTree.Node,
  namespace: string,
): { variable: string; method: NMethod } | undefined {
  if (node.type !== 'AssignmentExpression' || node.right.type !== 'CallExpression')
    return undefined;
  const variable = nameOf(node.left);
  const { callee, arguments: args } = node.right;
  if (variable === undefined || args.length !== 1 || nameOf(args[0]) !== variable) return undefined;
  const name = scriptNameOf(callee, namespace);
  if (name !== undefined) return { variable, method: { via: 'function', name, index: null } };
  if (callee.type !== 'MemberExpression' || !callee.computed) return undefined;
  const list = scriptNameOf(callee.object, namespace);
  const index = numberOf(callee.property);
  if (list === undefined || index === undefined) return undefined;
  return { variable, method: { via: 'function', name: list, index } };
}

/** In a piece: `v=f(v)` whose `v` is then given to a `set(key, v)`. */
function* methodsIn(script: PlayerScript, code: string): Generator<NMethod> {
  const tree = parsePiece(code);
  if (tree === undefined) return;
  const stored = new Set<string>();
  const solvers: { variable: string; method: NMethod }[] = [];
  for (const node of walk(tree)) {
    const call = methodCallOf(node);
    const value = call?.method === 'set' ? nameOf(call.args[1]) : undefined;
    if (value !== undefined) stored.add(value);
    const solver = solverIn(node, script.declarations.namespace);
    if (solver !== undefined) solvers.push(solver);
  }
  for (const { variable, method } of solvers) if (stored.has(variable)) yield method;
}

/** `(b=a.get("n"))&&(b=f(b),a.set("n",b))`: the function itself, called with nothing around it. */
export const nFunction: NStrategy = {
  name: 'n-function',
  era: '2020–2024',
  lastResort: false,
  spot: (script) =>
    piecesWith(script, nWrittenAs)
      .filter((piece) => piece.end - piece.start < 20_000)
      .flatMap((piece) => [...methodsIn(script, codeOf(script, piece))]),
};
