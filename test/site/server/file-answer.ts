import { parseRange } from '../googlevideo/parse-range';
import type { MediaFile } from '../media/make-media';
import type { Answer, Ask } from './answer';
import type { Body } from './send-body';

type Served = Pick<MediaFile, 'path' | 'bytes' | 'source'>;

/** Bytes of a file, both ends inclusive, whether it lies on the disk or is computed. */
export const partOf = ({ path, bytes, source }: Served, start: number, end: number): Body => ({
  kind: 'file',
  path,
  size: bytes,
  start,
  end,
  ...(source && { source }),
});

/** A file under its own type, whole or by `Range`: pictures and previews, without googlevideo's rules. */
export function fileAnswer(kind: Answer['kind'], type: string, file: Served, ask: Ask): Answer {
  const header = ask.headers.range?.replace(/^bytes=/, '');
  const asked = parseRange(header, file.bytes);
  const { start, end } = asked.kind === 'part' ? asked : { start: 0, end: file.bytes - 1 };
  return {
    kind,
    status: asked.kind === 'part' ? 206 : 200,
    headers: {
      'content-type': type,
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=3600',
      ...(asked.kind === 'part' && { 'content-range': `bytes ${start}-${end}/${file.bytes}` }),
    },
    body: partOf(file, start, end),
  };
}
