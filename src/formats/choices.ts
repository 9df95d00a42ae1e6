import { trackOf, trackRank } from './audio-track';
import type { Choice } from './choice';
import {
  type Format,
  isImage,
  isPicture,
  isProgressive,
  isSound,
  type Picture,
  type Sound,
} from './format';
import { isChoosable } from './left-out';
import { imageChoice, pictureChoice, silentChoice, soundChoice } from './make-choice';
import { comparePictures, compareSounds, isPremium, isUpscaled, smoothness } from './order';
import { plainSound } from './plain-sound';

export interface Choices {
  /** Best first: pictures with their sound (without, where the video has none), then sound alone, then images. */
  readonly choices: readonly Choice[];
  /** By the id of a paired choice: its picture alone. */
  readonly withoutSound: Readonly<Record<string, Choice>>;
}

/** Of pictures, and of sounds: a video with 37 dubs has 42 rows of sound, and no real one has 50 of pictures. */
const mostRows = 200;

/**
 * A video's formats as the rows a person chooses from. Ids are stable while the formats' are. Pictures
 * are heard in `track`, where the video has it (`soundTracks`); else in the one that stands for the video.
 */
export function buildChoices(formats: readonly Format[], track?: string): Choices {
  const choosable = formats.filter(isChoosable);
  const sounds = choosable.filter(isSound).sort(compareSounds);
  const wished = sounds.filter((sound) => trackOf(sound) === track);
  const heard = wished.length > 0 ? wished : sounds;
  const pictures = distinct(choosable.filter(isPicture).sort(comparePictures), pictureKey).map(
    (picture) => ({ picture, choice: pictureChoice(picture, heard) }),
  );
  return {
    choices: [
      ...pictures.map(({ choice }) => choice),
      ...soundRows(sounds).map(soundChoice),
      ...choosable.filter(isImage).slice(0, mostRows).map(imageChoice),
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
  const servedAs = (picture.isFile || isProgressive(picture)) && picture.mime.container;
  const traits = [resolution, smoothness(fps), hdr, codec, stereo3d, servedAs];
  return JSON.stringify([...traits, isUpscaled(picture), isPremium(picture)]);
}

/** Every quality of the track that stands for the video; of each other one, the sound to save of it. */
function soundRows(sounds: readonly Sound[]): Sound[] {
  const own = sounds.filter((sound) => trackRank(sound) < 2);
  const others = sounds.filter((sound) => trackRank(sound) >= 2);
  const ownRows = distinct(own, (sound) => JSON.stringify([trackKey(sound), sound.itag]));
  const otherRows = distinct(others, trackKey).flatMap(
    (first) => plainSound(others.filter((sound) => trackKey(sound) === trackKey(first))) ?? [],
  );
  return [...ownRows, ...otherRows].slice(0, mostRows);
}

const trackKey = (sound: Sound): string => JSON.stringify([trackRank(sound), trackOf(sound)]);
