import { describe, expect, it } from 'vitest';
import { makeFormat } from '../../../src/formats/make-format';

const source = { kind: 'url', url: 'https://r1.googlevideo.com/videoplayback' } as const;

describe('makeFormat', () => {
  it('keeps all that a player response says', () => {
    const made = makeFormat({
      itag: 303,
      source,
      mimeType: 'video/webm; codecs="vp9"',
      width: 1920,
      height: 1080,
      fps: 50,
      qualityLabel: '1080p50',
      bitrate: 4_500_000,
      averageBitrate: 3_900_000,
      contentLength: 97_500_000,
      lastModified: '1607660000000000',
      durationSeconds: 200,
      initRange: { start: 0, end: 219 },
      indexRange: { start: 220, end: 900 },
      projection: 'RECTANGULAR',
    });
    expect(made).toEqual({
      id: '303-1607660000000000',
      itag: 303,
      source,
      mime: { essence: 'video/webm', kind: 'video', container: 'webm', codecs: ['vp9'] },
      video: {
        codec: 'vp9',
        resolution: 1080,
        width: 1920,
        height: 1080,
        fps: 50,
        hdr: false,
        bitrate: 3_900_000,
        projection: 'RECTANGULAR',
        label: '1080p50',
      },
      contentLength: 97_500_000,
      durationSeconds: 200,
      bitrate: 4_500_000,
      lastModified: '1607660000000000',
      initRange: { start: 0, end: 219 },
      indexRange: { start: 220, end: 900 },
      drm: false,
    });
  });

  it('fills what a map of 2013 leaves out from the itag', () => {
    expect(
      makeFormat({ itag: 5, source, mimeType: 'video/x-flv', quality: 'small' }),
    ).toMatchObject({
      id: '5',
      mime: { container: 'flv', codecs: [] },
      video: { codec: 'h263', resolution: 240, bitrate: 250_000 },
      audio: { codec: 'mp3', bitrate: 64_000 },
    });
    expect(makeFormat({ itag: 17, source })).toMatchObject({
      mime: { essence: 'video/3gpp', container: '3gp' },
      video: { codec: 'mpeg4', profile: 'Simple' },
      audio: { codec: 'aac' },
    });
  });

  it('believes the response before the itag', () => {
    const made = makeFormat({
      itag: 137,
      source,
      mimeType: 'video/webm; codecs="vp9"',
      qualityLabel: '1440p60',
      fps: 60,
    });
    expect(made?.mime.container).toBe('webm');
    expect(made?.video).toMatchObject({ codec: 'vp9', resolution: 1440, fps: 60 });
    // High is H.264's word: it does not go over to another codec.
    expect(made?.video?.profile).toBeUndefined();
  });

  it('reads sound', () => {
    const track = { id: 'en.4', name: 'English original', isDefault: true };
    const made = makeFormat({
      itag: 251,
      source,
      mimeType: 'audio/webm; codecs="opus"',
      bitrate: 160_000,
      averageBitrate: 137_000,
      audioSampleRate: 48_000,
      audioChannels: 2,
      audioTrack: track,
      isDrc: true,
      xtags: 'drc=1:lang=en',
      fps: 0,
    });
    expect(made?.video).toBeUndefined();
    expect(made?.audio).toEqual({
      codec: 'opus',
      bitrate: 137_000,
      sampleRate: 48_000,
      channels: 2,
      track,
      content: 'original',
      language: 'en',
      drc: true,
    });
  });

  it.each([
    ['acont=dubbed-auto:lang=de-DE', undefined, 'dubbed-auto', 'de-DE'],
    ['ChQKBWFjb250EgtkZXNjcmlwdGl2ZQoKCgRsYW5nEgJlbg', 'en.2', 'descriptive', 'en'],
    ['acont=original:lang=en', 'de.10', 'original', 'en'],
    ['acont=secondary:lang=fr', undefined, 'dubbed', 'fr'],
    [undefined, 'en.4', 'original', 'en'],
    [undefined, 'zh-Hans.3', 'dubbed', 'zh-Hans'],
    [undefined, 'ko.10', 'dubbed-auto', 'ko'],
    [undefined, 'en.7', undefined, 'en'],
    [undefined, '../x.3', undefined, undefined],
    ['lang=7', undefined, undefined, undefined],
    [undefined, undefined, undefined, undefined],
  ])('tells the track by its tags %s, else by its id %s', (xtags, id, content, language) => {
    const audioTrack = id === undefined ? undefined : { id, name: 'N', isDefault: false };
    const made = makeFormat({ itag: 140, source, xtags, audioTrack });
    expect(made?.audio?.content).toBe(content);
    expect(made?.audio?.language).toBe(language);
  });

  it.each([
    [{ isVb: true }, { voiceBoost: true }],
    [{ xtags: 'CgcKAnZiEgEx' }, { voiceBoost: true }],
    [{ xtags: 'CggKA2RyYxIBMQ' }, { drc: true }],
  ])('tells altered sound %#', (described, altered) => {
    expect(makeFormat({ itag: 140, source, ...described })?.audio).toMatchObject(altered);
  });

  it.each([
    [
      'the label, also of a wide picture',
      0,
      { qualityLabel: '1080p', width: 1280, height: 536 },
      1080,
    ],
    ['the size before the itag', 272, { width: 7680, height: 4320 }, 4320],
    ['the size before the itag, lower', 22, { width: 854, height: 480 }, 480],
    ['the size before the word', 17, { width: 176, height: 144, quality: 'small' }, 144],
    ['the word against the itag', 18, { quality: 'hd720' }, 720],
    ['the word against the itag, lower', 18, { quality: 'small' }, 240],
    ['the itag where the word says no other', 17, { quality: 'small' }, 144],
    ['the itag where the word says no finer', 38, { quality: 'highres' }, 3072],
    ['the itag where the word is none', 18, { quality: 'auto' }, 360],
    ['the size where no label is', 0, { width: 1920, height: 800 }, 1080],
    ['a portrait lying down', 0, { width: 720, height: 1280 }, 720],
    ['the word where nothing else is', 0, { quality: 'hd1080' }, 1080],
    ['0 where nothing tells', 0, {}, 0],
    ['the itag where the label is no number', 22, { qualityLabel: 'HD' }, 720],
  ])('takes the resolution from %s', (_, itag, more, resolution) => {
    const mimeType = 'video/mp4; codecs="avc1.64001F, mp4a.40.2"';
    expect(makeFormat({ itag, source, mimeType, ...more })?.video?.resolution).toBe(resolution);
  });

  it.each([
    ['the response', { hdr: true, mimeType: 'video/webm; codecs="vp9"' }, true],
    ['the response, against the itag', { itag: 337, hdr: false }, false],
    ['the codec', { mimeType: 'video/mp4; codecs="av01.0.12M.10.0.110.09.16.09.0"' }, true],
    [
      'the codec, against the itag',
      { itag: 701, mimeType: 'video/mp4; codecs="av01.0.12M.08"' },
      false,
    ],
    ['the label', { mimeType: 'video/webm; codecs="vp9"', qualityLabel: '2160p60 HDR' }, true],
    ['the itag', { itag: 337 }, true],
    ['nothing', { itag: 313 }, false],
  ])('knows HDR by %s', (_, more, hdr) => {
    expect(makeFormat({ itag: 1, source, ...more })?.video?.hdr).toBe(hdr);
  });

  it('calls stereoscopic pictures 3D, as pytube did', () => {
    const mimeType = 'video/mp4; codecs="avc1.42001E, mp4a.40.2"';
    expect(makeFormat({ itag: 82, source, mimeType })?.video).toMatchObject({
      profile: '3D',
      stereo3d: true,
    });
    expect(makeFormat({ itag: 18, source, mimeType })?.video?.profile).toBe('Baseline');
  });

  it('tells formats of one itag apart by their tags, in plain characters', () => {
    const base = { itag: 140, source, lastModified: '16' };
    const id = (xtags: string) => makeFormat({ ...base, xtags })?.id;
    expect(id('lang=de')).toBe('140-16-lang=de');
    expect(new Set([id('lang=de'), id('lang=en'), id('a+/b'), id('a/+b'), id('')]).size).toBe(5);
    for (const xtags of ['../x', 'a b', 'Cg==+/', '\ud800', '💥', 'a%b']) {
      expect(id(xtags)).toMatch(/^140-16-[\w.:=~]+$/);
    }
  });

  it('keeps a codec that nobody knows as a track', () => {
    const made = makeFormat({
      itag: 9000,
      source,
      mimeType: 'video/mp4; codecs="vvc1.1, mp4a.40.2"',
    });
    expect(made).toMatchObject({ video: { codec: 'unknown' }, audio: { codec: 'aac' } });
    expect(makeFormat({ itag: 9000, source, mimeType: 'audio/mp4; codecs="mha1"' })).toMatchObject({
      audio: { codec: 'unknown' },
    });
  });

  it('does not take the codec that the itag had for one that the response names otherwise', () => {
    const mimeType = 'video/mp4; codecs="zzz9.1"';
    expect(makeFormat({ itag: 137, source, mimeType })?.video).toMatchObject({ codec: 'unknown' });
  });

  it('takes a file with an index of its own for one track, where codecs are not written', () => {
    const base = { itag: 9000, source, mimeType: 'video/mp4' };
    expect(makeFormat(base)?.audio).toBeDefined();
    expect(makeFormat({ ...base, indexRange: { start: 1, end: 2 } })?.audio).toBeUndefined();
  });

  it.each([
    ['an unknown itag and no type', { itag: 9000 }],
    ['text', { itag: 140, mimeType: 'text/vtt' }],
    ['sound that is a picture', { itag: 140, mimeType: 'audio/mp4; codecs="avc1.64"' }],
    ['a broken itag', { itag: Number.NaN, mimeType: 'video/mp4' }],
    ['a negative itag', { itag: -1, mimeType: 'video/mp4' }],
  ])('makes nothing of %s', (_, described) => {
    expect(makeFormat({ source, ...described })).toBeUndefined();
  });

  it('leaves out numbers that are none', () => {
    const made = makeFormat({
      itag: 137,
      source,
      width: Number.NaN,
      height: -5,
      fps: 0,
      bitrate: Number.POSITIVE_INFINITY,
      contentLength: 0.5,
      durationSeconds: 0,
      initRange: { start: 5, end: 1 },
      indexRange: { start: -1, end: 10 },
    });
    expect(made).toBeDefined();
    for (const key of ['bitrate', 'contentLength', 'durationSeconds', 'initRange', 'indexRange']) {
      expect(made).not.toHaveProperty(key);
    }
    expect(made?.video).toMatchObject({ resolution: 1080, bitrate: 3_000_000 });
    for (const key of ['width', 'height', 'fps']) expect(made?.video).not.toHaveProperty(key);
  });

  it('believes no length above 1 TiB', () => {
    const lengthOf = (contentLength: number) =>
      makeFormat({ itag: 137, source, contentLength })?.contentLength;
    expect(lengthOf(2 ** 40)).toBe(2 ** 40);
    expect(lengthOf(2 ** 40 + 1)).toBeUndefined();
    expect(lengthOf(Number.MAX_SAFE_INTEGER)).toBeUndefined();
  });

  it('keeps the mark of DRM and the absence of an address', () => {
    const made = makeFormat({ itag: 137, source: { kind: 'sabr' }, drm: true });
    expect(made).toMatchObject({ source: { kind: 'sabr' }, drm: true });
  });
});
