import { ReelkeepError } from '../errors';
import type { Format } from '../formats/format';
import { makeFile } from '../formats/make-file';
import { ask } from './ask-json';
import type { Fetch } from './extractor';

/** By what the server calls it: a site may serve one kind under the name of another. */
const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
};

export interface SingleFile {
  readonly format: Format;
  /** Where redirects led. */
  readonly reached: string;
}

/**
 * What lies at an address, by its server's word. The format's id is `id` with the extension.
 * @throws no-formats where it is none of the files that we save, and what `ask` throws.
 */
export async function singleFile(
  fetch: Fetch,
  url: string,
  id: string,
  signal: AbortSignal,
): Promise<SingleFile> {
  const { url: reached, headers } = await ask(fetch, url, { method: 'HEAD' }, signal);
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const extension = Object.hasOwn(extensions, type) ? extensions[type] : undefined;
  const bytes = Number(headers.get('content-length') ?? Number.NaN);
  const format =
    extension && makeFile({ id: `${id}.${extension}`, url, extension, bytes, quality: 1 });
  if (format) return { format, reached };
  throw new ReelkeepError('no-formats', 'The address serves no picture or video.');
}
