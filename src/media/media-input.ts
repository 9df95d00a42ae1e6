import { ADTS, Input, MATROSKA, MP3, MP4, MPEG_TS, OGG, QTFF, WEBM } from 'mediabunny';
import type { ByteFile } from './byte-file';
import { DiskSource } from './disk-source';

export interface OpenMedia {
  readonly file: ByteFile;
  /** For its tracks and packets; the opener disposes it. */
  readonly input: Input;
  readonly source: DiskSource;
}

/** Opens a file for reading; the file itself stays open. */
export function openMedia(file: ByteFile): OpenMedia {
  const source = new DiskSource(file);
  const formats = [MP4, QTFF, WEBM, MATROSKA, OGG, MP3, MPEG_TS, ADTS];
  return { file, input: new Input({ formats, source }), source };
}
