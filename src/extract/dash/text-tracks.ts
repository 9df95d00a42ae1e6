import type { StreamText } from '../stream-text';
import { text } from './attribute';
import type { Manifest } from './parse-manifest';
import { wholeFile } from './period-segments';

const longestName = 100;
const mostTexts = 200;

/**
 * What is to be read with the video: files of WebVTT beside it. Left out is what comes in pieces of mp4, or
 * anew with each period.
 * @throws address-not-allowed
 */
export function textTracks({ representations }: Manifest, url: string): StreamText[] {
  if (new Set(representations.map(({ time }) => time.start)).size > 1) return [];
  const found = new Map<string, StreamText>();
  for (const representation of representations) {
    const { attributes } = representation.info;
    const file = text(attributes.mimeType) === 'text/vtt' && wholeFile(representation, url);
    if (!file || found.has(file) || found.size === mostTexts) continue;
    const language = text(attributes.lang) ?? '';
    found.set(file, {
      url: file,
      language,
      name: (text(attributes.label) ?? '').slice(0, longestName),
    });
  }
  return [...found.values()];
}
