import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { ReelkeepError } from '../../../src/errors';
import { nodeEvaluator } from '../../helpers/node-evaluator';
import { generatePlayer } from '../../site/players/generate-player';
import { Seeded } from '../../site/players/seeded';
import { scriptedSolver } from './scripted-solver';

const seeds = Number(process.env.REELKEEP_SEEDS ?? 20);
const evaluator = await nodeEvaluator();
const never = new AbortController().signal;
const n = 'ERe0Voi9CRIt3SkP6';
const signature =
  'AOq0QJ8wRgIhAKcIBxrzo8-LLoMZ1oDEWuJVe03e8jU0Gdz5pywTeBhAAiEAy6als1kVpyD7dlESQ54Mfgj98iHkRLwK4q69cWVEw38=';

const mutations: readonly ((script: string, random: Seeded) => string)[] = [
  // A statement removed.
  (script, random) => {
    const lines = script.split('\n');
    lines.splice(random.between(1, lines.length - 3), 1);
    return lines.join('\n');
  },
  // A number changed.
  (script, random) =>
    changed(script, /(?<=[(,[^=])-?\d+(?=[),\]])/g, random, (text) =>
      String(Number(text) + random.pick([-1, 1, 7])),
    ),
  // A call removed.
  (script, random) =>
    changed(script, /[\w$]+\.[\w$]+\(a,\d+\);|k\[\d+\]\([^()]*\)[,;]/g, random, () => ''),
  // An operator changed.
  (script, random) =>
    changed(
      script,
      /[%+]|&&|--|===/g,
      random,
      (text) => ({ '%': '+', '+': '-', '&&': '||', '--': '++', '===': '!==' })[text] ?? text,
    ),
  // A member named otherwise.
  (script, random) => changed(script, /(?<=\.)[a-zA-Z_$][\w$]*/g, random, (text) => `${text}x`),
];

function changed(
  script: string,
  what: RegExp,
  random: Seeded,
  into: (text: string) => string,
): string {
  const places = [...script.matchAll(what)];
  if (places.length === 0) return script;
  const { 0: text, index } = random.pick(places);
  return script.slice(0, index) + into(text) + script.slice(index + text.length);
}

/** What the mutated script itself answers when Node runs it whole, called as the page calls it; it may be broken there. */
function truthOf(script: string, s: string): { s: string | undefined; ns: ReadonlySet<string> } {
  const builder = /([\w$]+)=(?:function\(a,b,c\)|\(a,b="",c=""\)=>)\{[^\n]*"alr","yes"/.exec(
    script,
  )?.[1];
  const code = script.replace(
    /\}\)\(_yt_player\);\s*$/,
    `;globalThis.build=typeof ${builder}==="function"?${builder}:0;})(_yt_player);`,
  );
  const found = new Set<string>();
  const scope = vm.createContext({});
  const ask = (expression: string): string | undefined => {
    try {
      const answer: unknown = vm.runInContext(expression, scope, { timeout: 500 });
      return typeof answer === 'string' ? answer : undefined;
    } catch {
      return undefined;
    }
  };
  ask(`${code};""`);
  const made =
    'build("https://r1---sn-reelkeep.googlevideo.com/videoplayback?n=' +
    `${n}","s",${JSON.stringify(encodeURIComponent(s))})`;
  const keys =
    ask(`Object.getOwnPropertyNames(Object.getPrototypeOf(${made})).join()`)?.split(',') ?? [];
  for (const key of ['', ...keys]) {
    const answer = ask(
      `var u=${made};${key === '' ? '' : `u[${JSON.stringify(key)}]();`}u.get("n")`,
    );
    if (answer !== undefined) found.add(answer);
  }
  return { s: ask(`decodeURIComponent(${made}.get("s"))`), ns: found };
}

async function answersOf(script: string, path: string, signatures: string[], ns: string[]) {
  try {
    const answers = await scriptedSolver(script, evaluator).solve(path, { signatures, ns }, never);
    return [...answers.signatures.values(), ...answers.ns.values()];
  } catch (error) {
    if (error instanceof ReelkeepError && error.code === 'unknown-cipher') return [];
    throw error;
  }
}

describe.each(['2019', '2020', '2022', '2024', '2025', '2026'] as const)(
  'mutated players of %s',
  (era) => {
    it(`give a right answer or a code, ${seeds} seeds`, {
      timeout: 10_000 + seeds * 2000,
    }, async () => {
      const wrong: string[] = [];
      let answered = 0;
      for (let seed = 1; seed <= seeds; seed += 1) {
        const player = generatePlayer(era, seed, 400);
        const s = player.encipher(signature);
        const script = mutations[seed % mutations.length]?.(player.script, new Seeded(seed)) ?? '';
        const truth = truthOf(script, s);
        // Where the mutation hit neither function, what the player answered before is still right.
        const right = new Set([...truth.ns, truth.s, signature, player.solveN(n)]);
        const answers = [
          ...(await answersOf(script, player.path, [s], [])),
          ...(era === '2019' ? [] : await answersOf(script, player.path, [], [n])),
        ];
        for (const answer of answers) if (!right.has(answer)) wrong.push(`${seed}: ${answer}`);
        answered += answers.length;
      }
      expect(wrong).toEqual([]);
      // Most mutations hit something else: a solver that says nothing would pass the line above.
      expect(answered).toBeGreaterThan(seeds / 3);
    });
  },
);
