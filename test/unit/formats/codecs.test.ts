import { describe, expect, it } from 'vitest';
import { nameCodec, profileOf } from '../../../src/formats/codecs';

describe('nameCodec', () => {
  it.each([
    ['avc1.64001F', 'video', 'h264'],
    ['avc3.42E01E', 'video', 'h264'],
    ['hvc1.1.6.L93.B0', 'video', 'hevc'],
    ['hev1.2.4.L120.90', 'video', 'hevc'],
    ['av01.0.08M.08', 'video', 'av1'],
    ['vp9', 'video', 'vp9'],
    ['vp9.2', 'video', 'vp9'],
    ['vp09.02.51.10', 'video', 'vp9'],
    ['vp8', 'video', 'vp8'],
    ['vp8.0', 'video', 'vp8'],
    ['mp4v.20.3', 'video', 'mpeg4'],
    ['mp4a.40.2', 'audio', 'aac'],
    ['mp4a.40.5', 'audio', 'aac'],
    ['mp4a', 'audio', 'aac'],
    ['mp4a.40.34', 'audio', 'mp3'],
    ['mp4a.6b', 'audio', 'mp3'],
    ['mp4a.6B', 'audio', 'mp3'],
    ['mp4a.69', 'audio', 'mp3'],
    ['Opus', 'audio', 'opus'],
    ['vorbis', 'audio', 'vorbis'],
    ['ac-3', 'audio', 'ac3'],
    ['ec-3', 'audio', 'eac3'],
    ['mp4a.a6', 'audio', 'eac3'],
    ['dtse', 'audio', 'unknown'],
    ['iamf.001.001.Opus', 'audio', 'unknown'],
  ])('names %s', (written, track, codec) => {
    expect(nameCodec(written)).toEqual({ track, codec });
  });

  it('does not name what it does not know', () => {
    expect(nameCodec('constructor')).toBeUndefined();
    expect(nameCodec('')).toBeUndefined();
    expect(nameCodec('avc17.640028')).toBeUndefined();
  });
});

describe('profileOf', () => {
  it.each([
    ['avc1.42001E', 'Baseline'],
    ['avc1.42E01E', 'Baseline'],
    ['avc1.4d401f', 'Main'],
    ['avc1.4D401F', 'Main'],
    ['avc1.640028', 'High'],
    ['mp4v.20.3', 'Simple'],
    ['mp4v.20.240', undefined],
    ['avc1', undefined],
    ['vp9', undefined],
  ])('%s is %s', (written, profile) => {
    expect(profileOf(written)).toBe(profile);
  });
});
