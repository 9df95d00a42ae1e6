import { ownNames } from './own-names';

const longest = 80;

/** Ids become keys and file names in OPFS: plain, short, and none twice. */
export function plainIds<Stream extends { readonly id: string }>(
  streams: readonly Stream[],
): Stream[] {
  const ownName = ownNames();
  return streams.map((stream) => ({
    ...stream,
    id: ownName(stream.id.replace(/[^\w.]/g, '_').slice(0, longest)),
  }));
}
