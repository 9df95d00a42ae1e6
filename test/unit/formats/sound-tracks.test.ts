import { expect, it } from 'vitest';
import { plainSound } from '../../../src/formats/plain-sound';
import { soundTracks } from '../../../src/formats/sound-tracks';
import { format, sound } from './eras';

const track = (itag: number, content: string, lang: string, more = {}) =>
  sound(itag, 129_000, {
    xtags: `acont=${content}:lang=${lang}`,
    audioTrack: { id: `${lang}.${content}`, name: `${lang} (${content})`, isDefault: false },
    ...more,
  });

it('lists each voice once, the original first, descriptions last', () => {
  const formats = [
    track(140, 'descriptive', 'en'),
    track(140, 'dubbed-auto', 'ko'),
    track(251, 'dubbed', 'de'),
    track(140, 'dubbed', 'de'),
    track(140, 'original', 'en'),
    format(137),
  ];
  expect(soundTracks(formats)).toEqual([
    { id: 'en.original', name: 'en (original)', language: 'en', content: 'original' },
    { id: 'de.dubbed', name: 'de (dubbed)', language: 'de', content: 'dubbed' },
    { id: 'ko.dubbed-auto', name: 'ko (dubbed-auto)', language: 'ko', content: 'dubbed-auto' },
    { id: 'en.descriptive', name: 'en (descriptive)', language: 'en', content: 'descriptive' },
  ]);
});

it('has one without a name where there is only one, and none that nobody can choose', () => {
  expect(soundTracks([sound(140, 1), sound(251, 1)])).toEqual([{ id: '' }]);
  expect(soundTracks([sound(140, 1, { drm: true }), format(18)])).toEqual([]);
});

it('saves AAC of a track where it is good enough, unaltered and in stereo where there is the like', () => {
  const aac = sound(140, 129_000);
  const opus = sound(251, 136_000);
  expect(plainSound([opus, aac])).toBe(aac);
  expect(plainSound([sound(251, 400_000), aac])?.itag).toBe(251);
  expect(plainSound([opus, sound(140, 129_000, { isDrc: true })])).toBe(opus);
  expect(plainSound([sound(258, 387_000, { audioChannels: 6 }), opus])).toBe(opus);
  expect(plainSound([])).toBeUndefined();
});
