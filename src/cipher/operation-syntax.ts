import type { ESTree } from 'meriyah';
import type { Operation } from './operations';
import { isFunction, methodCallOf, nameOf, numberOf, parametersOf, statementsOf } from './syntax';

type Node = ESTree.Node;

/** A helper's kind of operation, and whether it changes the array it is given, gives one back, or both. */
export interface Helper {
  readonly does: Operation['do'];
  readonly changes: boolean;
  readonly gives: boolean;
}

/** `a[index]`: the index expression. */
function indexInto(node: Node | null | undefined, array: string): Node | undefined {
  if (node?.type !== 'MemberExpression' || !node.computed) return undefined;
  return nameOf(node.object) === array ? node.property : undefined;
}

/** Whether this is `at` or `at % a.length`, `at` being told by `isAt`. */
function isPlace(node: Node | undefined, array: string, isAt: (node: Node) => boolean): boolean {
  if (node === undefined) return false;
  if (isAt(node)) return true;
  if (node.type !== 'BinaryExpression' || node.operator !== '%' || !isAt(node.left)) return false;
  const { right } = node;
  return (
    right.type === 'MemberExpression' &&
    nameOf(right.object) === array &&
    nameOf(right.property) === 'length'
  );
}

/** `var c=a[0];a[0]=a[b%a.length];a[b]=c`, whole: anything else is no swap. Gives what `b` is. */
export function swapOf(
  statements: readonly ESTree.Statement[],
  array: string,
  isAt: (node: Node) => boolean,
): boolean {
  const [keep, move, put] = statements;
  if (keep?.type !== 'VariableDeclaration' || keep.declarations.length !== 1) return false;
  const [declared] = keep.declarations;
  const kept = nameOf(declared?.id);
  if (kept === undefined || numberOf(indexInto(declared?.init, array)) !== 0) return false;
  const moved = assignmentOf(move);
  const restored = assignmentOf(put);
  return (
    moved !== undefined &&
    restored !== undefined &&
    numberOf(indexInto(moved.left, array)) === 0 &&
    isPlace(indexInto(moved.right, array), array, isAt) &&
    isPlace(indexInto(restored.left, array), array, isAt) &&
    nameOf(restored.right) === kept
  );
}

export function assignmentOf(statement: Node | undefined): ESTree.AssignmentExpression | undefined {
  if (statement?.type !== 'ExpressionStatement') return undefined;
  const { expression } = statement;
  return expression.type === 'AssignmentExpression' && expression.operator === '='
    ? expression
    : undefined;
}

/** One call on the array itself: `a.reverse()`, `a.splice(0,b)`, `a.slice(b)`; `isCount` tells what `b` may be. */
export function directHelper(
  node: Node,
  array: string,
  isCount: (node: Node) => boolean,
): Helper | undefined {
  const call = methodCallOf(node);
  if (call === undefined || nameOf(call.object) !== array) return undefined;
  const [first, second] = call.args;
  const count = call.args.length;
  if (call.method === 'reverse' && count === 0)
    return { does: 'reverse', changes: true, gives: true };
  if (call.method === 'slice' && count === 1 && first !== undefined && isCount(first)) {
    return { does: 'drop', changes: false, gives: true };
  }
  const splices = call.method === 'splice' && count === 2 && numberOf(first) === 0;
  return splices && second !== undefined && isCount(second)
    ? { does: 'drop', changes: true, gives: false }
    : undefined;
}

/** What a helper function does, by its whole body; undefined if it is anything but one known operation. */
export function helperOf(node: Node | null | undefined): Helper | undefined {
  if (!isFunction(node)) return undefined;
  const [array, argument] = parametersOf(node) ?? [];
  if (array === undefined) return undefined;
  const isArgument = (at: Node) => argument !== undefined && nameOf(at) === argument;
  const statements = statementsOf(node);
  const last = statements.at(-1);
  if (statements.length === 1) {
    if (last?.type === 'ReturnStatement' && last.argument) {
      const direct = directHelper(last.argument, array, isArgument);
      return direct?.gives ? direct : undefined;
    }
    if (last?.type !== 'ExpressionStatement') return undefined;
    const direct = directHelper(last.expression, array, isArgument);
    return direct?.changes ? { ...direct, gives: false } : undefined;
  }
  const gives = last?.type === 'ReturnStatement' && nameOf(last.argument) === array;
  if (statements.length !== (gives ? 4 : 3)) return undefined;
  return swapOf(statements, array, isArgument) ? { does: 'swap', changes: true, gives } : undefined;
}
