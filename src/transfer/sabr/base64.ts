import { ReelkeepError } from '../../errors';

/** Base64 of either alphabet, padded or not, → bytes. @throws page-data-invalid. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/').replaceAll('%3D', '='));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch (cause) {
    throw new ReelkeepError('page-data-invalid', 'The page states no base64.', { cause });
  }
}
