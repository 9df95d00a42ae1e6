import { isAltered, trackRank } from './audio-track';
import type { Picture, Sound } from './format';
import { compareKeys, compareSounds } from './order';
import { pairedOutput } from './output-container';

/**
 * The sound that fits a picture best without re-encoding. What matters, in this order: the original
 * track (a wrong language is worse than a rare container), a container that players know (mkv last),
 * sound that nobody altered, at most two channels (surround plays in few places, and has a row of its
 * own), then what the bits are worth: AV1, at home in both, takes Opus at 160 over AAC at 128. A stream
 * that says which sounds are for which pictures (RFC 8216 §4.3.4.2.1) is heeded where there is one of them.
 */
export function soundFor(picture: Picture, sounds: readonly Sound[]): Sound | undefined {
  const keys = (sound: Sound): readonly number[] => [
    trackRank(sound),
    isRare(picture, sound) ? 1 : 0,
    isAltered(sound) ? 1 : 0,
    (sound.audio.channels ?? 2) > 2 ? 1 : 0,
  ];
  return meantFor(picture, sounds).toSorted(
    (a, b) => compareKeys(keys(a), keys(b)) || compareSounds(a, b),
  )[0];
}

function meantFor({ soundGroups }: Picture, sounds: readonly Sound[]): readonly Sound[] {
  const meant = sounds.filter((sound) =>
    sound.soundGroups?.some((group) => soundGroups?.includes(group)),
  );
  return meant.length > 0 ? meant : sounds;
}

const isRare = ({ video }: Picture, { audio }: Sound): boolean =>
  pairedOutput(video.codec, audio.codec).extension === 'mkv';
