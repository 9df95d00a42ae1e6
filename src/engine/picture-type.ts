interface PictureType {
  readonly mime: string;
  readonly extension: string;
}

const types: readonly (PictureType & { readonly begins: RegExp })[] = [
  { begins: /^\xff\xd8\xff/, mime: 'image/jpeg', extension: 'jpg' },
  { begins: /^RIFF[\s\S]{4}WEBP/, mime: 'image/webp', extension: 'webp' },
  { begins: /^\x89PNG\r\n/, mime: 'image/png', extension: 'png' },
];

/** By its first bytes: a network that wants a login answers every address with a page. */
export function pictureType(bytes: Uint8Array): PictureType | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  return types.find(({ begins }) => begins.test(head));
}
