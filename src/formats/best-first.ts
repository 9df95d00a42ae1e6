import { type Format, isSound } from './format';
import { compareFormats } from './order';

/**
 * One video's formats, best first: pictures, then sound alone; each with how good it is among its like,
 * where the site has no word of its own.
 */
export function bestFirst(formats: readonly Format[]): Format[] {
  const sorted = formats.toSorted(compareFormats);
  const graded = (alike: readonly Format[]) =>
    alike.map((format, at) => ({
      ...format,
      quality: format.quality ?? (alike.length - at) / alike.length,
    }));
  return [
    ...graded(sorted.filter((format) => !isSound(format))),
    ...graded(sorted.filter(isSound)),
  ];
}
