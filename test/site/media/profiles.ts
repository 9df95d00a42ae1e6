export interface VideoProfile {
  readonly codec: 'h264-baseline' | 'h264' | 'vp9' | 'vp9-hdr' | 'av1' | 'vp8' | 'mpeg4' | 'flv';
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** As `qualityLabel` and `quality_label` say it. */
  readonly label: string;
  /** As `quality` says it. */
  readonly quality: string;
  /** Bits per second that the encoder is held to; absent: what it takes. */
  readonly bitrate?: number;
}

export interface AudioProfile {
  readonly codec: 'aac' | 'opus' | 'vorbis' | 'mp3';
  readonly kilobits: number;
  readonly hertz: number;
  readonly channels: number;
}

/** What an itag means on this site: written from the facts (§4, §6.2, §6.5), not taken from `src/formats`, so that the two check each other. */
export interface Profile {
  readonly itag: number;
  readonly extension: 'mp4' | 'm4a' | 'webm' | '3gp' | 'flv';
  /** As `mimeType` and `type` say it. */
  readonly mime: string;
  readonly video?: VideoProfile;
  readonly audio?: AudioProfile;
}

type Picture = readonly [width: number, height: number, fps: number, label: string, name: string];

const sizes = {
  tiny: [256, 144, 25, '144p', 'tiny'],
  small: [426, 240, 25, '240p', 'small'],
  medium: [640, 360, 25, '360p', 'medium'],
  large: [854, 480, 25, '480p', 'large'],
  hd720: [1280, 720, 25, '720p', 'hd720'],
  hd1080: [1920, 1080, 25, '1080p', 'hd1080'],
  hd1080fast: [1920, 1080, 50, '1080p50', 'hd1080'],
  hdr1080: [1920, 1080, 50, '1080p50 HDR', 'hd1080'],
  hd2160: [3840, 2160, 25, '2160p', 'hd2160'],
  old3gp: [176, 144, 12, '144p', 'small'],
  newer3gp: [320, 240, 12, '240p', 'small'],
  flv: [400, 240, 25, '240p', 'small'],
} as const satisfies Record<string, Picture>;

function picture(codec: VideoProfile['codec'], size: keyof typeof sizes): VideoProfile {
  const [width, height, fps, label, quality] = sizes[size];
  return { codec, width, height, fps, label, quality };
}

function sound(
  codec: AudioProfile['codec'],
  kilobits: number,
  hertz: number,
  channels = 2,
): AudioProfile {
  return { codec, kilobits, hertz, channels };
}

const mp4Video = (
  itag: number,
  codecs: string,
  codec: 'h264' | 'av1',
  size: keyof typeof sizes,
): Profile => ({
  itag,
  extension: 'mp4',
  mime: `video/mp4; codecs="${codecs}"`,
  video: picture(codec, size),
});

const webmVideo = (
  itag: number,
  codecs: string,
  codec: 'vp9' | 'vp9-hdr',
  size: keyof typeof sizes,
): Profile => ({
  itag,
  extension: 'webm',
  mime: `video/webm; codecs="${codecs}"`,
  video: picture(codec, size),
});

const audio = (
  itag: number,
  extension: 'm4a' | 'webm',
  codecs: string,
  profile: AudioProfile,
): Profile => ({
  itag,
  extension,
  mime: `audio/${extension === 'm4a' ? 'mp4' : 'webm'}; codecs="${codecs}"`,
  audio: profile,
});

const progressive = (
  itag: number,
  extension: Profile['extension'],
  mime: string,
  video: VideoProfile,
  sounds: AudioProfile,
): Profile => ({ itag, extension, mime, video, audio: sounds });

/** As 248, with more bits and another label. */
const premium1080: Profile = {
  ...{ itag: 616, extension: 'webm', mime: 'video/webm; codecs="vp09.00.40.08"' },
  video: { ...picture('vp9', 'hd1080'), label: '1080p Premium', bitrate: 12_000_000 },
};

const profiles: readonly Profile[] = [
  progressive(5, 'flv', 'video/x-flv', picture('flv', 'flv'), sound('mp3', 64, 22_050)),
  progressive(
    17,
    '3gp',
    'video/3gpp; codecs="mp4v.20.3, mp4a.40.2"',
    picture('mpeg4', 'old3gp'),
    sound('aac', 24, 22_050, 1),
  ),
  progressive(
    36,
    '3gp',
    'video/3gpp; codecs="mp4v.20.3, mp4a.40.2"',
    picture('mpeg4', 'newer3gp'),
    sound('aac', 38, 22_050, 1),
  ),
  progressive(
    18,
    'mp4',
    'video/mp4; codecs="avc1.42001E, mp4a.40.2"',
    picture('h264-baseline', 'medium'),
    sound('aac', 96, 44_100),
  ),
  progressive(
    22,
    'mp4',
    'video/mp4; codecs="avc1.64001F, mp4a.40.2"',
    picture('h264', 'hd720'),
    sound('aac', 192, 44_100),
  ),
  progressive(
    43,
    'webm',
    'video/webm; codecs="vp8.0, vorbis"',
    picture('vp8', 'medium'),
    sound('vorbis', 128, 44_100),
  ),
  mp4Video(160, 'avc1.4d400c', 'h264', 'tiny'),
  mp4Video(133, 'avc1.4d4015', 'h264', 'small'),
  mp4Video(134, 'avc1.4d401e', 'h264', 'medium'),
  mp4Video(135, 'avc1.4d401e', 'h264', 'large'),
  mp4Video(136, 'avc1.4d401f', 'h264', 'hd720'),
  mp4Video(137, 'avc1.640028', 'h264', 'hd1080'),
  mp4Video(299, 'avc1.64002a', 'h264', 'hd1080fast'),
  webmVideo(278, 'vp9', 'vp9', 'tiny'),
  webmVideo(242, 'vp9', 'vp9', 'small'),
  webmVideo(243, 'vp9', 'vp9', 'medium'),
  webmVideo(244, 'vp9', 'vp9', 'large'),
  webmVideo(247, 'vp9', 'vp9', 'hd720'),
  webmVideo(248, 'vp9', 'vp9', 'hd1080'),
  premium1080,
  webmVideo(313, 'vp9', 'vp9', 'hd2160'),
  webmVideo(335, 'vp09.02.51.10.01.09.16.09.00', 'vp9-hdr', 'hdr1080'),
  mp4Video(394, 'av01.0.00M.08', 'av1', 'tiny'),
  mp4Video(395, 'av01.0.00M.08', 'av1', 'small'),
  mp4Video(396, 'av01.0.01M.08', 'av1', 'medium'),
  mp4Video(397, 'av01.0.04M.08', 'av1', 'large'),
  mp4Video(398, 'av01.0.05M.08', 'av1', 'hd720'),
  mp4Video(399, 'av01.0.08M.08', 'av1', 'hd1080'),
  audio(141, 'm4a', 'mp4a.40.2', sound('aac', 256, 44_100)),
  audio(140, 'm4a', 'mp4a.40.2', sound('aac', 128, 44_100)),
  audio(171, 'webm', 'vorbis', sound('vorbis', 128, 44_100)),
  audio(249, 'webm', 'opus', sound('opus', 48, 48_000)),
  audio(250, 'webm', 'opus', sound('opus', 64, 48_000)),
  audio(251, 'webm', 'opus', sound('opus', 128, 48_000)),
];

const byItag = new Map(profiles.map((profile) => [profile.itag, profile]));

export const isProgressiveProfile = ({ video, audio: sounds }: Profile): boolean =>
  video !== undefined && sounds !== undefined;

export const isKnownItag = (itag: number): boolean => byItag.has(itag);

export function profileOf(itag: number): Profile {
  const profile = byItag.get(itag);
  if (profile === undefined) throw new Error(`The site makes no itag ${itag}`);
  return profile;
}
