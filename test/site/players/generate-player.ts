import { randomDecoys } from './decoys';
import { FreshNames } from './fresh-names';
import { dispatchScript, tableScript } from './modern-script';
import { alphabets, type NCall, randomCalls, solveWith } from './n-recipe';
import { type Guard, nFunctionText } from './n-script';
import { Seeded } from './seeded';
import { encipherWith, randomSteps, type Step } from './signature-recipe';
import { freeFunctions, helperObject } from './signature-script';
import { urlScript } from './url-script';

/**
 * 2013: free functions. 2015: a helper object. 2019: the function that sets `alr=yes`. 2020: `n`.
 * 2022: guards, and `n` behind a list. 2024: more guards, and the key hidden. 2025: a string table,
 * and `n` solved by the URL class. 2026: numeric dispatch.
 */
export const playerEras = ['2013', '2015', '2019', '2020', '2022', '2024', '2025', '2026'] as const;
export type PlayerEra = (typeof playerEras)[number];

/** A player script made from a seed, and what it does, known without running it. */
export interface GeneratedPlayer {
  readonly era: PlayerEra;
  readonly id: string;
  /** Its path on www.youtube.com, unlike that of any other seed. */
  readonly path: string;
  readonly script: string;
  /** Signature timestamp: the day of the player, as pages and scripts carry it. */
  readonly sts: number;
  /** The `s` that deciphers to a signature of 40 characters or more. The same each time. */
  encipher(signature: string): string;
  /** The answer for an `n` of letters, digits, `-` and `_`; the input itself where the era has no `n`. */
  solveN(n: string): string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Days since 1970 of a day in the era. */
const timestamps: Record<PlayerEra, number> = {
  '2013': 15_900,
  '2015': 16_700,
  '2019': 17_950,
  '2020': 18_610,
  '2022': 19_100,
  '2024': 19_900,
  '2025': 20_200,
  '2026': 20_500,
};

const hasN = (era: PlayerEra) => Number(era) >= 2020;

function placeOf(era: PlayerEra, seed: number, random: Seeded): { id: string; path: string } {
  // The seed itself is in the id, so that no two seeds share one.
  const unique = (seed >>> 0).toString(16).padStart(8, '0');
  if (hasN(era)) return { id: unique, path: `/s/player/${unique}/player_ias.vflset/en_US/base.js` };
  const digits = Array.from({ length: 6 }, (_, at) => letters[((seed >>> 0) >>> (at * 6)) & 63]);
  const id = `vfl${digits.join('')}`;
  const folder = random.chance(0.5) ? 'html5player-en_US' : 'html5player-new-en_US';
  if (era === '2019') return { id, path: `/yts/jsbin/player_ias-${id}/en_US/base.js` };
  return { id, path: `/yts/jsbin/${folder}-${id}/${folder.replace('-en_US', '')}.js` };
}

interface Recipe {
  readonly steps: readonly Step[];
  readonly calls: readonly NCall[];
  readonly alphabet: keyof typeof alphabets;
}

/** How the `n` function of an era guards itself; eras not named here have none of this shape. */
const guards: Partial<Record<PlayerEra, Guard>> = {
  '2020': 'none',
  '2022': 'catch',
  '2024': 'typeof-and-catch',
};

/** The statements that matter in an era, each wherever it may stand. */
function essentials(
  era: PlayerEra,
  recipe: Recipe,
  names: FreshNames,
  random: Seeded,
): readonly string[] {
  const { steps, calls, alphabet } = recipe;
  if (era === '2013') return freeFunctions(steps, names).statements;
  if (era === '2015') return helperObject(steps, names, random, 'var ').statements;
  if (era === '2025' || era === '2026') {
    const solver = nFunctionText(calls, alphabet, 'catch', random, '');
    const options = { names, random, steps, solver, es6: random.chance(0.4) };
    return era === '2025' ? tableScript(options) : dispatchScript(options);
  }
  const signature = helperObject(steps, names, random, '');
  const guard = guards[era];
  const [solver, list, defined] = [names.outer(), names.outer(), names.outer()];
  const keys = ['"n"', 'String.fromCharCode(110)', '"nn"[+!0]'];
  const url = urlScript({
    names,
    namespace: 'g',
    signature: signature.name,
    solveOnRead: guard === undefined ? '' : guard === 'none' ? `${solver}(b)` : `${list}[0](b)`,
    nKey: era === '2024' ? random.pick(keys) : '"n"',
  });
  if (guard === undefined) return [...signature.statements, ...url.statements];
  const n = nFunctionText(calls, alphabet, guard, random, defined);
  const solving = [`${defined}=${random.between(1, 99)};`, `${list}=[${solver}];`];
  return [...signature.statements, `${solver}=${n};`, ...solving, ...url.statements];
}

/** Puts statements among others without changing their order. */
function scatter(
  statements: readonly string[],
  among: readonly string[],
  random: Seeded,
): string[] {
  const places = statements.map(() => random.between(0, among.length)).sort((a, b) => a - b);
  const mixed: string[] = [];
  let next = 0;
  for (let at = 0; at <= among.length; at += 1) {
    for (; places[next] === at; next += 1) mixed.push(statements[next] ?? '');
    mixed.push(among[at] ?? '');
  }
  return mixed;
}

/** Makes a player of an era from a seed; equal seeds give equal players. `bytes` is about the script's size. */
export function generatePlayer(era: PlayerEra, seed: number, bytes = 100_000): GeneratedPlayer {
  const random = new Seeded(seed * 31 + playerEras.indexOf(era));
  const names = new FreshNames(random);
  const { id, path } = placeOf(era, seed, random);
  const sts = timestamps[era] + random.between(0, 300);
  const recipe: Recipe = {
    steps: randomSteps(random),
    calls: randomCalls(random),
    alphabet: random.chance(0.5) ? 'upper' : 'lower',
  };
  const shared = era === '2013' || era === '2015' ? '' : 'g';
  const decoys = randomDecoys(random, names, bytes, shared);
  const body = scatter(essentials(era, recipe, names, random), decoys, random).join('\n');
  const start = `var window=this;var ${names.outer()}={signatureTimestamp:${sts},sts:${sts}};`;
  const script =
    shared === ''
      ? `(function(){${start}\n${body}\n})();\n`
      : `var _yt_player={};(function(g){${start}\n${body}\n})(_yt_player);\n`;
  return {
    era,
    id,
    path,
    script,
    sts,
    encipher: (signature) =>
      encipherWith(recipe.steps, signature, new Seeded(seed + signature.length)),
    solveN: (n) => (hasN(era) ? solveWith(recipe.calls, alphabets[recipe.alphabet], n) : n),
  };
}
