import { describe, expect, it } from 'vitest';
import { itagProfile } from '../../../src/formats/itag-profiles';
import { audioRows, progressiveRows, videoSeries } from '../../../src/formats/itag-rows';

const everyItag = [
  ...[5, 6, 17, 18, 22, 34, 35, 36, 37, 38, 43, 44, 45, 46, 59, 78, 82, 83, 84, 85],
  ...[91, 92, 93, 94, 95, 96, 100, 101, 102, 132, 133, 134, 135, 136, 137, 138, 139, 140, 141],
  ...[160, 171, 172, 212, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 256, 258, 264, 266],
  ...[271, 272, 278, 298, 299, 302, 303, 308, 313, 315, 325, 327, 328, 330, 331, 332, 333, 334],
  ...[335, 336, 337, 338, 380, 394, 395, 396, 397, 398, 399, 400, 401, 402, 571, 597, 598, 599],
  ...[600, 616, 356, 235, 694, 695, 696, 697, 698, 699, 700, 701, 702, 774],
];

describe('itagProfile', () => {
  it.each(everyItag)('knows %i', (itag) => {
    const profile = itagProfile(itag);
    expect(profile?.video ?? profile?.audio).toBeDefined();
  });

  it('has one row an itag', () => {
    const itags = [
      ...progressiveRows,
      ...videoSeries.flatMap(({ rows }) => rows),
      ...audioRows,
    ].map(([itag]) => itag);
    expect(new Set(itags).size).toBe(itags.length);
  });

  // pytube 6's table: extension, resolution, codec, profile, bitrate, audio codec, audio bitrate.
  it.each([
    [5, 'flv', 240, 'h263', undefined, 250_000, 'mp3', 64_000],
    [17, '3gp', 144, 'mpeg4', 'Simple', 50_000, 'aac', 24_000],
    [36, '3gp', 240, 'mpeg4', 'Simple', 170_000, 'aac', 38_000],
    [43, 'webm', 360, 'vp8', undefined, 500_000, 'vorbis', 128_000],
    [100, 'webm', 360, 'vp8', '3D', undefined, 'vorbis', 128_000],
    [18, 'mp4', 360, 'h264', 'Baseline', 500_000, 'aac', 96_000],
    [22, 'mp4', 720, 'h264', 'High', 2_900_000, 'aac', 192_000],
    [82, 'mp4', 360, 'h264', '3D', 500_000, 'aac', 96_000],
    [83, 'mp4', 240, 'h264', '3D', 500_000, 'aac', 96_000],
    [84, 'mp4', 720, 'h264', '3D', 2_900_000, 'aac', 152_000],
    [85, 'mp4', 1080, 'h264', '3D', 2_900_000, 'aac', 152_000],
  ] as const)('says of %i what pytube said', (itag, container, resolution, ...rest) => {
    const [codec, profile, bitrate, audioCodec, audioBitrate] = rest;
    expect(itagProfile(itag)).toMatchObject({
      container,
      video: { codec, resolution, profile, bitrate },
      audio: { codec: audioCodec, bitrate: audioBitrate },
    });
  });

  it('knows HDR, high frame rates and surround', () => {
    expect(itagProfile(337)?.video).toMatchObject({ hdr: true, fps: 60, resolution: 2160 });
    expect(itagProfile(299)?.video).toMatchObject({ hdr: false, fps: 60, resolution: 1080 });
    expect(itagProfile(258)?.audio).toMatchObject({ codec: 'aac', channels: 6 });
  });

  it('has nothing for an itag that nobody has seen', () => {
    expect(itagProfile(9999)).toBeUndefined();
  });
});
