import type { Format } from '../../formats/format';
import { type SegmentList, secondsOf } from '../../formats/segment-list';
import { readDash } from '../dash/read-dash';
import type { Fetch } from '../extractor';
import { type HlsPlaylist, readHls } from '../hls/read-hls';
import { fetchList, readSegments } from '../read-manifest';
import { streamFormat } from '../stream-format';
import type { StreamText } from '../stream-text';

/** A stream with all that it has to choose from. */
export interface FoundStream {
  readonly formats: readonly Format[];
  readonly texts: readonly StreamText[];
  readonly seconds?: number;
  readonly isLive: boolean;
  /** The lists that belong to it, by their addresses. */
  readonly lists: readonly string[];
  /** The origins of its lists, segments and keys. */
  readonly origins: readonly string[];
  /** The first of its segments, by which can be seen whether they may be fetched; `isPart`: as a range of a file. */
  readonly sample?: { readonly url: string; readonly isPart: boolean };
}

const now = (): number => Date.now() / 1000;

/**
 * Reads a playlist or manifest, and of what it names enough to know that it can be had.
 * @throws as `readSegments`.
 */
export async function readStream(
  fetch: Fetch,
  protocol: 'hls' | 'dash',
  url: string,
  signal: AbortSignal,
): Promise<FoundStream> {
  const list = await fetchList(fetch, protocol, url, signal);
  const read = protocol === 'hls' ? ofHls(readHls(list.text, list.url), list.url) : ofDash(list);
  const lists = [
    ...read.formats.flatMap(({ source }) => (source.kind === 'segments' ? [source.list.url] : [])),
    ...(read.texts ?? []).map((track) => track.url),
  ];
  // A picture and a sound stand for the rest: what locks one locks all.
  const samples = [
    read.formats.find(({ video }) => video),
    read.formats.find(({ video }) => !video),
  ];
  const origins = new Set([url, list.url, ...lists].map(originOf));
  let { seconds } = read;
  let isLive = false;
  let sample: FoundStream['sample'];
  for (const format of samples) {
    const source = format?.source;
    if (source?.kind === 'url') origins.add(originOf(source.url));
    if (source?.kind !== 'segments') continue;
    const segments = read.known ?? (await readSegments(fetch, source.list, now, signal));
    for (const origin of originsIn(segments)) origins.add(origin);
    if (segments.reloadSeconds === undefined) seconds ??= secondsOf(segments);
    else isLive = true;
    const first = segments.segments.find(({ isGap }) => !isGap);
    sample ??= first && { url: first.url, isPart: first.range !== undefined };
  }
  const length = isLive || seconds === undefined || seconds <= 0 ? {} : { seconds };
  return {
    formats: read.formats.map((format) =>
      length.seconds === undefined ? format : { ...format, durationSeconds: length.seconds },
    ),
    ...length,
    texts: read.texts ?? [],
    isLive,
    lists,
    origins: [...origins],
    ...(sample === undefined ? {} : { sample }),
  };
}

interface ReadStream {
  readonly formats: readonly Format[];
  readonly texts?: readonly StreamText[];
  readonly seconds?: number;
  /** Where the list itself names the segments. */
  readonly known?: SegmentList;
}

function ofHls(playlist: HlsPlaylist, url: string): ReadStream {
  if (playlist.kind === 'master') return playlist;
  const source = { kind: 'segments', list: { protocol: 'hls', url } } as const;
  return { formats: [streamFormat({ id: 'hls', source, holds: 'both' })], known: playlist.list };
}

function ofDash({ text, url }: { readonly text: string; readonly url: string }): ReadStream {
  const { formats, texts, seconds, isLive } = readDash(text, url, now());
  return { formats, texts, ...(isLive || seconds === undefined ? {} : { seconds }) };
}

const originOf = (url: string): string => new URL(url).origin;

function originsIn({ segments }: SegmentList): ReadonlySet<string> {
  const urls = segments.flatMap(({ url, init, key }) => [
    url,
    init?.url ?? url,
    key && 'url' in key ? key.url : url,
  ]);
  return new Set(urls.map(originOf));
}
