import { type ESTree, parse } from 'meriyah';

type Node = ESTree.Node;
type FunctionNode =
  | ESTree.FunctionDeclaration
  | ESTree.FunctionExpression
  | ESTree.ArrowFunctionExpression;

/** The tree of one piece of a script; undefined where it does not parse on its own. */
export function parsePiece(text: string): ESTree.Program | undefined {
  try {
    return parse(text, { impliedStrict: false, next: true });
  } catch {
    return undefined;
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Every node of a tree, parents first. */
export function* walk(root: Node): Generator<Node> {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) waiting.push(...value.filter(isNode));
      else if (isNode(value)) waiting.push(value);
    }
  }
}

/** The function that a piece defines: `function f(a){…}` or `f=function(a){…}`. */
export function functionOf(program: ESTree.Program): FunctionNode | undefined {
  const [statement] = program.body;
  if (statement?.type === 'FunctionDeclaration') return statement;
  if (statement?.type !== 'ExpressionStatement') return undefined;
  let value: Node = statement.expression;
  while (value.type === 'AssignmentExpression') value = value.right;
  return isFunction(value) ? value : undefined;
}

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

/** The names of a function's parameters, with or without a default; undefined if one is a pattern. */
export function parametersOf(node: FunctionNode): readonly string[] | undefined {
  const names = node.params.map((parameter) =>
    nameOf(parameter.type === 'AssignmentPattern' ? parameter.left : parameter),
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** A function's statements, without empty ones and directives. */
export function statementsOf(node: FunctionNode): readonly ESTree.Statement[] {
  if (node.body?.type !== 'BlockStatement') return [];
  return node.body.body.filter((statement) => statement.type !== 'EmptyStatement');
}

export function nameOf(node: Node | null | undefined): string | undefined {
  return node?.type === 'Identifier' ? node.name : undefined;
}

export function numberOf(node: Node | null | undefined): number | undefined {
  return node?.type === 'Literal' && typeof node.value === 'number' ? node.value : undefined;
}

export function stringOf(node: Node | null | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** The name of the member in `x.name` and `x["name"]`. */
export function memberNameOf(node: ESTree.MemberExpression): string | undefined {
  return node.computed ? stringOf(node.property) : nameOf(node.property);
}

/** A name of the outermost scope: `f`, or `g.f` of the namespace. */
export function scriptNameOf(node: Node, namespace: string): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.computed) return undefined;
  const object = nameOf(node.object);
  return object === namespace ? `${object}.${nameOf(node.property)}` : undefined;
}

/** `object.method(…)`: both parts and the arguments. */
export function methodCallOf(
  node: Node,
): { object: Node; method: string; args: readonly Node[] } | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const method = memberNameOf(node.callee);
  return method === undefined
    ? undefined
    : { object: node.callee.object, method, args: node.arguments };
}
