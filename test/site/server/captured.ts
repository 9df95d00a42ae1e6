import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaTruth } from '../googlevideo/judge';
import { capturedMedia } from '../media/captured-media';
import type { MediaFile } from '../media/make-media';
import { isKnownItag, isProgressiveProfile, type Profile, profileOf } from '../media/profiles';
import { type Answers, readAnswers } from './read-answers';

export interface CapturedOptions {
  /** Holds `watch.html` and the player script, `*.js`. */
  readonly dir: string;
  /** A JSON file of right signatures and n; without it every signature and n is accepted. */
  readonly answers?: string;
  /** Taken from the page where absent. */
  readonly videoId?: string;
}

/** A real page from outside the project: it and its script as they are, with media of the site's own behind its addresses. */
export interface Captured {
  readonly videoId: string;
  readonly page: string;
  /** The player script, at whatever known path the page names. */
  scriptAt(path: string): string | undefined;
  findMedia(query: URLSearchParams): Promise<CapturedMedia | undefined>;
}

export interface CapturedMedia {
  readonly videoId: string;
  readonly profile: Profile;
  readonly media: MediaFile;
  readonly truth: MediaTruth;
}

export async function readCaptured(options: CapturedOptions): Promise<Captured> {
  const { dir } = options;
  const page = await readFile(join(dir, 'watch.html'), 'utf8');
  const scriptName = (await readdir(dir)).find((name) => name.endsWith('.js'));
  if (scriptName === undefined) throw new Error(`No player script (*.js) in ${dir}`);
  const videoId = options.videoId ?? /"video(?:Id|_id)"\s*:\s*"([\w-]{11})"/.exec(page)?.[1];
  if (videoId === undefined) throw new Error(`${dir}/watch.html names no video id`);
  const answers = options.answers === undefined ? undefined : await readAnswers(options.answers);
  const script = await readFile(join(dir, scriptName), 'utf8');
  // Until 2018 every slash was escaped.
  const named = page.replaceAll('\\/', '/');
  return {
    videoId,
    page,
    scriptAt: (path) => (named.includes(path) ? script : undefined),
    findMedia: (query) => findMedia(videoId, query, answers),
  };
}

async function findMedia(
  videoId: string,
  query: URLSearchParams,
  answers: Answers | undefined,
): Promise<CapturedMedia | undefined> {
  const itag = Number(query.get('itag'));
  const seconds = Number(query.get('dur'));
  if (!isKnownItag(itag) || !(seconds > 0)) return undefined;
  const profile = profileOf(itag);
  const bytes = query.has('clen') ? Number(query.get('clen')) : undefined;
  const media = await capturedMedia(profile, seconds, bytes);
  return { videoId, profile, media, truth: truthOf(media, profile, query, answers) };
}

function truthOf(
  { bytes }: MediaFile,
  profile: Profile,
  query: URLSearchParams,
  answers: Answers | undefined,
): MediaTruth {
  const given = query.get('n');
  const solved = answers && given !== null && answers.n.size > 0;
  return {
    bytes,
    rateBypass: isProgressiveProfile(profile),
    signatureIsRight: (signature) => answers === undefined || answers.signatures.has(signature),
    // Any of the page's answers will do: the address no longer says which question it was.
    ...(solved && { solvedN: answers.n.has(given) ? given : '' }),
  };
}
