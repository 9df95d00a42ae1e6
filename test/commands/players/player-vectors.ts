import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { dayIn, expectsN } from './expects-n';

const vectorsSchema = v.object({
  scripts: v.optional(
    v.array(
      v.object({ player: v.string(), sha1: v.optional(v.string()), date: v.optional(v.string()) }),
    ),
    [],
  ),
  answers: v.array(
    v.object({
      player: v.string(),
      kind: v.picklist(['n', 'sig']),
      in: v.string(),
      out: v.string(),
    }),
  ),
});

/** A known answer of one player. */
export interface KnownAnswer {
  readonly kind: 'n' | 'sig';
  readonly input: string;
  readonly output: string;
}

/** What a file of vectors knows of a script. */
export interface KnownPlayer {
  readonly player: string;
  /** Four digits, or `unknown`. */
  readonly year: string;
  readonly answers: readonly KnownAnswer[];
  /** Whether an `n` without an answer is a lost one. */
  readonly expectsN: boolean;
}

export interface PlayerVectors {
  know(file: string, text: string): KnownPlayer;
}

const idForms = /vfl[\w-]{6}|(?<![0-9A-Za-z])[0-9a-f]{8}(?![0-9A-Za-z])/g;

/** The player id in a file name; a date in eight digits is no id if there is another. */
function idIn(file: string): string {
  const found = file.match(idForms) ?? [];
  return found.find((id) => !/^(?:19|20)\d{6}$/.test(id)) ?? found[0] ?? 'unknown';
}

function yearIn(text: string): string | undefined {
  const day = dayIn(text);
  return day === undefined ? undefined : String(new Date(day * 86_400_000).getUTCFullYear());
}

/**
 * A signature is base64 for URLs or hexadecimal: a backslash at its end is the escape (`\u0026`) at which a capture was
 * cut off, not part of what the page asked.
 */
export function withoutCutEscape(signature: string): string {
  return /^[\w=.-]+\\$/.test(signature) ? signature.slice(0, -1) : signature;
}

/** Reads known answers; a script is known by its content (SHA-1) or by the id in its file's name. */
export async function readPlayerVectors(file: string | undefined): Promise<PlayerVectors> {
  const content: unknown =
    file === undefined ? { answers: [] } : JSON.parse(await readFile(file, 'utf8'));
  const { scripts, answers } = v.parse(vectorsSchema, content);
  return {
    know(name, text) {
      const sha1 = createHash('sha1').update(text).digest('hex');
      const script = scripts.find((known) => known.sha1 === sha1);
      const named = scripts.find(({ player }) => player !== 'unknown' && name.includes(player));
      const player = script?.player ?? named?.player ?? idIn(name);
      const id = idIn(player);
      const known = answers.filter(
        (answer) => answer.player === player || (id !== 'unknown' && idIn(answer.player) === id),
      );
      return {
        player,
        year: script?.date?.slice(0, 4) ?? yearIn(text) ?? named?.date?.slice(0, 4) ?? 'unknown',
        answers: known.map((answer) => ({
          kind: answer.kind,
          input: answer.in,
          output: answer.out,
        })),
        expectsN: expectsN(text, player) || known.some(({ kind }) => kind === 'n'),
      };
    },
  };
}
