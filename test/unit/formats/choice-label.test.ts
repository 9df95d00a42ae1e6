import { describe, expect, it } from 'vitest';
import { choiceLabel } from '../../../src/formats/choice-label';
import { buildChoices } from '../../../src/formats/choices';
import { format, sound } from './eras';

const label = (...formats: Parameters<typeof buildChoices>[0]) => {
  const [choice] = buildChoices(formats).choices;
  if (choice === undefined) throw new Error('no choice');
  return choiceLabel(choice);
};

describe('choiceLabel', () => {
  it.each([
    ['a pair', label(format(299), sound(140, 129_000)), '1080p60 · H.264 + AAC'],
    ['HDR', label(format(337), sound(251, 136_000)), '2160p60 HDR · VP9 + Opus'],
    ['a progressive file', label(format(18)), '360p · H.264 + AAC'],
    ['3D', label(format(84)), '720p 3D · H.264 + AAC'],
    ['a picture alone', label(format(401)), '2160p · AV1'],
    ['sound', label(sound(251, 136_400)), '136 kbit/s · Opus'],
    [
      'the track of sound',
      label(sound(140, 129_000, { audioTrack: { id: 'en.4', name: 'English', isDefault: true } })),
      '129 kbit/s · AAC · English',
    ],
    [
      'the language where the track has no name',
      label(sound(251, 136_000, { xtags: 'acont=dubbed:lang=de' })),
      '136 kbit/s · Opus · de',
    ],
    [
      'a picture that is heard in another track',
      label(
        format(137),
        sound(140, 129_000, {
          xtags: 'acont=dubbed:lang=de',
          audioTrack: { id: 'de.3', name: 'Deutsch', isDefault: false },
        }),
      ),
      '1080p · H.264 + AAC · Deutsch',
    ],
    [
      'a picture that is heard in its own',
      label(
        format(137),
        sound(140, 129_000, {
          audioTrack: { id: 'en.4', name: 'English original', isDefault: true },
        }),
      ),
      '1080p · H.264 + AAC',
    ],
    [
      "Premium's bitrate",
      label(format(356, { qualityLabel: '1080p Premium' })),
      '1080p Premium · VP9',
    ],
    ['what was made larger', label(format(248, { xtags: 'sr=1' })), '1080p Super Resolution · VP9'],
    ['what is not known', label(format(9000, { mimeType: 'video/mp4' })), '? + ?'],
  ])('names %s', (_, made, expected) => {
    expect(made).toBe(expected);
  });
});
