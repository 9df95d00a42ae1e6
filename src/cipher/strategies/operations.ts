import type { ESTree } from 'meriyah';
import type { SignatureMethod } from '../methods';
import { assignmentOf, directHelper, type Helper, helperOf, swapOf } from '../operation-syntax';
import type { Operation } from '../operations';
import { codeOf, type PlayerScript, piecesWith } from '../player-script';
import type { SignatureStrategy } from '../strategy';
import {
  functionOf,
  memberNameOf,
  methodCallOf,
  nameOf,
  numberOf,
  parametersOf,
  parsePiece,
  scriptNameOf,
  statementsOf,
  stringOf,
} from '../syntax';

/** A signature function has a dozen short statements; anything longer is another function that splits text. */
const longestFunction = 4000;

/** A real one has one helper object, or a free function. */
const mostHelpers = 8;

/** `a=a.split("")` or `return a.join("")`: whether this is that call on the array. */
function isCallWithEmptyText(node: ESTree.Node | null | undefined, array: string, method: string) {
  const call = node ? methodCallOf(node) : undefined;
  return (
    call?.method === method &&
    nameOf(call.object) === array &&
    call.args.length === 1 &&
    stringOf(call.args[0]) === ''
  );
}

/** Reads one signature function's statements into operations, looking its helpers up in the script. */
class OperationReader {
  private readonly values = new Map<string, ESTree.Node | undefined>();

  constructor(
    private readonly script: PlayerScript,
    private readonly array: string,
  ) {}

  read(statements: readonly ESTree.Statement[]): readonly Operation[] | undefined {
    const operations: Operation[] = [];
    for (let at = 0; at < statements.length; at += 1) {
      const swap = this.inlineSwap(statements.slice(at, at + 3));
      const operation = swap ?? this.single(statements[at]);
      if (operation === undefined) return undefined;
      operations.push(operation);
      if (swap !== undefined) at += 2;
    }
    return operations.length > 0 ? operations : undefined;
  }

  private inlineSwap(statements: readonly ESTree.Statement[]): Operation | undefined {
    let place: number | undefined;
    const isSamePlace = (node: ESTree.Node) => {
      const at = numberOf(node);
      place ??= at;
      return at !== undefined && at === place;
    };
    if (statements.length < 3 || !swapOf(statements, this.array, isSamePlace)) return undefined;
    return place === undefined ? undefined : { do: 'swap', at: place };
  }

  /** `a=f(a,3)` needs what `f` gives back; `f(a,3)` needs that it changes what it was given. */
  private single(statement: ESTree.Statement | undefined): Operation | undefined {
    if (statement?.type !== 'ExpressionStatement') return undefined;
    const assignment = assignmentOf(statement);
    if (assignment !== undefined && nameOf(assignment.left) !== this.array) return undefined;
    const call = assignment?.right ?? statement.expression;
    const found = this.call(call);
    if (found === undefined) return undefined;
    const { helper, count } = found;
    const sound = assignment === undefined ? helper.changes : helper.gives;
    if (!sound || !Number.isSafeInteger(count) || count < 0) return undefined;
    if (helper.does === 'reverse') return { do: 'reverse' };
    return helper.does === 'drop' ? { do: 'drop', count } : { do: 'swap', at: count };
  }

  private call(node: ESTree.Node): { helper: Helper; count: number } | undefined {
    if (node.type !== 'CallExpression') return undefined;
    let count = 0;
    const direct = directHelper(node, this.array, (argument) => {
      count = numberOf(argument) ?? Number.NaN;
      return !Number.isNaN(count);
    });
    if (direct !== undefined) return { helper: direct, count };
    const [array, argument] = node.arguments;
    if (nameOf(array) !== this.array) return undefined;
    const helper = this.helper(node.callee);
    // A reverse is often given a number that it ignores, or none.
    const given = argument === undefined && helper?.does === 'reverse' ? 0 : numberOf(argument);
    return helper === undefined || given === undefined ? undefined : { helper, count: given };
  }

  private helper(callee: ESTree.Node): Helper | undefined {
    const { namespace } = this.script.declarations;
    const free = scriptNameOf(callee, namespace);
    if (free !== undefined) return helperOf(this.value(free));
    if (callee.type !== 'MemberExpression') return undefined;
    const name = scriptNameOf(callee.object, namespace);
    const object = name === undefined ? undefined : this.value(name);
    if (object?.type !== 'ObjectExpression') return undefined;
    const method = memberNameOf(callee);
    for (const property of object.properties) {
      if (property.type !== 'Property' || property.computed || method === undefined) continue;
      const key = nameOf(property.key) ?? stringOf(property.key);
      if (key === method) return helperOf(property.value);
    }
    return undefined;
  }

  /** What the script gives a name, where it gives it one value only. */
  private value(name: string): ESTree.Node | undefined {
    const [index, more] = this.script.declarations.byName.get(name) ?? [];
    const piece = index === undefined ? undefined : this.script.declarations.pieces[index];
    if (piece === undefined || more !== undefined) return undefined;
    if (piece.end - piece.start > longestFunction) return undefined;
    if (!this.values.has(name) && this.values.size < mostHelpers) {
      const tree = parsePiece(codeOf(this.script, piece));
      const declared = tree === undefined ? undefined : functionOf(tree);
      this.values.set(name, declared ?? assignmentOf(tree?.body[0])?.right);
    }
    return this.values.get(name);
  }
}

function operationsIn(script: PlayerScript, code: string): readonly Operation[] | undefined {
  const tree = parsePiece(code);
  const declared = tree === undefined ? undefined : functionOf(tree);
  const [array] = (declared && parametersOf(declared)) ?? [];
  if (declared === undefined || array === undefined) return undefined;
  const statements = statementsOf(declared);
  const last = statements.at(-1);
  const split = assignmentOf(statements[0]);
  if (nameOf(split?.left) !== array || !isCallWithEmptyText(split?.right, array, 'split')) {
    return undefined;
  }
  if (last?.type !== 'ReturnStatement' || !isCallWithEmptyText(last.argument, array, 'join')) {
    return undefined;
  }
  return new OperationReader(script, array).read(statements.slice(1, -1));
}

/** `a=a.split("");X.y(a,3);…;return a.join("")`, with helpers that reverse, drop or swap: read as data. */
export const operationsSignature: SignatureStrategy = {
  name: 'operations',
  era: '2013–2025',
  lastResort: false,
  spot(script) {
    return piecesWith(script, ['.split("")']).flatMap((piece): readonly SignatureMethod[] => {
      if (piece.end - piece.start > longestFunction) return [];
      const operations = operationsIn(script, codeOf(script, piece));
      return operations === undefined ? [] : [{ via: 'operations', operations: [...operations] }];
    });
  },
};
