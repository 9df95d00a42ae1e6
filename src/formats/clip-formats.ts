import type { Format } from './format';
import { present } from './present';

/** A format's files as formats of their own, in their order; the format itself where it is not made of clips. */
export function clipFormats(format: Format): Format[] {
  const { source } = format;
  if (source.kind !== 'clips') return [format];
  return source.clips.map(({ url, bytes, durationSeconds, md5 }, at): Format => {
    const { contentLength: _, durationSeconds: __, ...common } = format;
    return {
      ...common,
      id: `${format.id}.${at + 1}`,
      source: { kind: 'url', url },
      ...present({ contentLength: bytes, durationSeconds, md5 }),
    };
  });
}
