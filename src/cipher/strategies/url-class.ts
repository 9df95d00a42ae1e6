import { urlObjectSearch } from '../methods';
import type { PlayerScript } from '../player-script';
import type { NStrategy } from '../strategy';

const copies = /new ((?:[A-Za-z_$][\w$]*\.)?[A-Za-z_$][\w$]*)\(this[.[]/g;

/** `g.U=function(a,b){…}` with exactly four members beside it, of which one makes the copy. */
function isConstructorWithFour({ text, declarations }: PlayerScript, name: string): boolean {
  const [first, ...members] = declarations.byName.get(name) ?? [];
  const piece = first === undefined ? undefined : declarations.pieces[first];
  if (piece === undefined || members.length !== 4) return false;
  const copied = members.some((index) => {
    const member = declarations.pieces[index];
    return (
      member !== undefined && text.slice(member.start, member.end).includes(`new ${name}(this`)
    );
  });
  return copied && /=\s*function\s*\([\w$]+,[\w$]+\)/.test(text.slice(piece.start, piece.end));
}

/** `g.U=class{constructor(a,b=!1){…}…}`: how many methods it has shows when it is made. */
function isClass({ text, declarations }: PlayerScript, name: string): boolean {
  return (declarations.byName.get(name) ?? []).some((index) => {
    const piece = declarations.pieces[index];
    if (piece === undefined || piece.end - piece.start > 20_000) return false;
    const code = text.slice(piece.start, piece.end);
    return /^[\w$.]+\s*=\s*class\b|^class\b/.test(code) && code.includes(`new ${name}(this`);
  });
}

/**
 * The constructors that copy themselves and have four members: `get`, `set`, `clone` and the method
 * that solves `n`, whatever these are called.
 */
export function copyableConstructors(script: PlayerScript): readonly string[] {
  const names = new Set<string>();
  for (const [, name] of script.text.matchAll(copies)) if (name !== undefined) names.add(name);
  return [...names]
    .slice(0, 200)
    .filter((name) => isConstructorWithFour(script, name) || isClass(script, name));
}

/** The player's URL class: constructed with a URL and `true`, its fourth method solves `n`. */
export const urlClass: NStrategy = {
  name: 'url-class',
  era: '2020–today',
  lastResort: false,
  spot: (script) =>
    copyableConstructors(script).map((name) => ({
      entry: urlObjectSearch('construct', name),
      toMethod: ([method = null]) => ({
        via: 'url-object' as const,
        make: 'construct' as const,
        name,
        method,
      }),
    })),
};
