import { CompositeBuffer, UmpWriter } from 'googlevideo/ump';
import type { SabrPart } from '../../../site/sabr/sabr-parts';

/** The bytes of a part that lies in memory, in YouTube's framing; by the library, which the site does without. */
export function frame({ type, payload }: Pick<SabrPart, 'type' | 'payload'>): Uint8Array[] {
  const buffer = new CompositeBuffer();
  new UmpWriter(buffer).write(type, payload);
  return buffer.chunks;
}
