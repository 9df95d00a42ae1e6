import * as v from 'valibot';
import { asReelkeepError, type ErrorCode, ReelkeepError } from '../../errors';
import { askJson } from '../ask-json';
import type { Fetch } from '../extractor';
import { infoUrl, keyUrl, pagesInfoUrl } from './addresses';
import { infoSchema, keySchema, type TencentInfo, type TencentVideo } from './schema';

/** Both are a line of script, `QZOutputJson={…};`, or JSON alone. */
const unwrapped = (text: string): string =>
  text.slice(Math.max(0, text.indexOf('{')), text.lastIndexOf('}') + 1);

/** The site's own numbers, as far as players know them. */
const refusals: Readonly<Record<number, ErrorCode>> = {
  61: 'video-unavailable',
  62: 'video-unavailable',
  80: 'region-blocked',
  83: 'payment-required',
};

export interface AskedInfo {
  readonly info: TencentInfo;
  readonly video: TencentVideo;
}

/** A video, and who may ask of it. */
export interface AskedVideo {
  readonly vid: string;
  /** By which its page's own player has asked, with a key that expires. */
  readonly question?: string | undefined;
}

/** What is the same whoever asks, and what asking again would make worse. */
const final: ReadonlySet<ErrorCode> = new Set([
  'region-blocked',
  'payment-required',
  'drm-protected',
  'http-429',
]);

/**
 * What the site says of a video, in one definition: to its page's own player, whom it tells of every film,
 * else to anybody, whom it tells of old ones.
 * @throws video-unavailable, region-blocked, payment-required (with the site's `em`), drm-protected,
 *   page-data-invalid, and what `askJson` throws: of the page's question, where there was one.
 */
export async function askInfo(
  fetch: Fetch,
  { vid, question }: AskedVideo,
  definition: string | undefined,
  signal: AbortSignal,
): Promise<AskedInfo> {
  const ask = async (url: string) =>
    readInfo(await askJson(fetch, url, signal, { take: unwrapped }), vid);
  if (question === undefined) return ask(infoUrl(vid, definition));
  try {
    return await ask(pagesInfoUrl(question, definition));
  } catch (thrown) {
    signal.throwIfAborted();
    if (final.has(asReelkeepError(thrown).code)) throw thrown;
    return ask(infoUrl(vid, definition)).catch(() => {
      throw thrown;
    });
  }
}

/** The key that a file of a definition is served for. It expires. */
export async function askKey(
  fetch: Fetch,
  vid: string,
  format: number,
  filename: string,
  signal: AbortSignal,
): Promise<string> {
  const answer = await askJson(fetch, keyUrl(vid, format, filename), signal, { take: unwrapped });
  const parsed = v.safeParse(keySchema, answer);
  if (parsed.success) return parsed.output.key;
  throw new ReelkeepError('video-unavailable', 'The site gives no key for it.');
}

function readInfo(answer: unknown, vid: string): AskedInfo {
  const parsed = v.safeParse(infoSchema, answer);
  if (!parsed.success) {
    throw new ReelkeepError('page-data-invalid', 'The site answers with something else.');
  }
  const info = parsed.output;
  const { em } = info;
  if (em) {
    throw new ReelkeepError(refusals[em] ?? 'video-unavailable', 'The site refuses the video.', {
      facts: { em, ...(info.exem ? { exem: info.exem } : {}) },
    });
  }
  const video = info.vl?.vi.find((one) => one.vid === vid);
  if (!video) throw new ReelkeepError('other-video', 'The site answers of another video.');
  if (video.drm) throw new ReelkeepError('drm-protected', 'The video is encrypted.');
  return { info, video };
}
