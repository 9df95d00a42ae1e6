import { describe, expect, it } from 'vitest';
import {
  pairedOutput,
  pictureOutput,
  servedOutput,
  soundOutput,
} from '../../../src/formats/output-container';

describe('pairedOutput', () => {
  it.each([
    ['h264', 'aac', 'mp4', 'video/mp4'],
    ['h264', 'mp3', 'mp4', 'video/mp4'],
    ['hevc', 'aac', 'mp4', 'video/mp4'],
    ['av1', 'aac', 'mp4', 'video/mp4'],
    ['av1', 'opus', 'webm', 'video/webm'],
    ['vp9', 'opus', 'webm', 'video/webm'],
    ['vp9', 'vorbis', 'webm', 'video/webm'],
    ['vp8', 'vorbis', 'webm', 'video/webm'],
    ['vp9', 'aac', 'mkv', 'video/x-matroska'],
    ['h264', 'opus', 'mkv', 'video/x-matroska'],
    ['h264', 'eac3', 'mkv', 'video/x-matroska'],
  ] as const)('puts %s with %s into %s', (video, audio, extension, mime) => {
    expect(pairedOutput(video, audio)).toEqual({ extension, mime });
  });
});

describe('pictureOutput', () => {
  it.each([
    ['h264', 'mp4', 'mp4'],
    ['hevc', 'mp4', 'mp4'],
    ['vp9', 'webm', 'webm'],
    ['vp9', 'mp4', 'webm'],
    ['vp8', 'webm', 'webm'],
    ['av1', 'mp4', 'mp4'],
    ['av1', 'webm', 'webm'],
    ['mpeg4', 'mp4', 'mkv'],
  ] as const)('puts %s, served as %s, into %s', (codec, servedAs, extension) => {
    expect(pictureOutput(codec, servedAs).extension).toBe(extension);
  });
});

describe('soundOutput', () => {
  it.each([
    ['aac', 'm4a', 'audio/mp4'],
    ['opus', 'opus', 'audio/ogg'],
    ['vorbis', 'ogg', 'audio/ogg'],
    ['mp3', 'mp3', 'audio/mpeg'],
    ['eac3', 'mkv', 'video/x-matroska'],
  ] as const)('puts %s into %s', (codec, extension, mime) => {
    expect(soundOutput(codec)).toEqual({ extension, mime });
  });
});

describe('servedOutput', () => {
  it.each([
    ['mp4', 'video/mp4'],
    ['webm', 'video/webm'],
    ['3gp', 'video/3gpp'],
    ['flv', 'video/x-flv'],
  ] as const)('leaves %s as it is', (extension, mime) => {
    expect(servedOutput(extension)).toEqual({ extension, mime });
  });

  it('has no file for a transport stream', () => {
    expect(servedOutput('ts')).toBeUndefined();
  });
});
