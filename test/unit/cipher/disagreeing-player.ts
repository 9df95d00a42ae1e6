import { generatePlayer } from '../../site/players/generate-player';

/**
 * A player of 2022 whose URL class adds an `x` to what its `n` function gives, with another place in it where that function is
 * called as if it gave the answer alone: two strategies disagree, and a third, the class by itself, decides.
 */
export function disagreeingPlayer(seed: number) {
  const player = generatePlayer('2022', seed, 2000);
  const [call, list = ''] = /&&\(b=([\w$]+)\[0\]\(b\)/.exec(player.script) ?? [];
  const script = player.script
    .replace(call ?? '', `${call}+"x"`)
    .replace(
      '})(_yt_player);',
      `zz9=function(a,b){(b=a.get("n"))&&(b=${list}[0](b),a.set("n",b))};\n})(_yt_player);`,
    );
  return { ...player, script, solveN: (n: string) => `${player.solveN(n)}x` };
}
