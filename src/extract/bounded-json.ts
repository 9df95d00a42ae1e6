import { ReelkeepError } from '../errors';
import { isShallowJson } from './json-depth';

/**
 * What a text from a page or a server holds, bounded in length and depth before anything is built of it.
 * @throws page-data-too-large, page-data-invalid.
 */
export function boundedJson(text: unknown, longest: number, deepest: number): unknown {
  if (typeof text !== 'string') throw invalid('It is not text.');
  if (text.length > longest) {
    throw new ReelkeepError('page-data-too-large', 'The page answered with too much data.', {
      facts: { characters: text.length },
    });
  }
  if (!isShallowJson(text, deepest)) throw invalid('It nests too deep.');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid('It is no JSON.', cause);
  }
}

const invalid = (why: string, cause?: unknown) =>
  new ReelkeepError('page-data-invalid', `The answer cannot be used: ${why}`, { cause });
