import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** Field of NextRequestPolicy. */
const cookieField = 7;

/**
 * The cookie in a NextRequestPolicy's bytes, as it came, which is how it is sent back: decoded and encoded
 * it would lose what we do not know of. @throws Error where the bytes are no message.
 */
export function playbackCookieIn(policy: Uint8Array): Uint8Array | undefined {
  const reader = new BinaryReader(policy);
  let cookie: Uint8Array | undefined;
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === cookieField && wireType === WireType.LengthDelimited) {
      cookie = reader.bytes().slice();
    } else reader.skip(wireType, field);
  }
  return cookie;
}
