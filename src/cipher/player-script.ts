import { type Declarations, indexDeclarations, type Piece, pieceAt } from './declarations';
import { type Scan, StatementScanner } from './scan-statements';

/** A player script cut into statements, each known by the names it defines. Nothing in it was run. */
export interface PlayerScript {
  readonly text: string;
  readonly declarations: Declarations;
}

/** The largest script ever seen has 2.8 million characters; more than this is no player. */
const longest = 8_000_000;

/** No strategy looks at more candidates than this: real players have a handful of each shape. */
const mostPieces = 40;

/** Where a player's own code lies: `var _yt_player={};(function(g){…})(_yt_player);` since 2015, `(function(){…})();` before and on televisions. */
const wrapper = /[(!]function\s*\(([\w$]*)[\w$,]*\)\s*\{|\(\(?([\w$]*)\)?\s*=>\s*\{/;

function scanBody(text: string): { scan: Scan; namespace: string } | undefined {
  const head = wrapper.exec(text.slice(0, 20_000));
  if (head !== null) {
    const scan = new StatementScanner(text).scan(head.index + head[0].length);
    if (scan !== undefined && scan.end > text.length / 2) {
      return { scan, namespace: head[1] ?? head[2] ?? '' };
    }
  }
  const scan = new StatementScanner(text).scan(0);
  return scan === undefined ? undefined : { scan, namespace: '' };
}

/** Reads a script's text. Undefined where it is no JavaScript that could be a player (HTML, cut off, far too long). */
export function readPlayerScript(text: string): PlayerScript | undefined {
  if (text.length > longest || /^\s*</.test(text)) return undefined;
  const body = scanBody(text);
  if (body === undefined || body.scan.spans.length === 0) return undefined;
  return { text, declarations: indexDeclarations(text, body.scan.spans, body.namespace) };
}

/** The text of a piece as a statement that runs on its own. */
export function codeOf({ text }: PlayerScript, { prefix, start, end }: Piece): string {
  return `${prefix}${text.slice(start, end)}`;
}

/** The pieces, each once, in which one of the texts stands. */
export function piecesWith(script: PlayerScript, needles: readonly string[]): readonly Piece[] {
  const found = new Set<Piece>();
  for (const needle of needles) {
    for (let at = script.text.indexOf(needle); at >= 0; at = script.text.indexOf(needle, at + 1)) {
      const piece = pieceAt(script.declarations, at);
      if (piece !== undefined) found.add(piece);
      if (found.size === mostPieces) return [...found];
    }
  }
  return [...found];
}
