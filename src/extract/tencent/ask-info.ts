import * as v from 'valibot';
import { type ErrorCode, ReelkeepError } from '../../errors';
import { askJson } from '../ask-json';
import type { Fetch } from '../extractor';
import { infoUrl, keyUrl } from './addresses';
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

/**
 * What the site says of a video, in one definition.
 * @throws video-unavailable, region-blocked, payment-required (with the site's `em`), drm-protected,
 *   page-data-invalid, and what `askJson` throws.
 */
export async function askInfo(
  fetch: Fetch,
  vid: string,
  definition: string | undefined,
  signal: AbortSignal,
): Promise<AskedInfo> {
  return readInfo(await askJson(fetch, infoUrl(vid, definition), signal, unwrapped), vid);
}

/** The same by the page's own question, of whose answer it has the right. */
export async function askAsPage(
  fetch: Fetch,
  question: string,
  vid: string,
  signal: AbortSignal,
): Promise<AskedInfo> {
  const url = new URL(question);
  url.searchParams.delete('callback');
  url.searchParams.set('otype', 'json');
  return readInfo(await askJson(fetch, url.href, signal, unwrapped), vid);
}

/** The key that a file of a definition is served for. It expires. */
export async function askKey(
  fetch: Fetch,
  vid: string,
  format: number,
  filename: string,
  signal: AbortSignal,
): Promise<string> {
  const answer = await askJson(fetch, keyUrl(vid, format, filename), signal, unwrapped);
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
