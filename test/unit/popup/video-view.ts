import type { Choice, Preset, PresetChoice } from '../../../src/formats/choice';
import type { Format } from '../../../src/formats/format';
import type { VideoView } from '../../../src/protocol/background';

const format = (id: string, traits: Partial<Format>): Format => ({
  id,
  itag: 1,
  source: { kind: 'sabr' },
  mime: { essence: 'video/mp4', kind: 'video', container: 'mp4', codecs: [] },
  drm: false,
  ...traits,
});

const video = format('v', { video: { codec: 'h264', resolution: 1080, hdr: false } });
const audio = format('a', { audio: { codec: 'aac', bitrate: 128_000 } });
const mp4 = { extension: 'mp4', mime: 'video/mp4' } as const;

export const paired: Choice = { kind: 'paired', id: 'v+a', video, audio, output: mp4 };
export const silent: Choice = { kind: 'video-only', id: 'v', video, output: mp4 };
export const soundOnly: Choice = {
  kind: 'audio-only',
  id: 'a',
  audio,
  output: { extension: 'm4a', mime: 'audio/mp4' },
};

const offer = (preset: Preset, choice: Choice): PresetChoice => ({
  preset,
  choice,
  fallbacks: preset === '2160' ? [{ reason: 'lower-resolution', wanted: 2160, got: 1080 }] : [],
});

/** A video in 1080p, with and without sound, and its sound. */
export const videoView: VideoView = {
  id: 'abcdefghijk',
  url: 'https://www.youtube.com/watch?v=abcdefghijk',
  title: 'How the harbour wakes',
  choices: [paired, soundOnly],
  tracks: [],
  track: '',
  withoutSound: { [paired.id]: silent },
  presets: {
    auto: offer('auto', paired),
    '2160': offer('2160', paired),
    audio: offer('audio', soundOnly),
  },
  pictures: [],
  captions: [
    { id: '.en', languageCode: 'en', name: 'English', kind: 'manual', isTranslatable: true },
    { id: 'a.ko', languageCode: 'ko', name: 'Korean', kind: 'automatic', isTranslatable: false },
  ],
  chapters: [
    { startMs: 0, title: 'Dawn' },
    { startMs: 61_000, title: 'The first ferry' },
  ],
  captionLanguages: [{ code: 'de', name: 'German' }],
  fileName: 'How the harbour wakes',
};
