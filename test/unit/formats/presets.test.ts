import { describe, expect, it } from 'vitest';
import { type Preset, presets } from '../../../src/formats/choice';
import { buildChoices } from '../../../src/formats/choices';
import type { Format } from '../../../src/formats/format';
import { choosePreset, choosePresets } from '../../../src/formats/presets';
import { era2013, era2015, era2020, eraNow, format, sound } from './eras';

const chosen = (formats: readonly Format[], preset: Preset) =>
  choosePreset(buildChoices(formats).choices, preset);
const idOf = (formats: readonly Format[], preset: Preset) =>
  chosen(formats, preset)?.choice.id.replaceAll(/(\d+)-[^+]*/g, '$1');

describe('choosePreset', () => {
  it.each([
    ['2013', era2013, ['22', '22', '22', '22', '22', '35', undefined]],
    ['2015', era2015, ['137+140', '248+171', '137+140', '137+140', '136+140', '135+140', '140']],
    ['2020', era2020, ['299+140', '399+251', '299+140', '299+140', '298+140', '135+140', '140']],
    ['now', eraNow, ['299+140', '337+251', '315+251', '299+140', '298+140', '135+140', '140']],
  ])('chooses of %s', (_, formats, expected) => {
    expect(presets.map((preset) => idOf(formats, preset))).toEqual(expected);
  });

  it('has nothing to say where it keeps its promise', () => {
    expect(chosen(eraNow, 'auto')?.fallbacks).toEqual([]);
    expect(chosen(eraNow, '2160')?.fallbacks).toEqual([]);
    expect(chosen(eraNow, 'best')?.fallbacks).toEqual([]);
    expect(chosen(eraNow, 'audio')?.fallbacks).toEqual([]);
    // `auto` promises a limit, no resolution.
    expect(chosen([format(18)], 'auto')?.fallbacks).toEqual([]);
  });

  it('says that the resolution is lower', () => {
    expect(chosen(era2013, '2160')?.fallbacks).toEqual([
      { reason: 'lower-resolution', wanted: 2160, got: 720 },
    ]);
  });

  it('takes the lowest where all are above the limit, and says so', () => {
    const formats = [format(313), format(271), sound(251, 136_000)];
    expect(idOf(formats, '480')).toBe('271+251');
    expect(chosen(formats, '480')?.fallbacks).toEqual([
      { reason: 'higher-resolution', wanted: 480, got: 1440 },
    ]);
    expect(chosen(formats, 'auto')?.fallbacks).toEqual([
      { reason: 'higher-resolution', wanted: 1080, got: 1440 },
      { reason: 'other-codec', got: 'VP9 + Opus' },
    ]);
  });

  it('goes to another codec where H.264 with AAC is not to be had', () => {
    const formats = [format(399), format(248), format(247), sound(251, 136_000)];
    expect(idOf(formats, 'auto')).toBe('248+251');
    expect(chosen(formats, 'auto')?.fallbacks).toEqual([
      { reason: 'other-codec', got: 'VP9 + Opus' },
    ]);
    expect(chosen([format(137), sound(251, 136_000)], 'auto')).toMatchObject({
      choice: { output: { extension: 'mkv' } },
      fallbacks: [{ reason: 'other-codec', got: 'H.264 + Opus' }],
    });
  });

  it('takes H.264 at 480p for auto rather than VP9 at 1080p: it must play everywhere', () => {
    const formats = [format(248), format(135), sound(140, 129_000), sound(251, 136_000)];
    expect(idOf(formats, 'auto')).toBe('135+140');
    expect(idOf(formats, '1080')).toBe('248+251');
  });

  it('prefers the frame rate to the codec, the widest codec to the finest, and no HDR, at a number', () => {
    const sounds = [sound(140, 129_000), sound(251, 136_000)];
    expect(idOf([format(137), format(303), ...sounds], '1080')).toBe('303+251');
    expect(idOf([format(303), format(335), ...sounds], '1080')).toBe('303+251');
    expect(idOf([format(399), format(248), ...sounds], '1080')).toBe('248+251');
  });

  it('leaves 3D and upscaled pictures for when there is nothing else', () => {
    expect(idOf([format(85), format(18)], '1080')).toBe('18');
    expect(idOf([format(82), format(43)], 'auto')).toBe('43');
    expect(idOf([format(85)], 'best')).toBe('85');
    const upscaled = format(137, { xtags: 'sr=1' });
    expect(idOf([upscaled, format(136), sound(140, 129_000)], 'best')).toBe('136+140');
  });

  it('takes sound before resolution, and says where there is no sound', () => {
    expect(idOf([format(137), format(18)], 'best')).toBe('18');
    expect(chosen([format(137)], 'auto')).toMatchObject({
      choice: { kind: 'video-only' },
      fallbacks: [{ reason: 'no-sound' }],
    });
    expect(chosen([format(313)], 'auto')?.fallbacks.map(({ reason }) => reason)).toEqual([
      'higher-resolution',
      'other-codec',
      'no-sound',
    ]);
  });

  it('says where there is no picture', () => {
    expect(chosen([sound(140, 129_000)], '720')?.fallbacks).toEqual([{ reason: 'no-picture' }]);
    expect(chosen([sound(251, 136_000)], 'auto')?.fallbacks).toEqual([
      { reason: 'no-picture' },
      { reason: 'other-codec', got: 'Opus' },
    ]);
  });

  it.each([
    ['AAC beside Opus', [sound(251, 136_000), sound(140, 129_000)], '140'],
    ['Opus where AAC is poor', [sound(251, 136_000), sound(139, 48_000)], '251'],
    ['Opus where it is far better', [sound(774, 256_000), sound(140, 129_000)], '774'],
    ['AAC where both are fine', [sound(774, 256_000), sound(141, 256_000)], '141'],
    ['stereo before surround', [sound(258, 387_000), sound(140, 129_000)], '140'],
    ['surround where there is no stereo', [sound(258, 387_000)], '258'],
    ['Opus where there is no AAC', [sound(251, 136_000), sound(171, 118_000)], '251'],
  ])('audio takes %s', (_, formats, id) => {
    expect(idOf(formats, 'audio')).toBe(id);
  });

  it('audio does not change the language for AAC', () => {
    const dubs = [
      sound(251, 136_000, { xtags: 'acont=dubbed:lang=de' }),
      sound(140, 129_000, { xtags: 'acont=dubbed:lang=ko' }),
    ];
    expect(chosen(dubs, 'audio')).toMatchObject({ choice: { audio: { itag: 251 } } });
    const formats = [
      sound(251, 136_000, { xtags: 'acont=original:lang=en' }),
      sound(140, 129_000, { xtags: 'acont=dubbed:lang=ko' }),
    ];
    expect(chosen(formats, 'audio')).toMatchObject({
      choice: { audio: { itag: 251 } },
      fallbacks: [{ reason: 'other-codec', got: 'Opus' }],
    });
  });

  it('chooses a file whose resolution nobody knows where there is no other', () => {
    const formats = [format(9000, { mimeType: 'video/mp4; codecs="avc1.64001F, mp4a.40.2"' })];
    expect(chosen(formats, '1080')).toMatchObject({ choice: { id: '9000' }, fallbacks: [] });
  });

  it('has nothing where there is nothing', () => {
    for (const preset of presets) expect(choosePreset([], preset)).toBeUndefined();
  });
});

describe('choosePresets', () => {
  it('holds what each preset would save, and leaves out what has nothing', () => {
    const all = choosePresets(buildChoices(era2020).choices);
    // An object puts keys that are numbers first: screens go by `presets`, not by its keys.
    expect(Object.keys(all).sort()).toEqual([...presets].sort());
    expect(all['720']).toEqual(chosen(era2020, '720'));
    expect(Object.keys(choosePresets(buildChoices(era2013).choices))).not.toContain('audio');
    expect(choosePresets([])).toEqual({});
  });
});
