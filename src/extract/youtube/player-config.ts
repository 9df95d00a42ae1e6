import { copyShape, readField } from './copy-shape';
import { cutJson } from './cut-json';
import { ytcfgFields } from './page-shapes';
import { parseObject } from './page-sources';
import type { PageView } from './page-view';

/** What a page says of its player, its client and its session, as it says it. */
export type PlayerConfig = Readonly<Partial<Record<keyof typeof ytcfgFields, unknown>>>;

/** The page's contexts (`WEB_PLAYER_CONTEXT_CONFIG_ID_KEVLAR_WATCH` …) have names of their own; a page has about ten. */
const mostContexts = 30;

/** `ytcfg` from the window, or, where it does not name a player there, from the text. */
export function playerConfig(view: PageView, textOf: () => string): PlayerConfig {
  const inWindow =
    readField(view.global('ytcfg'), 'data_') ?? readField(view.global('yt'), 'config_');
  const config = configOf(inWindow);
  if (config.playerUrl !== undefined) return config;
  const inText = cutJson(textOf(), 'ytcfg.set').map((cut) =>
    cut.found === 'json' ? configOf(parseObject(cut.text)) : {},
  );
  // The first to name a thing wins.
  return Object.fromEntries([config, ...inText].reverse().flatMap(Object.entries));
}

function configOf(ytcfg: unknown): PlayerConfig {
  const config: Record<string, unknown> = {};
  for (const [field, name] of Object.entries(ytcfgFields)) {
    const value = copyShape(readField(ytcfg, name), 1);
    if (value !== undefined) config[field] = value;
  }
  const playerUrl = config.playerUrl ?? contextPlayerUrl(ytcfg);
  return playerUrl === undefined ? config : { ...config, playerUrl };
}

function contextPlayerUrl(ytcfg: unknown): unknown {
  const contexts = readField(ytcfg, 'WEB_PLAYER_CONTEXT_CONFIGS');
  return fieldsOf(contexts)
    .map((name) => copyShape(readField(readField(contexts, name), 'jsUrl'), 1))
    .find((url) => url !== undefined);
}

function fieldsOf(value: unknown): string[] {
  try {
    return Object.keys(Object(value)).slice(0, mostContexts);
  } catch {
    return [];
  }
}
