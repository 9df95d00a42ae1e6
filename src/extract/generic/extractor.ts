import { asReelkeepError, ReelkeepError } from '../../errors';
import { bestFirst } from '../../formats/best-first';
import { makeFile } from '../../formats/make-file';
import type { Extractor, ExtractPorts, Fetch } from '../extractor';
import type { Contents, Video } from '../video';
import { askForPart } from './ask-for-part';
import { type Candidate, candidatesOf, unknownFeed } from './candidates';
import { lookAtFile, type SeenFile } from './look-at-file';
import { type GenericPage, parsePage } from './page-schema';
import { readPageInPage } from './read-page-in-page';
import { type FoundStream, readStream } from './read-stream';
import { steadyAddress } from './steady-address';

/** Any page: what its own players, its words and what it has fetched tell of. */
export const generic: Extractor = {
  site: 'generic',
  name: 'Web page',
  domains: [],
  handles: {},
  authentication: 'none',
  // Which they are only the page says.
  hosts: [],
  mediaHosts: [],
  extract: async ({ url }, ports, signal) => {
    const { page, candidates } = await readOncePlaying(url.href, ports, signal);
    const videos = await videosOf(candidates, page, url.href, ports, signal);
    return { id: idOf(url.href), url: url.href, title: page.title, videos } satisfies Contents;
  },
};

const mostReadings = 3;
const betweenMs = 600;

/** A player that has just been fed has its stream in a moment; then the page is read again. @throws as `candidatesOf`. */
async function readOncePlaying(
  base: string,
  { askPage, seen }: Pick<ExtractPorts, 'askPage' | 'seen'>,
  signal: AbortSignal,
): Promise<{ page: GenericPage; candidates: readonly Candidate[] }> {
  for (let reading = 1; ; reading += 1) {
    const said = await askPage(readPageInPage);
    if (said === undefined) {
      throw new ReelkeepError('page-not-reachable', 'No tab shows this page.');
    }
    const page = parsePage(said);
    try {
      return { page, candidates: candidatesOf(page, base, await seen()) };
    } catch (thrown) {
      const isEarly = asReelkeepError(thrown).code === 'blob-player';
      if (!isEarly || reading === mostReadings) throw thrown;
    }
    await new Promise((resolve) => setTimeout(resolve, betweenMs));
    signal.throwIfAborted();
  }
}

/**
 * Reads the streams among the candidates. A list that belongs to another is none of its own; one that
 * cannot be read is left out while there is anything else, and so is what lies beside pieces of a stream.
 * @throws why the first could not be read, where nothing is left.
 */
async function videosOf(
  candidates: readonly Candidate[],
  page: GenericPage,
  pageUrl: string,
  ports: ExtractPorts,
  signal: AbortSignal,
): Promise<Video[]> {
  const found: { readonly candidate: Candidate; readonly video: Video }[] = [];
  const belongs = new Set<string>();
  const pieces: Candidate[] = [];
  const isBeside = ({ url, isFetched }: Candidate): boolean =>
    isFetched === true && pieces.some((piece) => piece.url.startsWith(folderOf(url)));
  const failures: ReelkeepError[] = [];
  for (const candidate of candidates) {
    if (belongs.has(candidate.url) || isBeside(candidate)) continue;
    try {
      const video = await videoOf(candidate, page, pageUrl, ports, belongs, signal);
      if (video) found.push({ candidate, video });
    } catch (thrown) {
      signal.throwIfAborted();
      const failure = asReelkeepError(thrown);
      failures.push(failure);
      if (failure.code === 'blob-player') pieces.push(candidate);
    }
  }
  const videos = found.filter(({ candidate }) => !isBeside(candidate));
  if (videos.length > 0) return videos.map(({ video }) => video);
  const told = failures.find(({ code }) => code !== 'not-a-video-page');
  if (!told && page.players.some(({ isFed }) => isFed)) throw unknownFeed();
  throw told ?? failures[0] ?? new ReelkeepError('not-a-video-page', 'Nothing here is a video.');
}

const folderOf = (url: string): string => new URL('.', url).href;

async function videoOf(
  candidate: Candidate,
  page: GenericPage,
  pageUrl: string,
  ports: ExtractPorts,
  belongs: Set<string>,
  signal: AbortSignal,
): Promise<Video | undefined> {
  const { url, kind, title = page.title, thumbnailUrl = page.image, seconds } = candidate;
  const common = {
    site: 'generic' as const,
    id: idOf(url),
    url: pageUrl,
    title: title || new URL(pageUrl).hostname,
    ...(page.description ? { description: page.description } : {}),
    ...(thumbnailUrl && /^https?:/.test(thumbnailUrl) ? { thumbnailUrl } : {}),
    captions: [],
  };
  if (kind === 'file') {
    const seen = await lookAtFiles(ports.fetch, candidate, signal);
    const files = seen.flatMap(
      ({ file }) =>
        makeFile({ ...file, id: `${idOf(file.url)}.file`, durationSeconds: seconds }) ?? [],
    );
    for (const other of candidate.others ?? []) belongs.add(other.url);
    if (files.length === 0) return undefined;
    const hosts = origins([url, ...seen.map(({ reached }) => reached)]);
    return { ...common, formats: bestFirst(files), mediaHosts: hosts };
  }
  const stream = await readStream(ports.fetch, kind, url, signal);
  for (const list of stream.lists) belongs.add(list);
  const sample = sampleOf(stream);
  const reached = sample && (await demandReadable(ports.fetch, sample, signal));
  return {
    ...common,
    ...(stream.seconds === undefined ? {} : { durationSeconds: stream.seconds }),
    ...(stream.isLive ? { isLive: true as const } : {}),
    captions: stream.texts.map(({ url: list, language, name }, at) => ({
      id: `text.${at}`,
      languageCode: language,
      name: name || language,
      kind: 'manual' as const,
      isTranslatable: false,
      url: list,
    })),
    // Of several streams on a page each has formats of its own.
    formats: bestFirst(stream.formats).map((format) => ({
      ...format,
      id: `${common.id}.${format.id}`,
    })),
    mediaHosts: origins([...stream.origins, ...(reached ? [reached] : [])]),
  };
}

function sampleOf({ sample, formats }: FoundStream): FoundStream['sample'] {
  if (sample !== undefined) return sample;
  const [url] = formats.flatMap(({ source }) => (source.kind === 'url' ? source.url : []));
  return url === undefined ? undefined : { url, isPart: true };
}

/** The file, and those of its other encodings that can be had. @throws as `lookAtFile`, of the first. */
async function lookAtFiles(
  fetch: Fetch,
  candidate: Candidate,
  signal: AbortSignal,
): Promise<SeenFile[]> {
  const first = await lookAtFile(fetch, candidate, signal);
  const others = (candidate.others ?? []).map((other) => lookAtFile(fetch, other, signal));
  const seen = await Promise.allSettled(others);
  signal.throwIfAborted();
  return [first, ...seen.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))];
}

/** @throws as `askForPart`. Answers with where redirects led. */
async function demandReadable(
  fetch: Fetch,
  sample: NonNullable<FoundStream['sample']>,
  signal: AbortSignal,
): Promise<string> {
  const response = await askForPart(fetch, sample, 1, signal);
  await response.body?.cancel();
  return response.url || sample.url;
}

const origins = (urls: readonly string[]): string[] => [
  ...new Set(urls.map((url) => new URL(url).origin)),
];

/** Of an address: short, plain, and the same every day (FNV-1a). */
function idOf(url: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of steadyAddress(url)) {
    hash ^= BigInt(character.codePointAt(0) ?? 0);
    hash = (hash * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(36);
}
