import { type GeneratedPlayer, generatePlayer, type PlayerEra } from '../players/generate-player';

const eras: readonly PlayerEra[] = ['2013', '2015', '2019', '2020'];
/** Of today's pages; apart from the others, whose seeds are counted. */
const todaysSeed = 0x2026_0000;

/** At a known path, well-formed, and without anything that deciphers. */
export const cipherlessPath = '/s/player/0badc0de/player_ias.vflset/en_US/base.js';
const cipherlessScript =
  'var _yt_player={};(function(g){var window=this;var sts={signatureTimestamp:18610};g.load=function(a){return a};})(_yt_player);\n';

/** At a known path, and not there. */
export const missingPath = '/s/player/00000404/player_ias.vflset/en_US/base.js';

/** One player script for each era, all from one seed. */
export class SitePlayers {
  readonly #byEra: ReadonlyMap<PlayerEra, GeneratedPlayer>;
  readonly #scripts: ReadonlyMap<string, string>;

  constructor(seed: number) {
    // A path is unlike that of any other seed, not unlike that of another era.
    this.#byEra = new Map([
      ...eras.map((era, at) => [era, generatePlayer(era, seed * eras.length + at)] as const),
      ['2026', generatePlayer('2026', todaysSeed + seed)],
    ]);
    const scripts = [...this.#byEra.values()].map(({ path, script }) => [path, script] as const);
    this.#scripts = new Map([...scripts, [cipherlessPath, cipherlessScript]]);
  }

  of(era: PlayerEra): GeneratedPlayer {
    const player = this.#byEra.get(era);
    if (player === undefined) throw new Error(`No player of ${era}`);
    return player;
  }

  /** The script at a path, if it is one of the site's own. */
  scriptAt(path: string): string | undefined {
    return this.#scripts.get(path);
  }
}
