import { fileChain } from '../media/file-chain';
import type { MuxSource } from '../media/mux';
import type { Stretch } from '../media/stretches';
import type { OpenPart } from './fetch-parts';

/** A film that the site serves as several files, each with picture and sound: one after the other, in their order. */
export function clipSources(clips: readonly OpenPart[]): MuxSource[] {
  const file = fileChain(clips.map((clip) => clip.file));
  const stretches: Stretch[] = [];
  let place = 0;
  for (const [number, clip] of clips.entries()) {
    stretches.push({ place, number });
    place += clip.file.getSize();
  }
  return (['video', 'audio'] as const).map((kind) => ({ kind, file, stretches }));
}
