import { nameCodec } from './codecs';
import type { AudioCodec, MimeType, VideoCodec } from './format';
import type { ItagProfile } from './itag-profiles';

export interface Tracks {
  readonly video?: VideoCodec;
  readonly audio?: AudioCodec;
}

/** Which tracks a format has and in what codecs: the MIME type's word first, the itag's profile where it is silent. */
export function tracksOf(
  mime: MimeType,
  profile: ItagProfile | undefined,
  segmented: boolean,
): Tracks {
  return mime.codecs.length > 0 ? writtenTracks(mime) : silentTracks(mime, profile, segmented);
}

function writtenTracks({ kind, codecs }: MimeType): Tracks {
  let video: VideoCodec | undefined;
  let audio: AudioCodec | undefined;
  let strangers = 0;
  for (const codec of codecs) {
    const named = nameCodec(codec);
    if (named === undefined) strangers += 1;
    else if (named.track === 'video') video ??= named.codec;
    else audio ??= named.codec;
  }
  // A codec that nobody here knows is still a track: the picture's first, where there can be one.
  if (kind === 'video' && video === undefined && strangers > 0) {
    video = 'unknown';
    strangers -= 1;
  }
  if (strangers > 0) audio ??= 'unknown';
  return {
    ...(kind === 'video' && video !== undefined && { video }),
    ...(audio !== undefined && { audio }),
  };
}

/** No codecs written: as served in 2013. A file with an index of its own (`segmented`) holds one track. */
function silentTracks(
  { kind, container }: MimeType,
  profile: ItagProfile | undefined,
  segmented: boolean,
): Tracks {
  if (kind === 'audio') {
    return { audio: container === 'mp3' ? 'mp3' : (profile?.audio?.codec ?? 'unknown') };
  }
  if (profile?.video === undefined) {
    return segmented ? { video: 'unknown' } : { video: 'unknown', audio: 'unknown' };
  }
  return {
    video: profile.video.codec,
    ...(profile.audio !== undefined && { audio: profile.audio.codec }),
  };
}
