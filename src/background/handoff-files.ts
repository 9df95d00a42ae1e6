import { ReelkeepError } from '../errors';
import type { Format } from '../formats/format';
import type { HandoffFile } from '../jobs/handoff';
import type { JobRequest, PartRequest } from '../jobs/job';

export interface OrderedFile extends HandoffFile {
  readonly url: string;
}

/**
 * A job's parts as files by themselves, as the site serves them: nobody joins them at the other end.
 * `formats`: those that the job's parts are of.
 * @throws not-for-aria2 where one of them has no address of its own.
 */
export function handoffFiles(
  { parts, file, output }: Pick<JobRequest, 'parts' | 'file' | 'output'>,
  formats: readonly Format[],
): OrderedFile[] {
  const base = file.name.slice(0, -output.extension.length - 1);
  return parts.map((part, at) => {
    const { formatId, itag, source, contentLength, lastModified, md5 } = part;
    if (source.kind !== 'url') {
      throw new ReelkeepError('not-for-aria2', 'A part has no address of its own.');
    }
    const mark = parts.length === 1 ? '' : part.role === 'clip' ? `.${at + 1}` : `.${part.role}`;
    return {
      gid: newGid(),
      url: source.url,
      name: `${base}${mark}.${extensionOf(part, formats) ?? output.extension}`,
      formatId,
      itag,
      ...(contentLength === undefined ? {} : { contentLength }),
      ...(lastModified === undefined ? {} : { lastModified }),
      ...(md5 === undefined ? {} : { md5 }),
    };
  });
}

/** 16 hexadecimal digits, not all of them 0, as aria2 wants them. */
export function newGid(): string {
  const random = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Of what is served: what we would have made of it may be called otherwise. */
function extensionOf(
  { role, formatId }: PartRequest,
  formats: readonly Format[],
): string | undefined {
  const format = formats.find(({ id }) => formatId === id || formatId.startsWith(`${id}.`));
  const isSound = role === 'audio' || (format?.audio && !format.video);
  const container = format?.mime.container;
  return isSound && container === 'mp4' ? 'm4a' : container;
}
