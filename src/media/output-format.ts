import {
  MkvOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  type OutputFormat,
  WebMOutputFormat,
} from 'mediabunny';
import { ReelkeepError } from '../errors';
import type { OutputContainer } from '../formats/choice';

/**
 * mediabunny's muxer for an extension; of an mp4 with its index at the end.
 * @throws mux-failed for containers that are only ever saved as served (3gp, flv).
 */
export function outputFormat(extension: OutputContainer['extension']): OutputFormat {
  switch (extension) {
    case 'mp4':
    case 'm4a':
      return new Mp4OutputFormat({ fastStart: false });
    case 'webm':
      return new WebMOutputFormat();
    case 'mkv':
      return new MkvOutputFormat();
    case 'opus':
    case 'ogg':
      return new OggOutputFormat();
    case 'mp3':
      return new Mp3OutputFormat();
    default:
      throw new ReelkeepError('mux-failed', `Nothing here writes ${extension} files.`, {
        facts: { extension },
      });
  }
}

export const isMp4 = (extension: OutputContainer['extension']): boolean =>
  extension === 'mp4' || extension === 'm4a';

export const isMatroska = (extension: OutputContainer['extension']): boolean =>
  extension === 'webm' || extension === 'mkv';
