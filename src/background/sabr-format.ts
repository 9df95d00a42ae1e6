import type { Format } from '../formats/format';
import { present } from '../formats/present';
import type { SabrFormat } from '../transfer/sabr/sabr-source';

/** A format of picture or sound alone, as the streaming protocol is asked for it. */
export const sabrFormat = (format: Format, videoId: string): SabrFormat => {
  const { itag, lastModified, xtags, video, audio, contentLength, durationSeconds } = format;
  return present({
    ...{ itag, lastModified, xtags, videoId, contentLength, durationSeconds },
    kind: video ? 'video' : 'audio',
    resolution: video?.resolution || undefined,
    audioTrackId: audio?.track?.id,
    drc: audio?.drc || undefined,
  });
};
