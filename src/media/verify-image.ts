import type { ByteFile } from './byte-file';
import { demand } from './demand';

/** How each kind begins; sites serve any of them under any name. */
const beginnings: readonly RegExp[] = [
  /^\xff\xd8\xff/,
  /^\x89PNG/,
  /^GIF8[79]a/,
  /^RIFF[\s\S]{4}WEBP/,
];

/** @throws verification-failed where a file that is to be an image does not begin as any. */
export function verifyImage(file: ByteFile): void {
  const head = new Uint8Array(12);
  const read = file.read(head, { at: 0 });
  const text = String.fromCharCode(...head.subarray(0, read));
  demand(
    'image',
    beginnings.some((beginning) => beginning.test(text)),
    { bytes: file.getSize() },
  );
}
