import { trackOf, trackRank } from './audio-track';
import type { Choice } from './choice';
import { type Format, isPicture, isProgressive, isSound, type Picture, type Sound } from './format';
import { pictureChoice, silentChoice, soundChoice } from './make-choice';
import { comparePictures, compareSounds, isPremium, isUpscaled, smoothness } from './order';

export interface Choices {
  /** Best first: pictures with their sound (without, where the video has none), then sound alone. */
  readonly choices: readonly Choice[];
  /** By the id of a paired choice: its picture alone. */
  readonly withoutSound: Readonly<Record<string, Choice>>;
  readonly leftOut: LeftOut;
}

/** How many formats nobody can choose, and why. */
export interface LeftOut {
  /** Served by the site's streaming protocol, or as a playlist of pieces. */
  readonly streamingOnly: number;
  readonly drm: number;
  /** A codec that nothing here can put into a file. */
  readonly unknownCodec: number;
}

/** A video's formats as the rows a person chooses from. Ids are stable while the formats' are. */
export function buildChoices(formats: readonly Format[]): Choices {
  const leftOut = { streamingOnly: 0, drm: 0, unknownCodec: 0 };
  const choosable = formats.filter((format) => {
    const obstacle = obstacleTo(format);
    if (obstacle !== undefined) leftOut[obstacle] += 1;
    return obstacle === undefined;
  });
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
    leftOut,
  };
}

function obstacleTo(format: Format): keyof LeftOut | undefined {
  if (format.drm) return 'drm';
  if (format.source.kind === 'sabr' || format.mime.container === 'ts') return 'streamingOnly';
  // What is saved as it is served need not be understood.
  if (isProgressive(format)) return undefined;
  return (format.video ?? format.audio)?.codec === 'unknown' ? 'unknownCodec' : undefined;
}

/** The first of each kind: the best, since the list is sorted. */
function distinct<F extends Format>(sorted: readonly F[], keyOf: (format: F) => string): F[] {
  const seen = new Set<string>();
  return sorted.filter((format) => {
    const key = keyOf(format);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
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
