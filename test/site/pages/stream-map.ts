import type { Clip } from '../media/clips';
import { isProgressiveProfile } from '../media/profiles';
import type { PlayerEra } from '../players/generate-player';
import type { Signing } from '../video-spec';
import { type IssuedFormat, signedAddress } from './issue-formats';
import { bitrateOf } from './response-format';

export interface StreamMaps {
  readonly url_encoded_fmt_stream_map: string;
  /** Absent in 2013. */
  readonly adaptive_fmts?: string;
}

/** The format strings of 2013–2019 (facts §6.2): entries parted by commas, pairs by `&`, values percent-encoded. */
export function streamMaps(
  formats: readonly IssuedFormat[],
  era: PlayerEra,
  signing: Signing,
): StreamMaps {
  const progressive = formats.filter(({ profile }) => isProgressiveProfile(profile));
  const adaptive = formats.filter(({ profile }) => !isProgressiveProfile(profile));
  const join = (entries: readonly Record<string, string>[]): string =>
    entries.map((entry) => new URLSearchParams(entry).toString()).join(',');
  return {
    url_encoded_fmt_stream_map: join(
      progressive.map((format) => ({
        ...address(format, era, signing),
        ...(era < '2016' && { fallback_host: 'tc.v1.cache1.googlevideo.com' }),
        type: format.profile.mime,
        quality: format.profile.video?.quality ?? 'medium',
        itag: String(format.profile.itag),
      })),
    ),
    ...(era !== '2013' && {
      adaptive_fmts: join(
        adaptive.map((format) => ({
          ...traits(format, era),
          ...address(format, era, signing),
          type: format.profile.mime,
        })),
      ),
    }),
  };
}

function address(format: IssuedFormat, era: PlayerEra, signing: Signing): Record<string, string> {
  if (signing === 'sig') return { url: format.address, sig: format.signature };
  // The maps of 2019 are enciphered even where `player_response` has the address ready.
  if (signing === 'url' && era !== '2019') return { url: signedAddress(format, 'signature') };
  return { s: format.s, ...(era === '2019' && { sp: 'sig' }), url: format.address };
}

function traits(format: IssuedFormat, era: PlayerEra): Record<string, string> {
  const { profile, media } = format;
  const { video, audio } = profile;
  const { ranges } = media;
  const range = (part: { start: number; end: number } | undefined): string =>
    part ? `${part.start}-${part.end}` : '';
  return {
    init: range(ranges?.init),
    index: range(ranges?.index),
    clen: String(media.bytes),
    itag: String(profile.itag),
    bitrate: String(bitrateOf(media)),
    projection_type: '1',
    lmt: new URL(format.address).searchParams.get('lmt') ?? '',
    fps: String(video?.fps ?? 0),
    ...(video && { size: `${video.width}x${video.height}`, quality_label: video.label }),
    ...(audio &&
      era === '2019' && {
        audio_sample_rate: String(audio.hertz),
        audio_channels: String(audio.channels),
      }),
  };
}

/** `43/640x360/99/0/0,…`: every progressive format once more, by size. */
export const fmtList = (formats: readonly IssuedFormat[]): string =>
  formats
    .filter(({ profile }) => isProgressiveProfile(profile))
    .map(({ profile: { itag, video } }) => `${itag}/${video?.width}x${video?.height}/9/0/115`)
    .join();

export const secondsOf = ({ seconds }: Clip): string => String(Math.max(1, Math.round(seconds)));
