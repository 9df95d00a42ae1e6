import { describe, expect, it } from 'vitest';
import { playerIdOf } from '../../../src/cipher/player-id';
import { nodeEvaluator } from '../../helpers/node-evaluator';
import { generatePlayer, playerEras } from '../../site/players/generate-player';
import { scriptedSolver } from './scripted-solver';

/** `REELKEEP_SEEDS=2000 npx vitest run test/unit/cipher/generated-players.test.ts` for the long form. */
const seeds = Number(process.env.REELKEEP_SEEDS ?? 40);
const evaluator = await nodeEvaluator();
const never = new AbortController().signal;
const signatures = [
  'AOq0QJ8wRgIhAKcIBxrzo8-LLoMZ1oDEWuJVe03e8jU0Gdz5pywTeBhAAiEAy6als1kVpyD7dlESQ54Mfgj98iHkRLwK4q69cWVEw38=',
  '0EF872D3715BA4DF34DE3FAB799812A5EED8220D.B0D9991BC08B7371A8E45AFDDDAEE006F09A9401',
];
const ns = ['ERe0Voi9CRIt3SkP6', 'T7OtCn4kA1_cLI3Ze', 'a-b_c', 'KBx1qz7jMhxELa8c'];

describe.each(playerEras)('generated players of %s', (era) => {
  it(`are solved, ${seeds} seeds`, { timeout: 10_000 + seeds * 1000 }, async () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= seeds; seed += 1) {
      const player = generatePlayer(era, seed, 12_000);
      const enciphered = signatures.map((signature) => player.encipher(signature));
      const asked = { signatures: enciphered, ns: Number(era) >= 2020 ? ns : [] };
      try {
        const solver = scriptedSolver(player.script, evaluator);
        const answers = await solver.solve(player.path, asked, never);
        const right =
          enciphered.every((s, at) => answers.signatures.get(s) === signatures[at]) &&
          asked.ns.every((n) => answers.ns.get(n) === player.solveN(n));
        if (!right) wrong.push(`${seed}: wrong`);
      } catch (error) {
        wrong.push(`${seed}: ${String(error)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('are the same for the same seed, differ for another, and have an address of their own', () => {
    const [one, same, other] = [
      generatePlayer(era, 1),
      generatePlayer(era, 1),
      generatePlayer(era, 2),
    ];
    expect(one.script).toBe(same.script);
    expect(one.script).not.toBe(other.script);
    expect(one.path).not.toBe(other.path);
    expect(playerIdOf(one.path)).toBe(one.id);
    expect(one.script.length).toBeGreaterThan(100_000);
  });
});
