import { type Dub, xtagsOf } from '../media/dubs';
import type { MediaFile } from '../media/make-media';
import { isProgressiveProfile } from '../media/profiles';
import type { Signing } from '../video-spec';
import { type IssuedFormat, signedAddress } from './issue-formats';
import type { JsonObject } from './json';

/** Bits per second, from the file itself. */
export const bitrateOf = ({ bytes, probed }: MediaFile): number =>
  Math.round((bytes * 8) / probed.durationSeconds);

const hdrColor: JsonObject = {
  primaries: 'COLOR_PRIMARIES_BT2020',
  transferCharacteristics: 'COLOR_TRANSFER_CHARACTERISTICS_SMPTEST2084',
  matrixCoefficients: 'COLOR_MATRIX_COEFFICIENTS_BT2020_NCL',
};

/** An entry of `streamingData.formats` or `.adaptiveFormats`; numbers that may be large are strings there. */
export function responseFormat(format: IssuedFormat, signing: Signing | 'none'): JsonObject {
  const { profile, media, dub } = format;
  const { video, audio } = profile;
  const progressive = isProgressiveProfile(profile);
  return {
    itag: profile.itag,
    ...address(format, signing),
    mimeType: profile.mime,
    bitrate: bitrateOf(media),
    ...(video && { width: video.width, height: video.height }),
    ...(media.ranges && {
      initRange: range(media.ranges.init),
      indexRange: range(media.ranges.index),
    }),
    lastModified: new URL(format.address).searchParams.get('lmt') ?? '',
    // The progressive 22 of the time came without it.
    ...(profile.itag !== 22 && { contentLength: String(media.bytes) }),
    quality: video?.quality ?? 'tiny',
    ...(video && { fps: video.fps, qualityLabel: video.label }),
    projectionType: 'RECTANGULAR',
    averageBitrate: bitrateOf(media),
    ...(video?.codec === 'vp9-hdr' && { colorInfo: hdrColor }),
    approxDurationMs: String(Math.round(media.probed.durationSeconds * 1000)),
    ...(audio && {
      audioQuality: audio.kilobits < 64 ? 'AUDIO_QUALITY_LOW' : 'AUDIO_QUALITY_MEDIUM',
      audioSampleRate: String(audio.hertz),
      audioChannels: audio.channels,
    }),
    ...(!progressive && video?.height === 144 && { highReplication: true }),
    ...(dub && soundTrack(dub)),
  };
}

const soundTrack = (dub: Dub): JsonObject => ({
  xtags: xtagsOf(dub),
  ...(dub.isDrc && { isDrc: true }),
  audioTrack: { displayName: dub.name, id: dub.id, audioIsDefault: dub.isDefault },
});

const range = ({ start, end }: { start: number; end: number }): JsonObject => ({
  start: String(start),
  end: String(end),
});

function address(format: IssuedFormat, signing: Signing | 'none'): JsonObject {
  switch (signing) {
    case 'none':
      return {};
    case 'sabr':
      return isProgressiveProfile(format.profile) ? { url: signedAddress(format, 'sig') } : {};
    case 'cipher':
    case 'signatureCipher': {
      const { s, address: url } = format;
      return { [signing]: new URLSearchParams({ s, sp: 'sig', url }).toString() };
    }
    default:
      return { url: signedAddress(format, 'sig') };
  }
}
