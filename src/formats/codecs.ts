import type { AudioCodec, VideoCodec } from './format';

export type NamedCodec =
  | { readonly track: 'video'; readonly codec: VideoCodec }
  | { readonly track: 'audio'; readonly codec: AudioCodec };

const video = (codec: VideoCodec): NamedCodec => ({ track: 'video', codec });
const audio = (codec: AudioCodec): NamedCodec => ({ track: 'audio', codec });

/** By the sample entry: what stands before the first dot of an RFC 6381 codec string. */
const bySampleEntry = new Map<string, NamedCodec>([
  ['avc1', video('h264')],
  ['avc3', video('h264')],
  ['h264', video('h264')],
  ['hvc1', video('hevc')],
  ['hev1', video('hevc')],
  ['dvh1', video('hevc')],
  ['dvhe', video('hevc')],
  ['av01', video('av1')],
  ['av1', video('av1')],
  ['vp09', video('vp9')],
  ['vp9', video('vp9')],
  ['vp08', video('vp8')],
  ['vp8', video('vp8')],
  ['mp4v', video('mpeg4')],
  ['h263', video('h263')],
  ['s263', video('h263')],
  ['mp4a', audio('aac')],
  ['aac', audio('aac')],
  ['opus', audio('opus')],
  ['vorbis', audio('vorbis')],
  ['mp3', audio('mp3')],
  ['ac-3', audio('ac3')],
  ['ec-3', audio('eac3')],
  ['dtse', audio('unknown')],
  ['flac', audio('unknown')],
  ['iamf', audio('unknown')],
  ['samr', audio('unknown')],
]);

/** `mp4a` says MPEG-4 audio; the object type (ISO/IEC 14496-1, hexadecimal) says which. */
const mp4aObjectTypes: Readonly<Record<string, AudioCodec>> = {
  '69': 'mp3',
  '6b': 'mp3',
  a5: 'ac3',
  a6: 'eac3',
  a9: 'unknown',
  ad: 'opus',
  dd: 'vorbis',
};

/** Names a codec string as a server writes it; `undefined` where it is not known at all. */
export function nameCodec(written: string): NamedCodec | undefined {
  const [entry = '', objectType = '', audioType] = written.toLowerCase().split('.');
  if (entry !== 'mp4a') return bySampleEntry.get(entry);
  // MPEG-4 audio object type 34 is MPEG layer 3.
  if (objectType === '40' && audioType === '34') return audio('mp3');
  return audio(mp4aObjectTypes[objectType] ?? 'aac');
}

const h264Profiles: Readonly<Record<string, string>> = {
  '42': 'Baseline',
  '4d': 'Main',
  '58': 'Extended',
  '64': 'High',
  '6e': 'High 10',
  '7a': 'High 4:2:2',
  f4: 'High 4:4:4',
};

/** H.264's profile by the first byte of `avc1.PPCCLL`, MPEG-4 Visual's by `mp4v.20.N`; pytube's words. */
export function profileOf(written: string): string | undefined {
  const [entry = '', second = '', third = ''] = written.toLowerCase().split('.');
  if (entry === 'avc1' || entry === 'avc3') return h264Profiles[second.slice(0, 2)];
  // Profile and level in one decimal number; 1–3 and 8–9 are Simple (ISO/IEC 14496-2, table G-1).
  if (entry === 'mp4v' && second === '20') {
    return /^(?:[1-389])$/.test(third) ? 'Simple' : undefined;
  }
  return undefined;
}
