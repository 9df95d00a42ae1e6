import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../pages/json';
import { evilMedia, falseLengths, hugeLengths, strangeCodecs, wrongTypes } from './hostile-data';

/** How a page misbehaves: by what it runs before or after its data are set, or by the data themselves. */
interface HostilePage {
  /** A file beside this one, run inline. */
  readonly script?: { readonly file: string; readonly when: 'before' | 'after' };
  readonly alter?: (response: JsonObject) => JsonObject;
  /** In place of the player script's URL. */
  readonly playerUrl?: string;
}

const after = (file: string): HostilePage => ({ script: { file, when: 'after' } });

const pages = {
  'forged-answers': { script: { file: 'forged-answers.js', when: 'before' } },
  'poisoned-builtins': { script: { file: 'poisoned-builtins.js', when: 'before' } },
  'huge-strings': after('huge-strings.js'),
  'deep-object': after('deep-object.js'),
  'cyclic-object': after('cyclic-object.js'),
  'many-formats': after('many-formats.js'),
  'throwing-getters': { script: { file: 'throwing-getters.js', when: 'before' } },
  'wrong-types': { alter: wrongTypes },
  'evil-media': { alter: evilMedia },
  'huge-lengths': { alter: hugeLengths },
  'false-lengths': { alter: falseLengths },
  'strange-codecs': { alter: strangeCodecs },
  'evil-player': {
    playerUrl: 'https://media.evil.example/s/player/0badc0de/player_ias.vflset/en_US/base.js',
  },
  'evil-player-lookalike': {
    playerUrl: '//www.youtube.com.evil.example/s/player/0badc0de/base.js',
  },
  'evil-player-path': { playerUrl: '/redirect?q=/s/player/0badc0de/base.js' },
  /** Harmless here: it is the media host that sends the client on. */
  'evil-redirect': {},
} as const satisfies Record<string, HostilePage>;

export type HostileName = keyof typeof pages;

const pageOf = (name: HostileName | undefined): HostilePage => (name ? pages[name] : {});

export const hostileResponse = (name: HostileName | undefined, response: JsonObject): JsonObject =>
  pageOf(name).alter?.(response) ?? response;

export const hostilePlayerUrl = (name: HostileName | undefined): string | undefined =>
  pageOf(name).playerUrl;

export async function hostileScript(
  name: HostileName | undefined,
  when: 'before' | 'after',
): Promise<string> {
  const { script } = pageOf(name);
  if (script?.when !== when) return '';
  return readFile(fileURLToPath(new URL(`./${script.file}`, import.meta.url)), 'utf8');
}
