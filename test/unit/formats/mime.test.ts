import { describe, expect, it } from 'vitest';
import { parseMimeType } from '../../../src/formats/mime';

describe('parseMimeType', () => {
  it('takes a type with two codecs apart', () => {
    expect(parseMimeType('video/mp4; codecs="avc1.64001F, mp4a.40.2"')).toEqual({
      essence: 'video/mp4',
      kind: 'video',
      container: 'mp4',
      codecs: ['avc1.64001F', 'mp4a.40.2'],
    });
  });

  it.each([
    ['video/webm;+codecs="vp8.0,+vorbis"', 'webm', ['vp8.0', 'vorbis']],
    ['video/3gpp', '3gp', []],
    ['video/x-flv', 'flv', []],
    ['audio/mp4; codecs="mp4a.40.5"', 'mp4', ['mp4a.40.5']],
    ['audio/webm;codecs=opus', 'webm', ['opus']],
    ['VIDEO/MP4; Codecs=avc1.42001E', 'mp4', ['avc1.42001E']],
    ["video/webm; codecs='vp9'", 'webm', ['vp9']],
    ['video/mp4; foo=bar; codecs="av01.0.08M.08"', 'mp4', ['av01.0.08M.08']],
    ['video/mp4; codecs="avc1.64001F', 'mp4', ['avc1.64001F']],
    ['audio/mpeg', 'mp3', []],
    ['video/MP2T', 'ts', []],
  ])('reads %s', (text, container, codecs) => {
    expect(parseMimeType(text)).toMatchObject({ container, codecs });
  });

  it.each([
    '',
    'video',
    'video/',
    'text/vtt',
    'application/x-mpegURL',
    'image/jpeg',
    'video/quicktime',
    'video/mpeg',
    'video/constructor',
    'video/__proto__',
    'xvideo/mp4',
    `video/mp4; codecs="${'a'.repeat(300)}"`,
  ])('refuses %s', (text) => {
    expect(parseMimeType(text)).toBeUndefined();
  });

  it('drops codecs that are none, and keeps a bounded number', () => {
    expect(parseMimeType('video/mp4; codecs="<b>, avc1.64001F, ☃"')?.codecs).toEqual([
      'avc1.64001F',
    ]);
    const many = Array.from({ length: 20 }, () => 'opus').join(',');
    expect(parseMimeType(`audio/webm; codecs="${many}"`)?.codecs).toHaveLength(8);
  });
});
