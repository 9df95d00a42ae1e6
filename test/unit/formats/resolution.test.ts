import { describe, expect, it } from 'vitest';
import {
  agreesWithWord,
  labelResolution,
  sizeResolution,
  wordResolution,
} from '../../../src/formats/resolution';

describe('labelResolution', () => {
  it.each([
    ['1080p60 HDR', 1080],
    ['144p', 144],
    ['1440s60', 1440],
    ['72p', 72],
    [' 720p', 720],
    ['hd720', undefined],
    ['HD', undefined],
    ['12345p', undefined],
    ['0000p', undefined],
  ])('%s: %s', (label, resolution) => {
    expect(labelResolution(label)).toBe(resolution);
  });
});

describe('sizeResolution', () => {
  it.each([
    ['full', 1920, 1080, 1080],
    ['wide', 1920, 800, 1080],
    ['portrait', 1080, 1920, 1080],
    ['square', 1080, 1080, 1080],
    ['4:3', 640, 480, 480],
    ['4:3, high', 1440, 1080, 1080],
    ['odd rows', 1920, 1088, 1080],
    ['cinema 4K', 4096, 2160, 2160],
    ['very wide', 1280, 534, 720],
    ['odd columns', 854, 480, 480],
    ['of 2008', 176, 144, 144],
    ['8K', 7680, 4320, 4320],
    ['tiny', 16, 16, 144],
    ['huge', 100_000, 100_000, 4320],
  ])('%s: %i×%i is %i', (_, width, height, resolution) => {
    expect(sizeResolution(width, height)).toBe(resolution);
  });
});

describe('wordResolution', () => {
  it('reads the words of stream maps and no other', () => {
    expect(wordResolution('hd720')).toBe(720);
    expect(wordResolution('medium')).toBe(360);
    expect(wordResolution('toString')).toBeUndefined();
  });
});

describe('agreesWithWord', () => {
  it.each([
    ['small', 144, true],
    ['small', 240, true],
    ['small', 360, false],
    ['tiny', 240, false],
    ['medium', 270, true],
    ['medium', 240, false],
    ['hd720', 720, true],
    ['hd720', 480, false],
    ['hd2160', 4320, false],
    ['highres', 1440, true],
    ['highres', 4320, true],
    ['highres', 1080, false],
    ['toString', 9_000, true],
  ])('%s, %i: %s', (quality, resolution, agrees) => {
    expect(agreesWithWord(quality, resolution)).toBe(agrees);
  });
});
