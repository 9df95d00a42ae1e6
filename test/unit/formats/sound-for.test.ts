import { describe, expect, it } from 'vitest';
import { isPicture, isSound } from '../../../src/formats/format';
import { soundFor } from '../../../src/formats/sound-for';
import { era2015, eraNow, format, sound } from './eras';

const picked = (itag: number, formats = eraNow) => {
  const picture = format(itag);
  if (!isPicture(picture)) throw new Error('no picture');
  return soundFor(picture, formats.filter(isSound));
};

describe('soundFor', () => {
  it.each([
    [137, 140, 'H.264 takes AAC'],
    [248, 251, 'VP9 takes Opus'],
    [399, 251, 'AV1 takes the better of both'],
  ])('%i takes %i: %s', (picture, itag) => {
    expect(picked(picture)?.itag).toBe(itag);
  });

  it('lets AV1 have AAC where that is the better', () => {
    expect(picked(399, [...eraNow, sound(141, 256_000)])?.itag).toBe(141);
  });

  it('takes neither even loudness, nor a dub made the default, nor surround', () => {
    const taken = picked(137);
    expect(taken).toMatchObject({ itag: 140 });
    expect(taken?.audio).not.toHaveProperty('drc');
    expect(taken?.audio).not.toHaveProperty('track');
    expect(taken?.audio.channels).toBe(2);
  });

  it('would rather have a rare container than a wrong language', () => {
    const original = sound(251, 136_000, { xtags: 'acont=original:lang=en' });
    const dub = sound(140, 129_000, { xtags: 'acont=dubbed-auto:lang=ko' });
    expect(picked(137, [dub, original])).toBe(original);
  });

  it('would rather have altered sound than a rare container', () => {
    const even = sound(140, 129_000, { isDrc: true });
    expect(picked(137, [sound(251, 136_000), even])).toBe(even);
  });

  it('takes Vorbis and Opus alike by what they are worth', () => {
    expect(picked(248, era2015)?.itag).toBe(171);
  });

  it('finds nothing where there is none', () => {
    expect(picked(137, [])).toBeUndefined();
  });
});
