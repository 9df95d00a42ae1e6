import { parseRange } from '../googlevideo/parse-range';
import type { Answer, Ask } from './answer';

/** A file under its own type, whole or by `Range`: pictures and previews, without googlevideo's rules. */
export function fileAnswer(
  kind: Answer['kind'],
  type: string,
  file: { readonly path: string; readonly bytes: number },
  ask: Ask,
): Answer {
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
    body: { kind: 'file', path: file.path, size: file.bytes, start, end },
  };
}
