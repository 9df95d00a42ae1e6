import { trackOf, trackRank } from './audio-track';
import type { Choice } from './choice';
import { type Format, isPicture, isProgressive, isSound, type Picture, type Sound } from './format';
import { isChoosable } from './left-out';
import { pictureChoice, silentChoice, soundChoice } from './make-choice';
import { comparePictures, compareSounds, isPremium, isUpscaled, smoothness } from './order';

export interface Choices {
  /** Best first: pictures with their sound (without, where the video has none), then sound alone. */
  readonly choices: readonly Choice[];
  /** By the id of a paired choice: its picture alone. */
  readonly withoutSound: Readonly<Record<string, Choice>>;
}

/** Of pictures, and of sounds: 37 dubs make 74 rows of sound, and no real video has 50 of pictures. */
const mostRows = 200;

/** A video's formats as the rows a person chooses from. Ids are stable while the formats' are. */
export function buildChoices(formats: readonly Format[]): Choices {
  const choosable = formats.filter(isChoosable);
  const sounds = choosable.filter(isSound).sort(compareSounds);
  const pictures = distinct(choosable.filter(isPicture).sort(comparePictures), pictureKey).map(
    (picture) => ({ picture, choice: pictureChoice(picture, sounds) }),
  );
  return {
    choices: [
      ...pictures.map(({ choice }) => choice),
      ...distinct(sounds, soundKey).map(soundChoice),
    ],
    withoutSound: Object.fromEntries(
      pictures
        .filter(({ choice }) => choice.kind === 'paired')
        .map(({ picture, choice }) => [choice.id, silentChoice(picture)]),
    ),
  };
}

/** The first of each kind, the best, since the list is sorted; no more than a person can look through. */
function distinct<F extends Format>(sorted: readonly F[], keyOf: (format: F) => string): F[] {
  const seen = new Set<string>();
  const firsts = sorted.filter((format) => {
    const key = keyOf(format);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return firsts.slice(0, mostRows);
}

/** Pictures that a person could tell apart by nothing but their bitrate are one. */
function pictureKey(picture: Picture): string {
  const { resolution, fps, hdr, codec, stereo3d } = picture.video;
  const servedAs = isProgressive(picture) && picture.mime.container;
  const traits = [resolution, smoothness(fps), hdr, codec, stereo3d, servedAs];
  return JSON.stringify([...traits, isUpscaled(picture), isPremium(picture)]);
}

/** Every quality of the track that stands for the video; of each other track the best in each codec. */
function soundKey(sound: Sound): string {
  const rank = trackRank(sound);
  return JSON.stringify([rank, trackOf(sound), rank < 2 ? sound.itag : sound.audio.codec]);
}
