import { join } from 'node:path';
import { generate } from 'astring';
import { parse } from 'meriyah';
import { solvePlayer } from '../../src/cipher/solve-player';
import { filesIn } from '../helpers/files-in';
import { nodeEvaluator } from '../helpers/node-evaluator';
import { openScript } from '../helpers/open-capture';
import { generatePlayer, playerEras } from '../site/players/generate-player';
import type { BenchContext, Measure } from './bench-context';
import { timeCachedAnswers } from './cached-answers';
import { timed } from './timed';

/** Of a folder of real scripts so many are taken, evenly from the first name to the last. */
const mostScripts = 10;
/** Characters, about as many as real players have. */
const generatedSize = 1_500_000;
const scriptName = /\.(?:js|json)(?:\.gz)?$/;

/**
 * A player script solved from nothing, with the evaluator's own start, against parsing and printing all
 * of it with meriyah and astring; then answers from the cached program. In Node: the engine is Chromium's.
 */
export const measureCipher: Measure = async (context) => {
  const scripts = await scriptsFor(context);
  const solving: number[] = [];
  const printing: number[] = [];
  const woken: number[] = [];
  const further: number[] = [];
  for (const [at, text] of scripts.entries()) {
    const solve = async (): Promise<void> => {
      solving.push(await timed(() => solvePlayer(text, nodeEvaluator)));
    };
    const print = async (): Promise<void> => {
      printing.push(await timed(() => generate(parse(text, { next: true }))));
    };
    for (const step of at % 2 === 0 ? [solve, print] : [print, solve]) await step();
    const cached = await timeCachedAnswers(text);
    woken.push(...cached.woken);
    further.push(...cached.further);
  }
  const kind = context.players === undefined ? 'generated' : 'real';
  return [
    {
      name: `cipher: cold solve, ${scripts.length} ${kind} players`,
      unit: 'ms',
      samples: solving,
      peer: { name: 'meriyah parse + astring print', samples: printing },
      wanted: { of: 'ratio', atMost: 1, goal: 0.7 },
    },
    {
      name: 'cipher: first n from the cached program',
      unit: 'ms',
      samples: woken,
      wanted: { of: 'median', below: 60 },
    },
    {
      name: 'cipher: a further n',
      unit: 'ms',
      samples: further,
      wanted: { of: 'median', below: 5 },
    },
  ];
};

async function scriptsFor({ players }: BenchContext): Promise<string[]> {
  if (players === undefined) {
    return playerEras.map((era) => generatePlayer(era, 7, generatedSize).script);
  }
  const files = (await filesIn(players)).filter((name) => scriptName.test(name));
  const count = Math.min(mostScripts, files.length);
  const chosen = Array.from({ length: count }, (_, at) =>
    files.at(Math.round((at * (files.length - 1)) / Math.max(1, count - 1))),
  );
  return Promise.all(chosen.map((file = '') => openScript(join(players, file))));
}
