import { type InputFormat, MATROSKA, MP3, MP4, OGG, QTFF, WEBM } from 'mediabunny';
import type { OutputContainer } from '../formats/choice';
import { demand } from './demand';
import type { OpenMedia } from './media-input';

type Extension = OutputContainer['extension'];

const named: readonly (readonly [readonly InputFormat[], readonly Extension[]])[] = [
  [
    [MP4, QTFF],
    ['mp4', 'm4a', '3gp'],
  ],
  // The one is the other with fewer codecs, and by no more than a word at its begin.
  [
    [WEBM, MATROSKA],
    ['webm', 'mkv'],
  ],
  [[OGG], ['ogg', 'opus']],
  [[MP3], ['mp3']],
];

/** @throws verification-failed where a file saved as served is another's by its name. */
export async function checkContainer({ input }: OpenMedia, extension: Extension): Promise<void> {
  const format = await input.getFormat();
  const isNamed = named.some(
    ([formats, extensions]) => formats.includes(format) && extensions.includes(extension),
  );
  demand('container', isNamed, { extension, foundContainer: format.name });
}
