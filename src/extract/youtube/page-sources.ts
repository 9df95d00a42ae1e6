import { copyShape, readField } from './copy-shape';
import { type Cut, cutJson } from './cut-json';
import { argsShape, playerResponseShape } from './page-shapes';
import type { PageView } from './page-view';

/** One place of the page that tells of a video: plain copies, and whose they say they are. */
export interface Source {
  /** `undefined`: it does not say whose it is, as the site does for private and removed videos. */
  readonly videoId?: string;
  readonly response?: Record<string, unknown>;
  readonly args?: Record<string, unknown>;
  /** `playerUrl` and `sts`, where it names its player. */
  readonly player?: Record<string, unknown>;
}

/** A source that was there and could not be read. */
export interface Unread {
  readonly unread: 'json-not-found' | 'json-cut-off' | 'page-data-invalid';
}

/** The page's sources in the order of trust. Lazy: the text is read only if the window did not have enough. */
export function* pageSources(view: PageView, textOf: () => string): Generator<Source | Unread> {
  for (const { response, videoId } of view.players()) yield* responseSource(response, videoId);
  yield* namedSources(view.global('ytInitialPlayerResponse'), textOf, {
    name: 'ytInitialPlayerResponse',
    read: (value) => responseSource(value),
  });
  yield* namedSources(readField(view.global('ytplayer'), 'config'), textOf, {
    name: 'ytplayer.config',
    read: configSource,
  });
}

interface Named {
  readonly name: string;
  readonly read: (value: unknown) => Iterable<Source>;
}

function* namedSources(
  inWindow: unknown,
  textOf: () => string,
  { name, read }: Named,
): Generator<Source | Unread> {
  if (typeof inWindow === 'object' && inWindow !== null) {
    yield* read(inWindow);
    return;
  }
  for (const cut of cutJson(textOf(), name)) {
    const parsed = parseCut(cut);
    if (typeof parsed === 'string') yield { unread: parsed };
    else yield* read(parsed);
  }
}

function parseCut(cut: Cut): object | Unread['unread'] {
  if (cut.found !== 'json') return cut.found;
  return parseObject(cut.text) ?? 'page-data-invalid';
}

/** `undefined` for what is no JSON: a page's `{args: {raw_player_response: …}}` is code. */
export function parseObject(text: unknown): object | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function* responseSource(value: unknown, saidId?: unknown): Generator<Source> {
  const response = copyShape(value, playerResponseShape);
  if (!isFilled(response)) return;
  yield { ...idField(ownId(response) ?? saidId), response };
}

/** `ytplayer.config`: stream maps, and from 2017 on a player response beside them. */
function* configSource(config: unknown): Generator<Source> {
  const rawArgs = readField(config, 'args');
  const raw = readField(rawArgs, 'raw_player_response');
  const response = copyShape(
    raw ?? parseObject(readField(rawArgs, 'player_response')),
    playerResponseShape,
  );
  const args = copyShape(rawArgs, argsShape);
  const said = {
    playerUrl: readField(readField(config, 'assets'), 'js'),
    sts: readField(config, 'sts'),
  };
  const player = copyShape(said, { playerUrl: 1, sts: 1 });
  const argsId = isFilled(args) ? args.video_id : undefined;
  const named = isFilled(player) ? { player } : {};
  if (isFilled(response)) yield { ...named, ...idField(ownId(response) ?? argsId), response };
  yield { ...named, ...idField(argsId), ...(isFilled(args) ? { args } : {}) };
}

const ownId = (response: unknown): unknown =>
  readField(readField(response, 'videoDetails'), 'videoId');

const idField = (id: unknown): { videoId?: string } =>
  typeof id === 'string' && id !== '' ? { videoId: id } : {};

function isFilled(copy: unknown): copy is Record<string, unknown> {
  return typeof copy === 'object' && copy !== null && Object.keys(copy).length > 0;
}
