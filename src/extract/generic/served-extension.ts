/** As many bytes of a file's begin as say what it is. */
export const headBytes = 64;

const sounds: ReadonlySet<string> = new Set(['mp3', 'm4a', 'ogg', 'opus', 'weba']);
const isoBoxes = /^[\s\S]{4}(?:ftyp|moov|mdat|wide|free|skip|pnot)/;
const soundBrands = /^[\s\S]{4}ftypM4[AB]/;
/** Frames of layers I to III, which other frames of this sync word (AAC) have none of. */
const mp3Frame = /^\xff[\xe2-\xe7\xea-\xef\xf2-\xf7\xfa-\xff]/;

/**
 * What a file is saved as: by how it begins, whatever its address and its page say, which are often wrong;
 * by these where it begins as nothing that we know. `undefined` for a page in place of a file.
 * `type`: as the server calls it. `stated`: an extension, without the dot; `isGuess`: which says nothing.
 */
export function servedExtension(
  head: Uint8Array,
  type: string,
  stated: string,
  isGuess = false,
): string | undefined {
  const text = String.fromCharCode(...head.subarray(0, headBytes));
  if (isoBoxes.test(text)) {
    return sounds.has(stated) || soundBrands.test(text) ? 'm4a' : 'mp4';
  }
  if (text.startsWith('\x1a\x45\xdf\xa3')) {
    if (text.includes('matroska')) return 'mkv';
    return sounds.has(stated) ? 'weba' : 'webm';
  }
  if (text.startsWith('OggS'))
    return stated !== 'ogg' && text.includes('OpusHead') ? 'opus' : 'ogg';
  if (text.startsWith('ID3') || mp3Frame.test(text)) return 'mp3';
  if (/^text\/html/i.test(type) || /^\s*</.test(text)) return undefined;
  return isGuess && !/^(?:video|audio)\//i.test(type) ? undefined : stated;
}
