import type { Clip } from './clips';
import { encode } from './encode';

/** The clip's first picture as a JPEG of the given size; its path. */
export function thumbnail(clip: Clip, [width, height]: readonly [number, number]): Promise<string> {
  const source = `testsrc2=size=${width}x${height}:duration=1,hue=h=${clip.hue}`;
  return encode(`${clip.name}-${width}x${height}`, 'jpg', [
    ...['-f', 'lavfi', '-i', source],
    ...['-frames:v', '1', '-q:v', '5'],
  ]);
}
