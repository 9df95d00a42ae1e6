import { CustomSource, Input, MATROSKA, MP3, MP4, MPEG_TS, OGG, QTFF, WEBM } from 'mediabunny';
import { type ByteFile, readFully } from './byte-file';

/** mediabunny keeps what it has read up to this size. */
const cacheBytes = 8 * 1024 * 1024;

/** Opens a file for reading its tracks and packets; the caller disposes it. The file stays open. */
export function openInput(file: ByteFile): Input {
  return new Input({
    formats: [MP4, QTFF, WEBM, MATROSKA, OGG, MP3, MPEG_TS],
    source: new CustomSource({
      getSize: () => file.getSize(),
      read: (start, end) => {
        const buffer = new Uint8Array(end - start);
        if (!readFully(file, buffer, start)) throw new RangeError('The file ends too early.');
        return buffer;
      },
      maxCacheSize: cacheBytes,
      // Its long reads ahead fit a file that is read from end to end, though no network is near.
      prefetchProfile: 'network',
    }),
  });
}
