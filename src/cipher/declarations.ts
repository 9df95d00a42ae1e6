import type { Span } from './scan-statements';

/**
 * A piece of the script that gives a name its value, or a constructor its members. `prefix` makes
 * it a statement that assigns in the global scope wherever it is run.
 */
export interface Piece {
  readonly names: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
}

/** What the script's outermost scope declares. Names of the namespace object read `g.name`. */
export interface Declarations {
  /** The parameter through which parts of the player share names, `g` so far; empty if there is none. */
  readonly namespace: string;
  /** In the order of the script. */
  readonly pieces: readonly Piece[];
  /** Name → indices of the pieces that define it or add members to it. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
}

/** Bounded, as everything here is that meets a script's text: a hostile one must not make a pattern slow. */
const identifier = '[A-Za-z_$][\\w$]{0,60}';
const assignment = new RegExp(
  `(${identifier})((?:\\s{0,3}\\.\\s{0,3}${identifier}|\\[[^\\[\\]=;]{0,60}(?:\\[[^\\[\\]=;]{0,60}\\][^\\[\\]=;]{0,60})?\\]){0,6})\\s{0,3}=(?![=>])\\s*`,
  'y',
);
const head = new RegExp(`(?:(var|let|const)\\s+|(function\\*?|class)\\s+(${identifier}))`, 'y');
const bareName = new RegExp(`\\s*(${identifier})\\s*$`);
const member = new RegExp(`^\\s*\\.\\s*(${identifier})`);
/** `g.t(Child, Parent)`: the closure library's inheritance, also with a numeric key before (2026). */
const inheritance = new RegExp(
  `^[\\w$.]+(?:\\[[^()]*\\])?\\((?:this,)?(?:\\d+,)*((?:${identifier}\\.)?${identifier}),((?:${identifier}\\.)?${identifier})\\)$`,
);
const aliasOf = new RegExp(`^((?:${identifier}\\.)?${identifier})(\\.prototype)$`);

class Indexer {
  readonly pieces: Piece[] = [];
  readonly byName = new Map<string, number[]>();
  /** `g.k=C.prototype;g.k.get=…`: what a name stands for until it is assigned again. */
  private readonly aliases = new Map<string, string>();

  constructor(
    private readonly text: string,
    private readonly namespace: string,
  ) {}

  add(span: Span): void {
    head.lastIndex = span.start;
    const found = head.exec(this.text);
    if (found?.[2] !== undefined && found[3] !== undefined) {
      const prefix = found[2] === 'class' ? `${found[3]}=` : '';
      this.record([found[3]], span.start, span.end, prefix);
      return;
    }
    let start = found === null ? span.start : head.lastIndex;
    for (const end of [...span.commas, span.end]) {
      this.part(start, end);
      start = end + 1;
    }
  }

  /** One declarator or one expression of a sequence. */
  private part(from: number, end: number): void {
    let start = from;
    while (start < end && this.text.charCodeAt(start) <= 32) start += 1;
    const names = new Set<string>();
    let value = start;
    let prefix = '';
    for (;;) {
      assignment.lastIndex = value;
      const found = assignment.exec(this.text);
      if (found === null || assignment.lastIndex > end) break;
      const owner = this.owner(found[1] ?? '', found[2] ?? '');
      names.add(owner.name);
      if (owner.alias !== undefined && value === start) {
        prefix = owner.alias.prefix;
        start += owner.alias.length;
      }
      value = assignment.lastIndex;
    }
    if (names.size > 0) this.assigned([...names], start, end, prefix, value);
    else this.effect(start, end);
  }

  private assigned(
    names: readonly string[],
    start: number,
    end: number,
    prefix: string,
    value: number,
  ): void {
    const [name] = names;
    if (name !== undefined && names.length === 1 && end - value < 60) {
      const target = aliasOf.exec(this.text.slice(value, end).trim());
      if (target?.[1] !== undefined) this.aliases.set(name, `${target[1]}${target[2]}`);
      else this.aliases.delete(name);
    }
    this.record(names, start, end, prefix);
  }

  private owner(
    base: string,
    path: string,
  ): { name: string; alias?: { prefix: string; length: number } } {
    let name = base;
    let rest = path;
    if (base === this.namespace) {
      const own = member.exec(path);
      if (own !== null) {
        name = `${base}.${own[1]}`;
        rest = path.slice(own[0].length);
      }
    }
    const alias = rest === '' ? undefined : this.aliases.get(name);
    if (alias === undefined) return { name };
    return {
      name: alias.slice(0, alias.lastIndexOf('.')),
      alias: { prefix: alias, length: base.length + path.length - rest.length },
    };
  }

  private effect(start: number, end: number): void {
    if (end - start > 80 || bareName.test(this.text.slice(start, end))) return;
    const found = inheritance.exec(this.text.slice(start, end).trim());
    if (found?.[1] !== undefined) this.record([found[1]], start, end, '');
  }

  private record(names: readonly string[], start: number, end: number, prefix: string): void {
    const index = this.pieces.push({ names, start, end, prefix }) - 1;
    for (const name of names) {
      const known = this.byName.get(name);
      if (known === undefined) this.byName.set(name, [index]);
      else known.push(index);
    }
  }
}

/** Indexes the statements of the script's outermost scope by the names they give a value or members to. */
export function indexDeclarations(
  text: string,
  spans: readonly Span[],
  namespace: string,
): Declarations {
  const indexer = new Indexer(text, namespace);
  for (const span of spans) indexer.add(span);
  return { namespace, pieces: indexer.pieces, byName: indexer.byName };
}

/** The piece that covers a place in the text. */
export function pieceAt({ pieces }: Declarations, offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle];
    if (piece === undefined) return undefined;
    if (offset < piece.start) high = middle - 1;
    else if (offset >= piece.end) low = middle + 1;
    else return piece;
  }
  return undefined;
}
