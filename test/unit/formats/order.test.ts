import { describe, expect, it } from 'vitest';
import { compareFormats, compareSounds, smoothness } from '../../../src/formats/order';
import { era2013, era2015, eraNow, format, sound } from './eras';

const itags = (formats: readonly { itag: number }[]) => formats.map(({ itag }) => itag);

describe('compareFormats', () => {
  it('orders by number, never by text: 1080 before 360', () => {
    const sorted = [format(18), format(134), format(137), format(313), format(160)].sort(
      compareFormats,
    );
    expect(itags(sorted)).toEqual([313, 137, 134, 18, 160]);
  });

  it('puts frame rate, then HDR, then the codec behind the resolution', () => {
    const sorted = [format(137), format(248), format(399), format(299), format(335), format(303)];
    expect(itags(sorted.sort(compareFormats))).toEqual([335, 303, 299, 399, 248, 137]);
  });

  it('puts 3D behind all that is flat, upscaled behind what was filmed, sound behind pictures', () => {
    const upscaled = format(313, { xtags: 'sr=1' });
    const sorted = [format(251), upscaled, format(85), format(17), format(248)].sort(
      compareFormats,
    );
    expect(sorted.map(({ id }) => id)).toEqual(['248', '17', '313-sr=1', '85', '251']);
  });

  it("puts Premium's bitrate before a better codec", () => {
    const premium = format(356, { qualityLabel: '1080p Premium', bitrate: 5e6 });
    expect(itags([format(399), premium].sort(compareFormats))).toEqual([356, 399]);
  });

  it('goes by the bitrate where all else is equal', () => {
    expect(itags([format(245), format(246), format(244)].sort(compareFormats))).toEqual([
      246, 245, 244,
    ]);
  });

  it.each([
    ['2013', era2013, 22],
    ['2015', era2015, 248],
    ['now', eraNow, 337],
  ])('begins a list of %s with its best, whatever the order it came in', (_, formats, first) => {
    const sorted = formats.toSorted(compareFormats);
    expect(sorted[0]?.itag).toBe(first);
    expect(formats.toReversed().sort(compareFormats)).toEqual(sorted);
  });
});

describe('compareSounds', () => {
  it('orders by what the bits are worth', () => {
    const sorted = [
      sound(249, 52_000),
      sound(140, 129_000),
      sound(251, 136_000),
      sound(139, 48_000),
    ];
    expect(itags(sorted.sort(compareSounds))).toEqual([251, 140, 249, 139]);
  });

  it('puts the original before the default, dubs, automatic dubs and descriptions', () => {
    const track = (xtags: string, isDefault = false) =>
      sound(140, 129_000, { xtags, audioTrack: { id: xtags, name: '', isDefault } });
    const sorted = [
      track('acont=descriptive:lang=en'),
      track('acont=dubbed-auto:lang=ko', true),
      track('acont=dubbed:lang=de'),
      track('lang=fr', true),
      track('acont=original:lang=en'),
    ].sort(compareSounds);
    expect(sorted.map(({ audio }) => audio?.track?.id)).toEqual([
      'acont=original:lang=en',
      'lang=fr',
      'acont=dubbed:lang=de',
      'acont=dubbed-auto:lang=ko',
      'acont=descriptive:lang=en',
    ]);
  });

  it('keeps the sounds of a dub together', () => {
    const dub = (itag: number, lang: string) =>
      sound(itag, itag === 251 ? 136_000 : 129_000, { xtags: `acont=dubbed:lang=${lang}` });
    const sorted = [dub(140, 'ko'), dub(251, 'de'), dub(251, 'ko'), dub(140, 'de')];
    expect(sorted.sort(compareSounds).map(({ id }) => id.replace(/-.*=/, ' '))).toEqual([
      '251 de',
      '140 de',
      '251 ko',
      '140 ko',
    ]);
  });

  it('puts altered sound behind the same unaltered', () => {
    const drc = sound(251, 180_000, { isDrc: true });
    const boosted = sound(251, 170_000, { xtags: 'CgcKAnZiEgEx' });
    expect([drc, boosted, sound(249, 52_000)].sort(compareSounds)[0]?.itag).toBe(249);
  });
});

describe('smoothness', () => {
  it('knows film and television as one, and what is not stated too', () => {
    expect([24, 25, 29.97, 30, undefined].map((fps) => smoothness(fps))).toEqual(Array(5).fill(30));
    expect([15, 50, 59.94].map((fps) => smoothness(fps))).toEqual([15, 50, 60]);
  });
});
