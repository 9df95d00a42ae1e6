import { ReelkeepError } from '../../errors';
import type { SeenStream } from '../extractor';
import { address } from '../stream-address';
import { describedVideos } from './described-videos';
import { namedFiles, type SaidFile } from './named-files';
import type { GenericPage, Player } from './page-schema';
import { steadyAddress } from './steady-address';

/** Something on a page that may be what a person means. */
export interface Candidate {
  readonly url: string;
  readonly kind: 'hls' | 'dash' | 'file';
  /** Of files, without the dot. */
  readonly extension: string;
  /** Pixels and seconds, where a player has it open. */
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  readonly title?: string;
  readonly thumbnailUrl?: string;
  /** Pixels from top to bottom, in the page's words. */
  readonly resolution?: number;
  /** Nothing but its bytes can tell that it is a file at all. */
  readonly isGuess?: true;
  /** A file that the page fetched by itself, which may be what it feeds a player with. */
  readonly isFetched?: true;
  /** The same in other encodings, on the same host. */
  readonly others?: readonly Candidate[];
}

/** A page of hundreds of clips is for a list; and each stream has to be looked at. */
const mostFiles = 50;
const mostStreams = 8;

/**
 * What a page shows, most likely first: what its players play, largest first; streams that it has fetched;
 * what it says of itself; and only where there is nothing else, what it links to.
 * `seen`: by the browser, where a person allows that.
 * @throws drm-protected, blob-player, not-a-video-page where there is nothing, each for its reason.
 */
export function candidatesOf(
  page: GenericPage,
  base: string,
  seen: readonly SeenStream[] = [],
): Candidate[] {
  const players = page.players.toSorted((a, b) => b.area - a.area);
  const [main] = players;
  if (main?.isLocked) throw locked();
  const played = players.flatMap((player) => playedBy(player, base));
  const fetched = [
    ...page.fetched.flatMap((url) => candidate(url, '', base)),
    ...seen.flatMap(({ url, type }) => candidate(url, type, base)),
  ];
  const streams = fetched.filter(({ kind }) => kind !== 'file');
  const told = [...namedFiles(page.named), ...describedVideos(page.described)];
  const said = told.flatMap((one) => saidBy(one, base));
  const sure = [...played, ...streams, ...said.filter(({ isGuess }) => !isGuess)];
  // What its bytes may prove to be nothing does not take the place of anything.
  const rest = sure.length > 0 ? [] : otherwise(page, fetched, base);
  const found = distinct([...sure, ...said, ...rest]);
  if (found.length > 0) return found;
  if (players.some(({ isLocked }) => isLocked)) throw locked();
  if (players.some(({ isFed }) => isFed)) {
    throw unknownFeed();
  }
  throw new ReelkeepError('not-a-video-page', 'There is no video that we know on this page.');
}

/** Files that the page has fetched by itself, and those that it links to: of several each by its own name. */
function otherwise(page: GenericPage, fetched: readonly Candidate[], base: string): Candidate[] {
  const own = fetched.map((one) => ({ ...one, isFetched: true as const }));
  const found = [...own, ...page.links.flatMap((url) => candidate(url, '', base))];
  return found.length < 2 ? found : found.map((one) => ({ ...one, ...titled(one.url) }));
}

function titled(url: string): Pick<Candidate, 'title'> {
  const last =
    new URL(url).pathname
      .split('/')
      .at(-1)
      ?.replace(/\.\w{2,4}$/, '') ?? '';
  try {
    return last === '' ? {} : { title: decodeURIComponent(last).slice(0, 500) };
  } catch {
    // Half an escape is a name like any other.
    return { title: last.slice(0, 500) };
  }
}

/** An address that does not say is a file by what the page calls it; where that does not say either, perhaps. */
function saidBy({ url, type, isSound, ...words }: SaidFile, base: string): Candidate[] {
  // A page with a player in it, and what players were before.
  if (/^text\/html|flash/i.test(type)) return [];
  const usual = usualOf(isSound);
  const isTyped = /^(?:video|audio)\//i.test(type);
  const sure = candidate(url, type, base, isTyped ? usual : undefined);
  const found = sure.length > 0 ? sure : candidate(url, type, base, usual).map(guessed);
  return found.map((one) => ({ ...one, ...words }));
}

const guessed = (one: Candidate): Candidate => ({ ...one, isGuess: true });
const usualOf = (isSound: boolean): string => (isSound ? 'mp3' : 'mp4');

function playedBy(player: Player, base: string): Candidate[] {
  const { width, height, seconds, tag } = player;
  const known = {
    ...(width > 0 && height > 0 ? { width, height } : {}),
    ...(seconds > 0 ? { seconds } : {}),
  };
  const usual = usualOf(tag === 'audio');
  const sources = player.sources.flatMap(({ url, type, label }) =>
    candidate(url, type, base, usual).map((one) => ({ ...one, ...namedSize(label) })),
  );
  const current = address(player.url, base);
  const playing = sources.find(({ url }) => url === current);
  const [first, ...rest] = distinct([
    ...(playing ? [playing] : candidate(player.url, '', base, usual)),
    ...sources,
  ]);
  if (!first) return [];
  const others = rest.filter(
    ({ kind, url }) => kind === 'file' && new URL(url).origin === new URL(first.url).origin,
  );
  const hasOthers = first.kind === 'file' && others.length > 0;
  return [{ ...first, ...known, ...(hasOthers ? { others } : {}) }];
}

/** `720`, `1080p`, `HD 720p`. */
function namedSize(label: string): Pick<Candidate, 'resolution'> {
  const lines = Number(/(?<!\d)\d{3,4}(?!\d)/.exec(label)?.[0] ?? 0);
  return lines > 0 ? { resolution: lines } : {};
}

const kindsByType: readonly (readonly [RegExp, Candidate['kind']])[] = [
  [/mpegurl/i, 'hls'],
  [/dash\+xml/i, 'dash'],
];
const kindsByEnding: Readonly<Record<string, Candidate['kind']>> = {
  m3u8: 'hls',
  m3u: 'hls',
  mpd: 'dash',
};
/** As people know them → as they are saved. */
const fileKinds: Readonly<Record<string, string>> = {
  ...{ mp4: 'mp4', m4v: 'mp4', mov: 'mp4', webm: 'webm', mkv: 'mkv' },
  ...{ mp3: 'mp3', m4a: 'm4a', oga: 'ogg', ogg: 'ogg', opus: 'opus', weba: 'weba' },
};

/** Where an address does not say: by what the page calls it. */
const fileTypes: Readonly<Record<string, string>> = {
  ...{ 'video/mp4': 'mp4', 'video/x-m4v': 'mp4', 'video/quicktime': 'mp4', 'video/webm': 'webm' },
  ...{ 'audio/mpeg': 'mp3', 'audio/mp3': 'mp3', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' },
  'audio/webm': 'weba',
};

/** `usual`: what a player's source is taken for whose address does not say. */
function candidate(written: string, type: string, base: string, usual?: string): Candidate[] {
  const url = written === '' ? undefined : address(written, base);
  if (url === undefined) return [];
  const ending = /\.([a-z\d]{2,4})$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? '';
  const byType = kindsByType.find(([pattern]) => pattern.test(type))?.[1];
  const stream =
    byType ?? (Object.hasOwn(kindsByEnding, ending) ? kindsByEnding[ending] : undefined);
  if (stream) return [{ url, kind: stream, extension: '' }];
  const extension = Object.hasOwn(fileKinds, ending)
    ? fileKinds[ending]
    : usual && (typedExtension(type) ?? usual);
  if (!extension) return [];
  const isSound = usual === 'mp3' && Object.hasOwn(asSound, extension);
  return [{ url, kind: 'file', extension: (isSound && asSound[extension]) || extension }];
}

/** What a player of sounds plays has no picture, whatever it is called. */
const asSound: Readonly<Record<string, string>> = { mp4: 'm4a', webm: 'weba' };

function typedExtension(type: string): string | undefined {
  const essence = type.split(';')[0]?.trim().toLowerCase() ?? '';
  return Object.hasOwn(fileTypes, essence) ? fileTypes[essence] : undefined;
}

/** Each once, whatever its query says of the session. Streams and files have bounds of their own. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const one of candidates) {
    const key = steadyAddress(one.url);
    const known = found.get(key);
    found.set(key, known ? { ...one, ...known } : one);
  }
  const all = [...found.values()];
  const streams = all.filter(({ kind }) => kind !== 'file').slice(0, mostStreams);
  const files = all.filter(({ kind }) => kind === 'file').slice(0, mostFiles);
  return all.filter((one) => streams.includes(one) || files.includes(one));
}

export const unknownFeed = () =>
  new ReelkeepError('blob-player', 'The player feeds itself from nothing that we know.');

const locked = () =>
  new ReelkeepError('drm-protected', 'The page plays what is enciphered for its player alone.', {
    facts: { method: 'EME' },
  });
